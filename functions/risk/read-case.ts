import { calendarReader } from "../../adapters/calendar-reader.ts";
import { knownFacts } from "../../adapters/repositories/facts-items.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import type { InstitutionState } from "../../domain/institution/institution.ts";
import type { Indicator } from "../../domain/risk/indicator.ts";
import { firstDayFor, type RiskCase, riskCase } from "../../domain/risk/judge.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { type LocalDate, startOfDay } from "../../domain/shared/time.ts";
import type { Kit } from "../kit/deps.ts";

/** What is known of an institution on a day. */
export interface ReadCase {
  readonly known: RiskCase;
  /** Refuses a commit that rests on it once the facts are others. */
  readonly unchanged: Change;
}

type CaseReader = (
  institution: InstitutionState,
  indicators: readonly Indicator[],
  day: LocalDate,
) => Promise<ReadCase>;

/** Reads what some indicators need to judge an institution on a day, as the facts are now. */
export function caseReader({ table, units, rules, now }: Kit): CaseReader {
  const calendarAt = calendarReader(table, now);

  return async ({ institutionId, countyUnitId, category, mode }, indicators, day) => {
    const unitPath = await units.pathOf(countyUnitId);
    invariant(unitPath, `the county ${countyUnitId} is a unit`);
    const spanOf = (firstDay = day) => ({
      from: latest(firstDayFor(indicators, day), firstDay < day ? firstDay : day),
      to: day,
    });
    const [facts, packs, calendar] = await Promise.all([
      knownFacts(table, institutionId, spanOf),
      rules.inForce(unitPath, day),
      calendarAt(startOfDay(day)),
    ]);
    const { from } = facts.span;
    const place = { unitPath, category, mode };
    return {
      known: riskCase(facts.days, { from, day }, { packs, calendar }, place),
      unchanged: { write: facts.unchanged },
    };
  };
}

const latest = (one: LocalDate, other: LocalDate): LocalDate => (one < other ? other : one);
