import { calendarReader } from "../../adapters/calendar-reader.ts";
import type { AlertState } from "../../domain/alert/alert.ts";
import { type AlertRules, alertRulesBy } from "../../domain/alert/clocks.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { type EpochMs, shanghaiDate } from "../../domain/shared/time.ts";
import type { Kit } from "../kit/deps.ts";

type RulesFor = (
  place: Pick<AlertState, "countyUnitId" | "category">,
  at: EpochMs,
) => Promise<AlertRules>;

/** Finds the times and limits for alerts of a county, by its own rules and those above it. */
export function alertRules({ table, units, rules, now }: Kit): RulesFor {
  const calendarAt = calendarReader(table, now);

  return async ({ countyUnitId, category }, at) => {
    const date = shanghaiDate(at);
    const unitPath = await units.pathOf(countyUnitId);
    invariant(unitPath, `the county ${countyUnitId} is a unit`);
    const [packs, calendar] = await Promise.all([rules.inForce(unitPath, date), calendarAt(at)]);
    return alertRulesBy(packs, calendar, { date, unitPath, category });
  };
}
