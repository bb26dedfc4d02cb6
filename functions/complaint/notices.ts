import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import type { ComplaintDecision, ComplaintState } from "../../domain/complaint/complaint.ts";
import { turnOf } from "../../domain/complaint/transitions.ts";
import type { NoticeTemplate } from "../../domain/notice/templates.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import * as events from "../../events/complaint.ts";
import type { RequestContext } from "../kit/context.ts";

type Side = "family" | "institution";
type Ended = "complaint-overdue" | "complaint-concluded" | "complaint-withdrawn";
type Running = Exclude<Extract<NoticeTemplate, `complaint-${string}`>, Ended>;
type Told<T> = readonly [T, readonly Side[]];

const BOTH = ["family", "institution"] as const;

/** Who is told what when somebody's time begins to run. Authorities see in their list what waits for them. */
const RUNNING: Readonly<Record<string, Told<Running>>> = {
  [events.ComplaintFiled.name]: ["complaint-filed", ["institution"]],
  [events.ComplaintAnswered.name]: ["complaint-answered", ["family"]],
  [events.ComplaintEscalated.name]: ["complaint-moved-up", BOTH],
  [events.ComplaintTakenUp.name]: ["complaint-moved-up", ["family"]],
  [events.ComplaintExtended.name]: ["complaint-moved-up", ["family"]],
  [events.ComplaintReassigned.name]: ["complaint-moved-up", ["family"]],
  [events.ComplaintDecided.name]: ["complaint-decided", BOTH],
  [events.ComplaintReopened.name]: ["complaint-reopened", BOTH],
};

/** The same where no time runs any more. */
const ENDED: Readonly<Record<string, Told<Ended>>> = {
  [events.ComplaintOverdue.name]: ["complaint-overdue", ["family"]],
  [events.ComplaintConcluded.name]: ["complaint-concluded", BOTH],
  [events.ComplaintWithdrawn.name]: ["complaint-withdrawn", ["institution"]],
};

const REMINDERS: readonly string[] = [
  events.ComplaintReminded.name,
  events.ComplaintRecounted.name,
];

/** The notices of a step, for the same transaction: whoever's time begins to run has its notice. */
export function complaintNotices(
  context: RequestContext,
  { complaint, event }: ComplaintDecision,
): readonly Change[] {
  const { complaintId, deadline } = complaint;
  const ended = ENDED[event.name];
  if (ended !== undefined) {
    const [template, sides] = ended;
    return sides.flatMap((side) =>
      noticeChanges(context, {
        recipient: recipientOf(complaint, side),
        template,
        facts: { complaintId },
        about: {},
      }),
    );
  }
  const running = REMINDERS.includes(event.name) ? reminderOf(complaint) : RUNNING[event.name];
  if (running === undefined) return [];
  invariant(deadline, `a time runs in ${complaintId} after ${event.name}`);
  const [template, sides] = running;
  return sides.flatMap((side) =>
    noticeChanges(context, {
      recipient: recipientOf(complaint, side),
      template,
      facts: { complaintId, dueOn: deadline.lastDay },
      about: {},
    }),
  );
}

const recipientOf = ({ complainantId, institutionId }: ComplaintState, side: Side) =>
  side === "family"
    ? ({ kind: "member", memberId: complainantId } as const)
    : ({ kind: "institution", institutionId } as const);

function reminderOf({ status }: ComplaintState): Told<Running> | undefined {
  const turn = turnOf[status];
  return turn === "family" || turn === "institution" ? ["complaint-reminder", [turn]] : undefined;
}
