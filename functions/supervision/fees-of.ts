import { factsOf } from "../../adapters/repositories/facts-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { InstitutionState } from "../../domain/institution/institution.ts";
import { parameterValue } from "../../domain/reference/rule-packs.ts";
import type { ParameterId } from "../../domain/reference/rule-parameters.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { LocalDate } from "../../domain/shared/time.ts";
import type { FeesOfDay } from "../../domain/supervision/deposit-floor.ts";
import type { Kit } from "../kit/deps.ts";

/** What families paid in, day by day; days without any are left out. */
export async function feesOf(
  table: Table,
  institutionId: string,
  span: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<readonly FeesOfDay[]> {
  const items = await factsOf(table, institutionId, span);
  return items.flatMap(({ day, values: { paidFen = 0 } }) =>
    day < span.from || paidFen === 0 ? [] : { day, paidFen },
  );
}

/** The rules for prepaid fees at the place and of the trade of an institution, on a day. */
export const feeRules =
  ({ units, rules }: Pick<Kit, "units" | "rules">) =>
  async (
    { countyUnitId, category, mode }: InstitutionState,
    date: LocalDate,
  ): Promise<(id: ParameterId) => number> => {
    const unitPath = await units.pathOf(countyUnitId);
    invariant(unitPath, `the county ${countyUnitId} is a unit`);
    const packs = await rules.inForce(unitPath, date);
    return (id) => parameterValue(packs, id, { date, unitPath, category, mode });
  };
