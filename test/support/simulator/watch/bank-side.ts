import type { Move } from "./books.ts";
import type { Booking, ModelBank } from "../world/model-bank.ts";

export interface InstitutionAccounts {
  readonly institutionId: string;
  readonly bankId: string;
  readonly custodyAccountNo: string;
  readonly payoutAccountNo: string;
}

interface Aside {
  readonly custodyAccountNo: string;
  readonly amountFen: number;
}

/** Sums of fen by some key. */
class Sums {
  readonly #of = new Map<string, number>();
  add(key: string, amountFen: number): void {
    this.#of.set(key, this.in(key) + amountFen);
  }
  in(key: string): number {
    return this.#of.get(key) ?? 0;
  }
  clear(): void {
    this.#of.clear();
  }
}

/** Where money is no more of the order; what moves to another order comes in there. */
const LEAVES = new Set(["released", "refunded", "transferredOut", "reversed"]);
/** Of that, what the bank has paid or taken before the books show it. */
const KNOWN_AS_GONE = new Set(["refunded", "reversed"]);

/** What the banks must hold and have paid out, by what they did and what the platform has recorded of it. */
export class BankSide {
  readonly #institutions: readonly InstitutionAccounts[];
  /** By instruction: what the bank has paid and no entry has released yet. */
  readonly #unposted = new Sums();
  readonly #held = new Sums();
  readonly #released = new Sums();
  /** By custody account: what the bank has taken in, or paid out, and the platform has not recorded yet. */
  readonly #unmatched = new Sums();
  readonly #unreported = new Sums();
  /** By institution: what the bank has paid to families, or has lost, and the books still hold. */
  readonly #gone = new Sums();
  /** The same as far as the books have learned of it in the step that is played. */
  readonly #learned = new Sums();
  #step = 0;

  constructor(institutions: readonly InstitutionAccounts[]) {
    this.#institutions = institutions;
  }

  tookIn({ credit, amountFen }: Booking): void {
    this.#unmatched.add(credit, amountFen);
  }

  paidBack({ debit, amountFen }: Booking): void {
    this.#unmatched.add(debit, -amountFen);
  }

  paidOut(instructionId: string, { debit, amountFen }: Booking): void {
    this.#unreported.add(debit, amountFen);
    this.#unposted.add(instructionId, amountFen);
  }

  /** Money has left an account without an order of the platform, or to a family that the books do not show yet. */
  left({ debit, amountFen }: Booking): void {
    this.#gone.add(this.#ownerOf(debit), amountFen);
  }

  /** By how much the bank holds less than the books, besides what is under way to institutions. */
  goneFrom(institutionId: string): number {
    return this.#gone.in(institutionId);
  }

  /**
   * By how much the bank may have held less than the books when a call read them that ends in this step: what a call
   * beside it has posted since then, it could not read.
   */
  goneWhenRead(institutionId: string): number {
    return this.goneFrom(institutionId) + this.#learned.in(institutionId);
  }

  /** @param step the story's; no call lasts longer than the one in which it began */
  at(step: number): void {
    if (step !== this.#step) this.#learned.clear();
    this.#step = step;
  }

  #learn(institutionId: string, amountFen: number): void {
    this.#gone.add(institutionId, -amountFen);
    this.#learned.add(institutionId, amountFen);
  }

  /** The platform has recorded that a pay-in pays an order. */
  matched(custodyAccountNo: string, amountFen: number): void {
    this.#unmatched.add(custodyAccountNo, -amountFen);
  }

  /** An enrolment has its part of a list's deposit, which came in as one. */
  sharedOut(institutionId: string, amountFen: number): void {
    const account = this.#institutions.find((one) => one.institutionId === institutionId);
    this.#unmatched.add(account?.custodyAccountNo ?? "", -amountFen);
  }

  /** An order's money came in, or went out for good. */
  moved(institutionId: string, { from, to, amountFen }: Move): void {
    if (from === "outside") this.#held.add(institutionId, amountFen);
    if (LEAVES.has(to)) this.#held.add(institutionId, -amountFen);
    if (KNOWN_AS_GONE.has(to)) this.#learn(institutionId, amountFen);
  }

  /** The books show what an order is short of: the bank took it, and the order claims it still. */
  short(institutionId: string, shortFen: number): void {
    this.#held.add(institutionId, -shortFen);
    this.#learn(institutionId, shortFen);
  }

  /** Money aside is known to be gone: the bank has taken it back itself. */
  reversedAside({ custodyAccountNo, amountFen }: Aside): void {
    this.#unmatched.add(custodyAccountNo, -amountFen);
    this.#learn(this.#ownerOf(custodyAccountNo), amountFen);
  }

  /** The platform has posted a release. @returns what is wrong with it, if anything */
  released(institutionId: string, instructionId: string, amountFen: number): string | undefined {
    const paidFen = this.#unposted.in(instructionId);
    this.#unposted.add(instructionId, -amountFen);
    this.#released.add(institutionId, amountFen);
    const account = this.#institutions.find((one) => one.institutionId === institutionId);
    this.#unreported.add(account?.custodyAccountNo ?? "", -amountFen);
    if (paidFen === amountFen) return undefined;
    return `${instructionId} releases ${amountFen} fen where the bank paid ${paidFen}`;
  }

  /**
   * Compares what each bank holds and has paid out with the platform's entries. Exact at every moment: money
   * under way is known to one side and counted as that.
   * @returns the first difference, if any
   */
  differenceTo(banks: ReadonlyMap<string, ModelBank>): string | undefined {
    for (const one of this.#institutions) {
      const { bankId, custodyAccountNo, payoutAccountNo, institutionId } = one;
      if (this.#gone.in(institutionId) < 0)
        return `${institutionId} is said to have lost ${-this.#gone.in(institutionId)} fen that ${bankId} holds`;
      const balances = banks.get(bankId)?.balances;
      const unreported = this.#unreported.in(custodyAccountNo);
      const owned = this.#held.in(institutionId) - this.#gone.in(institutionId);
      const must = owned + this.#unmatched.in(custodyAccountNo) - unreported;
      const holds = balances?.get(custodyAccountNo) ?? 0;
      if (holds !== must || holds < 0)
        return `${bankId} holds ${holds} fen for ${institutionId}, not ${must}`;
      const paid = balances?.get(payoutAccountNo) ?? 0;
      const mustBePaid = this.#released.in(institutionId) + unreported;
      if (paid !== mustBePaid)
        return `${bankId} has paid ${paid} fen to ${institutionId}, not ${mustBePaid}`;
    }
    return undefined;
  }

  #ownerOf(custodyAccountNo: string): string {
    const owner = this.#institutions.find((one) => one.custodyAccountNo === custodyAccountNo);
    return owner?.institutionId ?? "";
  }
}
