import * as z from "zod";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { PersonalVault } from "./personal-vault.ts";
import type { RecordClass } from "./record-classes.ts";

const NamedItem = z.object({ sealed: z.object({ name: z.string() }) });

/**
 * The names in up to 100 personal records of one class, by the records' ids; records that are missing are
 * left out. Nothing else in the records is opened.
 */
export async function namesInRecords(
  { table, vault }: { readonly table: Table; readonly vault: PersonalVault },
  recordClass: RecordClass,
  recordIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const idByPk = new Map(recordIds.map((id) => [keys.personal(recordClass, id).pk, id]));
  if (idByPk.size === 0) return new Map();
  const distinct = [...idByPk.values()].map((id) => keys.personal(recordClass, id));
  const items = await table.getMany(distinct);
  const names = items.map(async (item): Promise<readonly [string, string][]> => {
    const recordId = idByPk.get(item.pk);
    if (recordId === undefined) return [];
    const { sealed } = NamedItem.parse(item);
    const { name = "" } = await vault.open(recordClass, recordId, sealed);
    return [[recordId, name]];
  });
  return new Map((await Promise.all(names)).flat());
}
