import { ComplaintRecounted, ComplaintReminded } from "../../events/complaint.ts";
import type { Calendar } from "../reference/calendar.ts";
import type { EpochMs } from "../shared/time.ts";
import { isReminderDue, recounted } from "./clocks.ts";
import { type ComplaintDecision, type ComplaintState, namesOf } from "./complaint.ts";
import { turnOf } from "./transitions.ts";

/** Reminds whoever has to answer. @returns nothing where no reminder is due */
export function remind(complaint: ComplaintState, at: EpochMs): ComplaintDecision | undefined {
  const { deadline, status } = complaint;
  const turn = turnOf[status];
  if (deadline === undefined || turn === undefined || !isReminderDue(complaint, at))
    return undefined;
  return {
    complaint: { ...complaint, remindedAt: at },
    event: ComplaintReminded.make({ ...namesOf(complaint), turn, dueOn: deadline.lastDay }),
  };
}

/** Counts the time that runs by a calendar that was corrected. @returns nothing where that changes nothing */
export function recountTime(
  complaint: ComplaintState,
  calendar: Calendar,
): ComplaintDecision | undefined {
  const { deadline, status } = complaint;
  const turn = turnOf[status];
  if (deadline === undefined || turn === undefined) return undefined;
  const next = recounted(deadline, calendar);
  if (next === undefined) return undefined;
  return {
    complaint: { ...complaint, deadline: next },
    event: ComplaintRecounted.make({ ...namesOf(complaint), turn, dueOn: next.lastDay }),
  };
}
