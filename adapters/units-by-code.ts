import * as z from "zod";
import { unitIdOf, UnitLevel, type OrgUnit } from "../domain/reference/division.ts";
import { UnitId } from "../domain/shared/ids.ts";
import { LocalDate } from "../domain/shared/time.ts";
import { keys } from "./table/keys.ts";
import type { Key, Table } from "./table/table.ts";

const DIVISION_CODE = /^\d{6}$/;
/** Two places a code, a hundred keys a read. */
const CODES_A_READ = 50;

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
  const all = [...codes].filter((code) => DIVISION_CODE.test(code));
  const codeOf = new Map(
    all.flatMap((code) => placesOf(code).map((key) => [key.pk, code] as const)),
  );
  const found = new Map<string, OrgUnit>();
  for (let first = 0; first < all.length; first += CODES_A_READ) {
    const some = all.slice(first, first + CODES_A_READ);
    for (const item of await table.getMany(some.flatMap(placesOf))) {
      const { pk, ...unit } = UnitOfCode.parse(item);
      const code = codeOf.get(pk);
      if (code !== undefined) found.set(code, unit);
    }
  }
  return found;
}

/** A unit lies under its own code's id, or where a further code of it points. */
const placesOf = (code: string): readonly Key[] => [
  keys.unit(unitIdOf(code)),
  keys.unitByCode(code),
];
