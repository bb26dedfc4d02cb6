import { calendarReader } from "../../adapters/calendar-reader.ts";
import { isRestDay } from "../../domain/reference/calendar.ts";
import type { FitLimits } from "../../domain/catalogue/timetable-fit.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import type { Kit } from "../kit/deps.ts";
import { saleLimits, type Sale } from "./sale-limits.ts";

/** The limits on the times of sessions, the days among them on which such training is forbidden. */
export function sessionLimits({ table, units, rules, now }: Kit) {
  const calendarAt = calendarReader(table, now);

  return async (sale: Sale, at: EpochMs): Promise<FitLimits> => {
    const limits = await saleLimits({ units, rules }, sale, at);
    if (!limits.restDaysForbidden) return limits;
    const calendar = await calendarAt(at);
    return { ...limits, isForbiddenDay: (day) => isRestDay(calendar, day) };
  };
}
