import { hasExpired } from "../shared/deadline.ts";
import { nextState } from "../shared/lifecycle.ts";
import { ok, type Result } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";
import type { ComplaintState } from "./complaint.ts";
import { type ComplaintRefusal, refuseComplaint } from "./refusals.ts";
import {
  type ComplaintAction,
  type ComplaintStatus,
  complaintTransitions,
  turnOf,
} from "./transitions.ts";

/** What must be done while its time runs; afterwards the complaint moves on by itself. */
const IN_TIME: readonly ComplaintAction[] = [
  "answer",
  "take-up",
  "extend",
  "decide",
  "decline",
  "accept",
  "reject",
  "reassign",
];

/**
 * Where an action leads, if the lifecycle allows it now and its time is not over; otherwise why not, in words
 * of the one who tries.
 */
export function step(
  complaint: ComplaintState,
  action: ComplaintAction,
  at: EpochMs,
): Result<ComplaintStatus, ComplaintRefusal> {
  const { status, deadline } = complaint;
  const next = nextState(complaintTransitions, status, action);
  if (next === undefined) return refuseComplaint(codeAt(status, action), factsOf(complaint));
  const isOver = deadline !== undefined && hasExpired(deadline, at);
  if (isOver && IN_TIME.includes(action))
    return refuseComplaint("complaint.too-late", { dueOn: deadline.lastDay });
  return ok(next);
}

/** Every text names the complaint, and many whose turn it is. */
const factsOf = ({ complaintId, status }: ComplaintState) => ({
  complaintId,
  turn: turnOf[status] ?? "",
});

type StepRefusal = Extract<
  ComplaintRefusal,
  | "complaint.withdrawn"
  | "complaint.concluded"
  | "complaint.not-concluded"
  | "complaint.already-answered"
  | "complaint.already-decided"
  | "complaint.no-answer-yet"
  | "complaint.step-of-the-county"
  | "complaint.not-your-turn"
>;

const OF_THE_COUNTY: readonly ComplaintAction[] = ["take-up", "extend", "decline", "reassign"];

function codeAt(status: ComplaintStatus, action: ComplaintAction): StepRefusal {
  if (status === "withdrawn") return "complaint.withdrawn";
  if (action === "reopen" || action === "rate") return "complaint.not-concluded";
  if (status === "concluded") return "complaint.concluded";
  if (status === "institution-answered" && action === "answer") return "complaint.already-answered";
  const isDecided = status === "county-decided" || status === "city-decided";
  if (isDecided && (action === "decide" || action === "withdraw"))
    return "complaint.already-decided";
  if (action === "accept" || action === "reject") return "complaint.no-answer-yet";
  const isAbove = status === "with-city" || status === "with-province";
  if (isAbove && OF_THE_COUNTY.includes(action)) return "complaint.step-of-the-county";
  return "complaint.not-your-turn";
}
