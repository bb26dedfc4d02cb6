import { calendarReader } from "../../adapters/calendar-reader.ts";
import { type Clocks, clocksBy } from "../../domain/complaint/clocks.ts";
import type { ComplaintState } from "../../domain/complaint/complaint.ts";
import { parameterValue } from "../../domain/reference/rule-packs.ts";
import type { ParameterId } from "../../domain/reference/rule-parameters.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { type EpochMs, shanghaiDate } from "../../domain/shared/time.ts";
import type { Kit } from "../kit/deps.ts";

/** The rules for complaints at a place, as they are on a day. */
export interface ComplaintRules {
  readonly clocks: Clocks;
  readonly parameter: (id: ParameterId) => number;
}

export type RulesFor = (
  place: Pick<ComplaintState, "countyUnitId" | "category">,
  at: EpochMs,
) => Promise<ComplaintRules>;

/** Finds the rules of the county that handles a complaint, and of those above it. */
export function complaintRules({ table, units, rules, now }: Kit): RulesFor {
  const calendarAt = calendarReader(table, now);

  return async ({ countyUnitId, category }, at) => {
    const date = shanghaiDate(at);
    const unitPath = await units.pathOf(countyUnitId);
    invariant(unitPath, `the county ${countyUnitId} is a unit`);
    const [packs, calendar] = await Promise.all([rules.inForce(unitPath, date), calendarAt(at)]);
    const context = { date, unitPath, category };
    return {
      clocks: clocksBy(packs, calendar, context),
      parameter: (id) => parameterValue(packs, id, context),
    };
  };
}
