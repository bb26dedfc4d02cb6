import { setTimeout as pause } from "node:timers/promises";
import type { Entry } from "../adapters/journal.ts";
import { entryKey, keys } from "../adapters/table/keys.ts";
import type { Item, Table } from "../adapters/table/table.ts";
import { InstitutionId } from "../domain/shared/ids.ts";
import { toRfc3339 } from "../domain/shared/time.ts";
import { BalanceCompared } from "../events/settlement.ts";
import { START } from "../test/support/door.ts";

const EVERY_MS = 100;

/** The write that records an entry. */
export const putOf = (entry: Entry) => ({ kind: "put", item: { ...entry } as Item }) as const;

/** Balances of institutions, at a steady rate whatever becomes of them. */
export class BalanceLoad {
  readonly #table: Table;
  readonly #institutionIds: readonly string[];
  #count = 0;

  /** @param institutionIds at most 100 */
  constructor(table: Table, institutionIds: readonly string[]) {
    this.#table = table;
    this.#institutionIds = institutionIds;
  }

  /** @returns how to end it, which says how many entries a second it was */
  start(perSecond: number): () => Promise<number> {
    const startedAt = performance.now();
    const first = this.#count;
    let isOver = false;
    const run = async (): Promise<void> => {
      while (!isOver) {
        const due = ((performance.now() - startedAt) * perSecond) / 1_000 - (this.#count - first);
        const count = Math.min(this.#institutionIds.length, Math.floor(due));
        const some = Array.from({ length: count }, () => putOf(this.#next()));
        if (some.length > 0) await this.#table.commit(some);
        if (due < this.#institutionIds.length) await pause(EVERY_MS);
      }
    };
    const ran = run();
    return async () => {
      const seconds = (performance.now() - startedAt) / 1_000;
      const entries = this.#count - first;
      isOver = true;
      await ran;
      return Math.round(entries / seconds);
    };
  }

  /** Each is of another institution than those before it, until all have had their turn. */
  #next(): Entry {
    const institutionId = this.#institutionIds[this.#count % this.#institutionIds.length];
    if (institutionId === undefined) throw new Error("there are institutions");
    this.#count += 1;
    return aBalance(institutionId, Math.ceil(this.#count / this.#institutionIds.length));
  }
}

/** An entry of the balance's journal: a balance that is another each time, where nothing is owed. */
function aBalance(institutionId: string, sequence: number): Entry {
  const at = START + sequence;
  const { name, version, data } = BalanceCompared.make({
    ...{ institutionId: InstitutionId.parse(institutionId), bankId: "sandbox-bank" },
    ...{ custodyAccountNo: "88000001", balanceFen: sequence, heldFen: sequence, mustHoldFen: 0 },
    ...{ outcome: "agrees", asOf: toRfc3339(at) },
  });
  return {
    ...entryKey(keys.balance(institutionId).pk, sequence),
    ...{ type: "entry", aggregateType: "balance", aggregateId: institutionId, sequence, at },
    ...{ actor: "platform:bench", correlationId: `${institutionId}.${sequence}`, institutionId },
    ...{ eventName: name, eventVersion: version, data },
  };
}
