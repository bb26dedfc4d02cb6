import type { BankClient } from "../../../../adapters/bank/bank-client.ts";
import type { Item } from "../../../../adapters/table/table.ts";
import type { InstitutionAccounts } from "./bank-side.ts";
import { itemAs } from "./watched-items.ts";

/** Which institutions are frozen, and whether any process that could know it has paid one. */
export class Freezes {
  readonly #institutions: readonly InstitutionAccounts[];
  readonly #say: (what: string) => void;
  /** By institution: with which commit it was frozen. */
  readonly #since = new Map<string, number>();
  #commits = 0;

  constructor(institutions: readonly InstitutionAccounts[], say: (what: string) => void) {
    this.#institutions = institutions;
    this.#say = say;
  }

  isFrozen(institutionId: string): boolean {
    return this.#since.has(institutionId);
  }

  /** What a commit says of institutions. */
  learn(items: readonly Item[]): void {
    this.#commits += 1;
    for (const item of items) {
      const state = itemAs(item, "institution")?.state;
      if (state === undefined) continue;
      if (state.freeze === undefined) this.#since.delete(state.institutionId);
      else if (!this.isFrozen(state.institutionId))
        this.#since.set(state.institutionId, this.#commits);
    }
  }

  /**
   * The bank as a process sees it that begins now: an institution that is frozen already gets no release from it.
   * A call that was under way when the freeze was recorded cannot know of it.
   */
  sentBy(): (bank: BankClient) => BankClient {
    const begun = this.#commits;
    return (bank) => ({
      ...bank,
      release: (order) => {
        const { custodyAccountNo: accountNo, instructionId } = order;
        const payee = this.#institutions.find((one) => one.custodyAccountNo === accountNo);
        if ((this.#since.get(payee?.institutionId ?? "") ?? Infinity) <= begun)
          this.#say(`${instructionId} pays ${payee?.institutionId ?? "nobody"}, which is frozen`);
        return bank.release(order);
      },
    });
  }
}
