import { endOfDay, type Deadline } from "../shared/deadline.ts";
import { ok, type Result } from "../shared/result.ts";
import { shanghaiDate, type EpochMs } from "../shared/time.ts";
import { addWorkingDays, type Calendar, type CalendarRefusal } from "./calendar.ts";

/** What a rule says of a period: how long, by which article, and what its end brings about. */
export type PeriodRule = Pick<Deadline, "basis" | "action" | "workingDays">;

/** A deadline that begins to run now, counted on the calendar as it is known now. */
export function startDeadline(
  calendar: Calendar,
  rule: PeriodRule,
  fromAt: EpochMs,
): Result<Deadline, CalendarRefusal> {
  const fromDay = shanghaiDate(fromAt);
  const end = addWorkingDays(calendar, fromDay, rule.workingDays);
  if (!end.ok) return end;
  const { date: lastDay, provisional } = end.value;
  return ok({ ...rule, fromAt, fromDay, lastDay, dueAt: endOfDay(lastDay), provisional });
}

/** The same deadline on a calendar that was corrected or has become known. */
export const recountDeadline = (
  calendar: Calendar,
  { basis, action, workingDays, fromAt }: Deadline,
): Result<Deadline, CalendarRefusal> =>
  startDeadline(calendar, { basis, action, workingDays }, fromAt);
