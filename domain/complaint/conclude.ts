import { ComplaintConcluded } from "../../events/complaint.ts";
import type { ComplaintEnding } from "../shared/complaint-codes.ts";
import { hasExpired } from "../shared/deadline.ts";
import { invariant } from "../shared/invariant.ts";
import { ok, type Result } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";
import { type Clocks, stopped } from "./clocks.ts";
import { climb } from "./climb.ts";
import {
  type ComplaintDecision,
  type ComplaintState,
  namesOf,
  type Resolution,
} from "./complaint.ts";
import { type ComplaintRefusal, refuseComplaint } from "./refusals.ts";
import { step } from "./turn.ts";

/** Ends a complaint by an answer, which from now on has effect. */
export function conclude(
  complaint: ComplaintState,
  resolution: Resolution,
  ending: ComplaintEnding,
  at: EpochMs,
): ComplaintDecision {
  const { enrolmentId, lessons } = complaint;
  const { tier, finding, refund, lead } = resolution;
  return {
    complaint: { ...stopped(complaint), status: "concluded", resolution, concludedAt: at },
    event: ComplaintConcluded.make({
      ...namesOf(complaint),
      enrolmentId,
      lessons,
      tier,
      finding,
      ending,
      refund,
      lead,
    }),
  };
}

const answerOf = ({ complaintId, resolution }: ComplaintState): Resolution => {
  invariant(resolution, `${complaintId} has an answer when the family has the word`);
  return resolution;
};

/** The family is content with the answer before it. */
export function decideAccept(
  complaint: ComplaintState,
  at: EpochMs,
): Result<ComplaintDecision, ComplaintRefusal> {
  const next = step(complaint, "accept", at);
  if (!next.ok) return next;
  return ok(conclude(complaint, answerOf(complaint), "accepted", at));
}

/** The family is not content: the complaint goes to the next authority. */
export function decideReject(
  complaint: ComplaintState,
  clocks: Clocks,
  at: EpochMs,
): Result<ComplaintDecision, ComplaintRefusal> {
  const next = step(complaint, "reject", at);
  if (!next.ok) return next;
  return ok(climb(complaint, next.value, "rejected", clocks, at));
}

/** The family was silent in its time, of which it had a notice: the complaint ends with the answer it has. */
export function decideLapse(
  complaint: ComplaintState,
  at: EpochMs,
): Result<ComplaintDecision, ComplaintRefusal> {
  const next = step(complaint, "lapse", at);
  if (!next.ok) return next;
  const { deadline, complaintId } = complaint;
  invariant(deadline, `a time runs while the family has the word in ${complaintId}`);
  if (!hasExpired(deadline, at))
    return refuseComplaint("complaint.silence-not-over", { complaintId, dueOn: deadline.lastDay });
  return ok(conclude(complaint, answerOf(complaint), "silence", at));
}
