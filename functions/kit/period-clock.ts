import { calendarReader } from "../../adapters/calendar-reader.ts";
import { resolveParameter } from "../../domain/reference/rule-packs.ts";
import type { ParameterId } from "../../domain/reference/rule-parameters.ts";
import { startDeadline } from "../../domain/reference/working-day-deadline.ts";
import type { Deadline, DeadlineAction } from "../../domain/shared/deadline.ts";
import type { UnitId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { type EpochMs, shanghaiDate } from "../../domain/shared/time.ts";
import type { Kit } from "./deps.ts";
import { orThrow } from "./problem.ts";

/** Starts a period of working days, by the rule in force at a place. */
export function periodClock(
  { table, units, rules, now }: Kit,
  id: ParameterId,
  action: DeadlineAction,
) {
  const calendarAt = calendarReader(table, now);

  return async (
    { countyUnitId }: { readonly countyUnitId: UnitId },
    at: EpochMs,
  ): Promise<Deadline> => {
    const date = shanghaiDate(at);
    const unitPath = await units.pathOf(countyUnitId);
    invariant(unitPath, `the county ${countyUnitId} is a unit`);
    const packs = await rules.inForce(unitPath, date);
    const rule = orThrow(resolveParameter(packs, id, { date, unitPath }));
    const basis = rule.binding.parameter.source.article;
    const period = { basis, action, workingDays: rule.value };
    return orThrow(startDeadline(await calendarAt(at), period, at));
  };
}
