import type { ChangeRecord } from "../../../../adapters/table/memory-store.ts";
import type { Item } from "../../../../adapters/table/table.ts";
import { Books } from "./books.ts";
import type { Booking, ModelBank } from "../world/model-bank.ts";
import { MoneyAside } from "./money-aside.ts";
import { type EntryItem, itemAs } from "./watched-items.ts";

export interface InstitutionAccounts {
  readonly institutionId: string;
  readonly bankId: string;
  readonly custodyAccountNo: string;
  readonly payoutAccountNo: string;
}

/** Things that are written once and never again, by their `type`. */
const WRITTEN_ONCE = new Set(["entry", "stored-answer", "matched-pay-in", "nonce"]);

/** Sums of fen by some key. */
class Sums {
  readonly #of = new Map<string, number>();
  add(key: string, amountFen: number): void {
    this.#of.set(key, this.in(key) + amountFen);
  }
  in(key: string): number {
    return this.#of.get(key) ?? 0;
  }
}

/**
 * Looks at every commit as the stream tells it, and at every booking of the banks, and keeps books of its own
 * of what must follow. It notes the first thing that is not as it must be.
 */
export class Watch {
  broken: string | undefined;
  /** How far the story got: whether it was worth something. */
  readonly seen = {
    released: 0,
    returned: 0,
    suspended: 0,
    disputed: 0,
    found: 0,
    withdrawn: 0,
    /** Pay-ins that went back to their payer. */
    repaid: 0,
    deemed: 0,
    lapsed: 0,
    /** Lessons that were released after their release had come back. */
    retried: 0,
  };
  readonly #institutions: readonly InstitutionAccounts[];
  readonly #books = new Map<string, Books>();
  readonly #sequences = new Map<string, number>();
  readonly #releasedBy = new Map<string, string>();
  readonly #cameBack = new Set<string>();
  readonly #aside = new MoneyAside();
  /** By instruction: what the bank has paid and no entry has released yet. */
  readonly #unposted = new Sums();
  readonly #held = new Sums();
  readonly #released = new Sums();
  /** By custody account: what the bank has taken in, or paid out, and the platform has not recorded yet. */
  readonly #unmatched = new Sums();
  readonly #unreported = new Sums();

  constructor(institutions: readonly InstitutionAccounts[]) {
    this.#institutions = institutions;
  }

  break(what: string): void {
    this.broken ??= what;
  }

  tookIn({ credit, amountFen }: Booking): void {
    this.#unmatched.add(credit, amountFen);
  }

  paidBack(bankSerial: string, booking: Booking): void {
    const wrong = this.#aside.paidBack(bankSerial, booking);
    if (wrong !== undefined) this.break(wrong);
    this.#unmatched.add(booking.debit, -booking.amountFen);
    this.seen.repaid += 1;
  }

  paidOut(instructionId: string, { debit, amountFen }: Booking): void {
    this.#unreported.add(debit, amountFen);
    this.#unposted.add(instructionId, amountFen);
  }

