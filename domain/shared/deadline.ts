import * as z from "zod";
import { DAY_MS, EpochMs, LocalDate, startOfDay, addDays } from "./time.ts";

/** What happens when a deadline has passed. */
export const DeadlineAction = z.enum([
  "deem-lesson",
  "lapse-openings",
  "deem-refund",
  "escalate-complaint",
  "close-complaint",
  "show-overdue",
]);
export type DeadlineAction = z.infer<typeof DeadlineAction>;

/**
 * A period of law that runs, on the item that it concerns. Periods of working days end with their last day:
 * the legal instant is midnight in Asia/Shanghai after it, so that the whole last day is the person's own
 * (Civil Code, article 203, 2020-05-28).
 */
export const Deadline = z.object({
  /** The article that sets the period. */
  basis: z.string().min(1),
  action: DeadlineAction,
  /** When the period was set off, and the day of that, which is not counted. */
  fromAt: EpochMs,
  fromDay: LocalDate,
  workingDays: z.int().min(1),
  /** The last day on which the person may act. */
  lastDay: LocalDate,
  /** The first instant at which it is too late. */
  dueAt: EpochMs,
  /**
   * The calendar of some day on the way is not known yet. The date may be shown, but nothing expires by it
   * before the State Council's notice is in.
   */
  provisional: z.boolean(),
});
export type Deadline = z.infer<typeof Deadline>;

/** When something has to happen to a thing by itself. */
export interface Due {
  readonly at: EpochMs;
  /** Its day may still change: it is shown, and nothing happens by it. */
  readonly provisional: boolean;
}

/** The instant at which a last day is over. */
export const endOfDay = (day: LocalDate): EpochMs => startOfDay(addDays(day, 1));

/** Whether the action of a deadline may be taken. A provisional one never expires. */
export const hasExpired = ({ provisional, dueAt }: Deadline, at: EpochMs): boolean =>
  !provisional && at >= dueAt;

/**
 * When a person is reminded: at half time, and one day before the end. Where the two would fall together or
 * out of order, the later one alone. Delivery keeps its quiet hours by itself.
 */
export function remindersOf({ fromAt, dueAt }: Deadline): readonly EpochMs[] {
  const half = fromAt + Math.floor((dueAt - fromAt) / 2);
  const dayBefore = dueAt - DAY_MS;
  if (dayBefore <= fromAt) return [];
  return half < dayBefore ? [half, dayBefore] : [dayBefore];
}

/**
 * When a deadline next needs attention: at a reminder, or else at its end. A provisional one reminds of nothing.
 * @param remindedAt when the person was reminded last; of an earlier period, it does not count in this one
 */
export function nextAttention(deadline: Deadline, remindedAt = deadline.fromAt): Due {
  const { provisional, dueAt } = deadline;
  const reminder = provisional ? undefined : nextReminder(deadline, remindedAt);
  return { at: reminder ?? dueAt, provisional };
}

/** Whether a reminder is due, and its deadline not over. @param remindedAt when the person was reminded last */
export function isToBeReminded(
  deadline: Deadline,
  remindedAt: EpochMs | undefined,
  at: EpochMs,
): boolean {
  const attention = nextAttention(deadline, remindedAt);
  return !attention.provisional && at >= attention.at && at < deadline.dueAt;
}

/** The next reminder after `told`, the last instant of which the person knows. */
export const nextReminder = (deadline: Deadline, told: EpochMs): EpochMs | undefined =>
  remindersOf(deadline).find((at) => at > told);
