import { calendarReader } from "../../adapters/calendar-reader.ts";
import { factsOf, firstDayOfFacts } from "../../adapters/repositories/facts-items.ts";
import type { InstitutionState } from "../../domain/institution/institution.ts";
import type { Indicator } from "../../domain/risk/indicator.ts";
import { firstDayFor, type RiskCase, riskCase } from "../../domain/risk/judge.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { type LocalDate, startOfDay } from "../../domain/shared/time.ts";
import type { Kit } from "../kit/deps.ts";

type CaseReader = (
  institution: InstitutionState,
  indicators: readonly Indicator[],
  day: LocalDate,
) => Promise<RiskCase>;

/** Reads what some indicators need to judge an institution on a day, as the facts are now. */
export function caseReader({ table, units, rules, now }: Kit): CaseReader {
  const calendarAt = calendarReader(table, now);

  return async ({ institutionId, countyUnitId, category, mode }, indicators, day) => {
    const unitPath = await units.pathOf(countyUnitId);
    invariant(unitPath, `the county ${countyUnitId} is a unit`);
    const [firstDay = day, packs, calendar] = await Promise.all([
      firstDayOfFacts(table, institutionId),
      rules.inForce(unitPath, day),
      calendarAt(startOfDay(day)),
    ]);
    const from = latest(firstDayFor(indicators, day), firstDay < day ? firstDay : day);
    const items = await factsOf(table, institutionId, { from, to: day });
    const place = { unitPath, category, mode };
    return riskCase(items, { from, day }, { packs, calendar }, place);
  };
}

const latest = (one: LocalDate, other: LocalDate): LocalDate => (one < other ? other : one);
