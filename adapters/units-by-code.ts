import * as z from "zod";
import { UnitLevel, type OrgUnit } from "../domain/reference/division.ts";
import { UnitId } from "../domain/shared/ids.ts";
import { LocalDate } from "../domain/shared/time.ts";
import { keys } from "./table/keys.ts";
import type { Table } from "./table/table.ts";

const KEYS_A_READ = 100;

const UnitOfCode = z.object({
  pk: z.string(),
  unitId: UnitId,
  name: z.string(),
  level: UnitLevel,
  isCountyLevel: z.boolean(),
  path: z.string(),
  validFrom: LocalDate,
});

/** Looks up the units that division codes mean; codes that mean none are left out. */
export async function unitsByCodes(
  table: Table,
  codes: ReadonlySet<string>,
): Promise<ReadonlyMap<string, OrgUnit>> {
  const all = [...codes];
  const codeOf = new Map(all.map((code) => [keys.unitByCode(code).pk, code]));
  const found = new Map<string, OrgUnit>();
  for (let first = 0; first < all.length; first += KEYS_A_READ) {
    const items = await table.getMany(all.slice(first, first + KEYS_A_READ).map(keys.unitByCode));
    for (const item of items) {
      const { pk, ...unit } = UnitOfCode.parse(item);
      const code = codeOf.get(pk);
      if (code !== undefined) found.set(code, unit);
    }
  }
  return found;
}
