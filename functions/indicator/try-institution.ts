import { calendarReader } from "../../adapters/calendar-reader.ts";
import { factsOf, firstDayOfFacts } from "../../adapters/repositories/facts-items.ts";
import type { InstitutionState } from "../../domain/institution/institution.ts";
import { firstDayFor } from "../../domain/risk/judge.ts";
import { compareDays, type TrialFinding } from "../../domain/risk/versions/compare.ts";
import type { IndicatorTrial } from "../../domain/risk/versions/trial.ts";
import type { IndicatorVersion } from "../../domain/risk/versions/version.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { startOfDay } from "../../domain/shared/time.ts";
import type { Kit } from "../kit/deps.ts";
import { indicatorNamed } from "../risk/views.ts";

/** What a trial finds of an institution, on no day perhaps; nothing where nothing was known of it by then. */
type InstitutionTrier = (
  institution: InstitutionState,
  version: IndicatorVersion,
  span: Pick<IndicatorTrial, "from" | "to">,
) => Promise<TrialFinding | undefined>;

/** Reads what is stored of an institution and judges it with a version's limits and without. */
export function institutionTrier({ table, units, rules, now }: Kit): InstitutionTrier {
  const calendarAt = calendarReader(table, now);

  return async ({ institutionId, countyUnitId, category, mode }, version, { from, to }) => {
    const indicator = indicatorNamed(version.indicatorId);
    const [unitPath, firstDay, calendar] = await Promise.all([
      units.pathOf(countyUnitId),
      firstDayOfFacts(table, institutionId),
      calendarAt(startOfDay(to)),
    ]);
    invariant(unitPath, `the county ${countyUnitId} is a unit`);
    if (firstDay === undefined || firstDay > to) return undefined;
    const wanted = firstDayFor([indicator], from);
    const knownFrom = wanted < firstDay ? firstDay : wanted;
    const [packs, items] = await Promise.all([
      rules.inForce(unitPath, version.effectiveFrom),
      factsOf(table, institutionId, { from: knownFrom, to }),
    ]);
    const place = { unitPath, category, mode };
    const tried = { items, knownFrom, from, to, packs, place, calendar };
    return { institutionId, warned: [...compareDays(indicator, version, tried)] };
  };
}
