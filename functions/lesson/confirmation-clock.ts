import { calendarReader } from "../../adapters/calendar-reader.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { resolveParameter } from "../../domain/reference/rule-packs.ts";
import { startDeadline } from "../../domain/reference/working-day-deadline.ts";
import type { Deadline } from "../../domain/shared/deadline.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { type EpochMs, shanghaiDate } from "../../domain/shared/time.ts";
import type { Kit } from "../kit/deps.ts";
import { orThrow } from "../kit/problem.ts";

/** Starts the family's time to answer, by the rule in force at the place of the course. */
export function confirmationClock({ table, units, rules, now }: Kit) {
  const calendarAt = calendarReader(table, now);

  return async (
    { countyUnitId }: Pick<EnrolmentState, "countyUnitId">,
    at: EpochMs,
  ): Promise<Deadline> => {
    const date = shanghaiDate(at);
    const unitPath = await units.pathOf(countyUnitId);
    invariant(unitPath, `the county ${countyUnitId} is a unit`);
    const packs = await rules.inForce(unitPath, date);
    const rule = orThrow(
      resolveParameter(packs, "confirmation.silence-working-days", { date, unitPath }),
    );
    const period = {
      basis: rule.binding.parameter.source.article,
      action: "deem-lesson",
      workingDays: rule.value,
    } as const;
    return orThrow(startDeadline(await calendarAt(at), period, at));
  };
}
