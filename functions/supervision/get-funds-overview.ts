import { fundedUnitsBelow, readUnitFunds } from "../../adapters/repositories/funds-items.ts";
import { isCompetent } from "../../domain/identity/competence.ts";
import { officesAround } from "../../domain/identity/office.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { TrainingCategory } from "../../domain/shared/training.ts";
import { fundsOfTrades, unitFunds } from "../../domain/supervision/funds-by-category.ts";
import { officerRolesOf } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { unitToShow } from "../kit/unit-to-list.ts";
import { FUNDS_VIEWERS, type getFundsOverview as contract } from "./contracts.ts";
import { fundsView } from "./views.ts";

/**
 * A unit's own sums are added up when they are asked for, from the sums of its parts in the same answer: the parts
 * always make the whole, however old each of them is.
 */
export const getFundsOverview = ({ table, units }: Kit): UseCaseOf<typeof contract> => {
  /** The units right below, with their sums; those that were not folded yet are left out. */
  async function partsOf(unitId: string) {
    const below = await fundedUnitsBelow(table, unitId);
    const ids = below.map((part) => part.unitId);
    const [{ funds: sums }, children] = await Promise.all([
      readUnitFunds(table, ids),
      units.childrenOf(unitId),
    ]);
    return children.flatMap((unit) => {
      const funds = sums.get(unit.unitId);
      return funds === undefined ? [] : { unit, funds };
    });
  }

  return async ({ query }, context) => {
    const offices = officerRolesOf(context, FUNDS_VIEWERS);
    const unit = await units.find(await unitToShow(units, offices, query.unitId));
    invariant(unit, "an officer serves in a unit");
    const { unitId } = unit;
    const around = officesAround(offices, unit.path);
    const trades = TrainingCategory.options.filter((category) =>
      around.some((office) => isCompetent(office.department, category)),
    );
    const parts = unit.isCountyLevel ? [] : await partsOf(unitId);
    const whole = unit.isCountyLevel
      ? (await readUnitFunds(table, [unitId])).funds.get(unitId)
      : unitFunds(parts.map(({ funds }) => funds));
    const { byCategory = {} } = whole ?? {};
    return {
      unitId,
      ...(whole && { asOf: toRfc3339(whole.asOf) }),
      fundsFen: fundsView(fundsOfTrades({ byCategory }, trades)),
      categories: trades
        .filter((category) => byCategory[category] !== undefined)
        .map((category) => ({
          category,
          fundsFen: fundsView(fundsOfTrades({ byCategory }, [category])),
        })),
      units: parts.map(({ unit: { unitId: partId, name, level }, funds }) => ({
        ...{ unitId: partId, name, level },
        asOf: toRfc3339(funds.asOf),
        fundsFen: fundsView(fundsOfTrades(funds, trades)),
      })),
    };
  };
};
