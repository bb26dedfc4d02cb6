import * as z from "zod";
import { invariant } from "../../domain/shared/invariant.ts";
import { keys } from "../table/keys.ts";
import { CommitRefused, type Table } from "../table/table.ts";
import type { DataKeyStore } from "./ports.ts";
import type { RecordClass } from "./record-classes.ts";

const DataKeyItem = z.object({ type: z.literal("data-key"), wrapped: z.base64() });

/** Wrapped data keys in the table, one item for each record class and month; never changed once written. */
export function tableKeyStore(table: Table): DataKeyStore {
  const load = async (recordClass: RecordClass, month: string) => {
    const item = await table.get(keys.dataKey(recordClass, month));
    return item && Buffer.from(DataKeyItem.parse(item).wrapped, "base64");
  };
  return {
    load,
    async saveIfAbsent(recordClass, month, wrapped) {
      try {
        await table.commit([
          {
            kind: "put",
            item: {
              ...keys.dataKey(recordClass, month),
              type: "data-key",
              wrapped: Buffer.from(wrapped).toString("base64"),
            },
            condition: { kind: "absent" },
          },
        ]);
        return wrapped;
      } catch (error) {
        if (!(error instanceof CommitRefused)) throw error;
        const kept = await load(recordClass, month);
        invariant(kept, `the data key ${recordClass}/${month} that refused another is there`);
        return kept;
      }
    },
  };
}