  onCommit(records: readonly ChangeRecord[]): void {
    for (const { before } of records)
      if (before !== undefined && WRITTEN_ONCE.has(before.type))
        this.break(`${before.type} ${before.pk} ${before.sk} was written a second time`);
    const items = records.flatMap(({ after }) => (after === undefined ? [] : [after]));
    for (const item of items) this.#entry(item);
    const touched = new Set(items.flatMap((item) => this.#state(item) ?? []));
    for (const books of touched) {
      const wrong = books.lessonsDiffer();
      if (wrong !== undefined) this.break(`${books.enrolmentId}: ${wrong}`);
    }
  }

  /**
   * Compares what each bank holds and has paid out with the platform's entries. Exact at every moment: money
   * under way is known to one side and counted as that.
   */
  checkBanks(banks: ReadonlyMap<string, ModelBank>): void {
    for (const one of this.#institutions) {
      const { bankId, custodyAccountNo, payoutAccountNo, institutionId } = one;
      const balances = banks.get(bankId)?.balances;
      const unreported = this.#unreported.in(custodyAccountNo);
      const must = this.#held.in(institutionId) + this.#unmatched.in(custodyAccountNo) - unreported;
      const holds = balances?.get(custodyAccountNo) ?? 0;
      if (holds !== must || holds < 0)
        this.break(`${bankId} holds ${holds} fen for ${institutionId}, not ${must}`);
      const paid = balances?.get(payoutAccountNo) ?? 0;
      const mustBePaid = this.#released.in(institutionId) + unreported;
      if (paid !== mustBePaid)
        this.break(`${bankId} has paid ${paid} fen to ${institutionId}, not ${mustBePaid}`);
    }
  }

  #entry(item: Item): void {
    const entry = itemAs(item, "entry");
    if (entry === undefined) return;
    const before = this.#sequences.get(item.pk) ?? 0;
    if (entry.sequence !== before + 1)
      this.break(`entry ${entry.sequence} of ${item.pk} follows entry ${before}`);
    this.#sequences.set(item.pk, entry.sequence);
    if (entry.eventName === "pay-in-suspended") this.seen.suspended += 1;
    if (entry.aggregateType !== "enrolment") return;
    const { aggregateId, institutionId = "", data } = entry;
    const books = this.#booksOf(aggregateId);
    for (const move of data.moves ?? []) {
      const wrong = books.apply(move);
      if (wrong !== undefined) this.break(`${aggregateId} entry ${entry.sequence}: ${wrong}`);
      if (move.from === "outside") this.#held.add(institutionId, move.amountFen);
      if (move.to === "released") this.#held.add(institutionId, -move.amountFen);
    }
    if (entry.eventName === "lesson-disputed") this.seen.disputed += 1;
    if (entry.eventName === "dispute-withdrawn") this.seen.withdrawn += 1;
    if (entry.eventName.startsWith("dispute-found-for-")) this.seen.found += 1;
    if (entry.eventName === "lesson-deemed") this.seen.deemed += 1;
    if (entry.eventName === "order-lapsed") this.seen.lapsed += 1;
    if (entry.eventName === "release-returned") {
      this.seen.returned += 1;
      this.#cameBack.add(`${aggregateId}/${data.lessonNumber ?? 0}`);
    }
    if (entry.eventName === "release-executed") this.#release(entry, institutionId);
  }

  #release({ aggregateId, data }: EntryItem, institutionId: string): void {
    const { lessonNumber = 0, instructionId = "", amountFen = 0 } = data;
    const lesson = `${aggregateId}/${lessonNumber}`;
    const earlier = this.#releasedBy.get(lesson);
    if (earlier !== undefined)
      this.break(`lesson ${lesson} is released by ${instructionId} and was by ${earlier}`);
    this.#releasedBy.set(lesson, instructionId);
    this.seen.released += 1;
    if (this.#cameBack.has(lesson)) this.seen.retried += 1;
    const paidFen = this.#unposted.in(instructionId);
    if (paidFen !== amountFen)
      this.break(`${instructionId} releases ${amountFen} fen where the bank paid ${paidFen}`);
    this.#unposted.add(instructionId, -amountFen);
    this.#released.add(institutionId, amountFen);
    const account = this.#institutions.find((one) => one.institutionId === institutionId);
    this.#unreported.add(account?.custodyAccountNo ?? "", -amountFen);
  }

  /** Looks at an item that shows a state. @returns the books of its enrolment, where it has some */
  #state(item: Item): Books | undefined {
    if (item.type === "class-seats" && Number(item["taken"]) > Number(item["capacity"]))
      this.break(`${item.pk} has more pupils than seats`);
    const payIn = itemAs(item, "matched-pay-in");
    if (payIn !== undefined)
      this.#unmatched.add(payIn.state.custodyAccountNo, -payIn.state.amountFen);
    const aside = itemAs(item, "suspended-pay-in");
    const wrong = aside && this.#aside.recorded(aside.state);
    if (wrong !== undefined) this.break(wrong);
    const lesson = itemAs(item, "lesson");
    if (lesson !== undefined) {
      const { enrolmentId, lessonNumber, amountFen, status } = lesson.state;
      const books = this.#booksOf(enrolmentId);
      books.lessons.set(lessonNumber, { status, amountFen });
      return books;
    }
    return this.#head(item);
  }

  #head(item: Item): Books | undefined {
    const head = itemAs(item, "enrolment");
    if (head === undefined) return undefined;
    const { enrolmentId, lessonCount, priceFen, balances } = head.state;
    const books = this.#booksOf(enrolmentId);
    books.lessonCount = lessonCount;
    const entryCount = this.#sequences.get(item.pk) ?? 0;
    if (head.version !== entryCount)
      this.break(`${enrolmentId} has version ${head.version} and ${entryCount} entries`);
    const difference = books.differenceTo(balances);
    if (difference !== undefined) this.break(`${enrolmentId}: ${difference}`);
    if (books.paidFen !== 0 && books.paidFen !== priceFen)
      this.break(`${enrolmentId} costs ${priceFen} fen and was paid ${books.paidFen}`);
    return books;
  }

  #booksOf(enrolmentId: string): Books {
    const books = this.#books.get(enrolmentId) ?? new Books(enrolmentId);
    this.#books.set(enrolmentId, books);
    return books;
  }
}
