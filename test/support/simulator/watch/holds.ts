import type { BankClient } from "../../../../adapters/bank/bank-client.ts";
import type { Item } from "../../../../adapters/table/table.ts";
import type { InstitutionAccounts } from "./bank-side.ts";
import { type InstitutionItem, itemAs } from "./watched-items.ts";

type InstitutionHead = InstitutionItem["state"];

/** What is kept from an institution, and by which fields of its head. */
const HELD = {
  release: ({ freeze, stops }: InstitutionHead) => freeze ?? stops?.release,
  sale: ({ freeze, stops }: InstitutionHead) => freeze ?? stops?.sale,
};
type Held = keyof typeof HELD;

/** Which institutions are frozen or stopped, and whether any process that could know it has paid or sold for one. */
export class Holds {
  readonly #institutions: readonly InstitutionAccounts[];
  readonly #say: (what: string) => void;
  readonly #heads = new Map<string, InstitutionHead>();
  /** By what is held and from whom: with which commit that began. */
  readonly #since = new Map<string, number>();
  #commits = 0;

  constructor(institutions: readonly InstitutionAccounts[], say: (what: string) => void) {
    this.#institutions = institutions;
    this.#say = say;
  }

  isFrozen(institutionId: string): boolean {
    return this.#heads.get(institutionId)?.freeze !== undefined;
  }

  /** The measure by which its releases or its sales alone are stopped. */
  stopOf(institutionId: string, held: Held): string | undefined {
    return this.#heads.get(institutionId)?.stops?.[held];
  }

  holdsReleases(institutionId: string): boolean {
    return this.#since.has(`release ${institutionId}`);
  }

  /** What a commit says of institutions. */
  learn(items: readonly Item[]): void {
    this.#commits += 1;
    for (const item of items) {
      const state = itemAs(item, "institution")?.state;
      if (state === undefined) continue;
      this.#heads.set(state.institutionId, state);
      for (const held of ["release", "sale"] as const) {
        const name = `${held} ${state.institutionId}`;
        if (HELD[held](state) === undefined) this.#since.delete(name);
        else if (!this.#since.has(name)) this.#since.set(name, this.#commits);
      }
    }
  }

  /**
   * The bank as a process sees it that begins now: an institution whose releases are held already gets none from it,
   * and of one that may not sell no payment is asked. A call that was under way then cannot know of it.
   */
  sentBy(): (bank: BankClient) => BankClient {
    const begun = this.#commits;
    const check = (held: Held, accountNo: string, what: string): void => {
      const payee = this.#institutions.find((one) => one.custodyAccountNo === accountNo);
      const institutionId = payee?.institutionId ?? "nobody";
      if ((this.#since.get(`${held} ${institutionId}`) ?? Infinity) <= begun)
        this.#say(`${what} is about ${institutionId}, whose ${held} is stopped`);
    };
    return (bank) => ({
      ...bank,
      release: (order) => {
        check("release", order.custodyAccountNo, order.instructionId);
        return bank.release(order);
      },
      requestPayment: (order) => {
        check("sale", order.custodyAccountNo, order.paymentId);
        return bank.requestPayment(order);
      },
    });
  }
}
