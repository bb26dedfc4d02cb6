import type { DomainEvent } from "../../events/define.ts";
import {
  DisputeFoundForFamily,
  DisputeFoundForInstitution,
  DisputeWithdrawn,
} from "../../events/lesson.ts";
import { applyDecidedMoves } from "../custody/apply-moves.ts";
import type { EnrolmentState } from "../enrolment/enrolment.ts";
import type { Deadline } from "../shared/deadline.ts";
import type { DisputeId, MemberId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { nextState } from "../shared/lifecycle.ts";
import { lessonHold, type MoneyMove, type MoneyState } from "../shared/money-move.ts";
import type { MoveReason } from "../shared/money-move.ts";
import { ok, type Result } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";
import type { DisputeDecision } from "./dispute-lesson.ts";
import type { DisputeFile, DisputeStatus } from "./dispute.ts";
import { assertLessonOf, type LessonState } from "./lesson.ts";
import { refuseLesson } from "./refusals.ts";
import { runningClock } from "./request-confirmation.ts";
import { type LessonAction, lessonTransitions } from "./transitions.ts";

export type SettleDisputeRefusal = "lesson.not-disputed";

/** For whom the authority finds. */
export type Finding = "institution" | "family";

/** A settled dispute lets lessons go from the pupil's order guard where it consumes them. */
export interface SettledDispute extends DisputeDecision {
  readonly consumedLessonCount: number;
}

/** What is judged: a lesson of an enrolment, and the file of the dispute about it. */
export interface Disputed {
  readonly enrolment: EnrolmentState;
  readonly lesson: LessonState;
  readonly file: DisputeFile;
}

/** What each way of settling a dispute does with the lesson and with its money. */
const ways = {
  withdrawn: { action: "withdraw-dispute", to: "pending", reason: "dispute-withdrawn" },
  "found-for-institution": {
    action: "find-for-institution",
    to: "earned",
    reason: "dispute-won-by-institution",
  },
  "found-for-family": {
    action: "find-for-family",
    to: "unconsumed",
    reason: "dispute-won-by-family",
  },
} as const satisfies Record<
  Exclude<DisputeStatus, "open">,
  { action: LessonAction; to: MoneyState; reason: MoveReason }
>;

type Way = keyof typeof ways;

const events = {
  withdrawn: DisputeWithdrawn,
  "found-for-institution": DisputeFoundForInstitution,
  "found-for-family": DisputeFoundForFamily,
} as const;

/**
 * The family takes its dispute back: the lesson awaits its answer again, and the time to answer begins
 * anew, since no clock ran while the lesson was frozen.
 * @param deadline when the family's silence will count as consent
 */
export const decideWithdrawDispute = (
  disputed: Disputed,
  deadline: Deadline,
): Result<SettledDispute, SettleDisputeRefusal> =>
  settle(disputed, "withdrawn", deadline.fromAt, {}, (lesson) => ({
    ...lesson,
    ...runningClock(deadline),
  }));

/**
 * The authority finds: for the institution, and the lesson is confirmed; or for the family, and the lesson
 * counts as not taught. Its money was never out of custody, so that it is unconsumed as before.
 */
export const decideResolveDispute = (
  disputed: Disputed,
  { finding, officerId }: { readonly finding: Finding; readonly officerId: MemberId },
  at: EpochMs,
): Result<SettledDispute, SettleDisputeRefusal> =>
  finding === "institution"
    ? settle(disputed, "found-for-institution", at, { officerId }, (lesson) => ({
        ...lesson,
        confirmedAt: at,
        confirmedBy: "finding",
      }))
    : settle(disputed, "found-for-family", at, { officerId }, untaught);

/** As before its session was recorded. */
const untaught = ({
  taughtAt: _taught,
  requestedAt: _requested,
  remindedAt: _reminded,
  ...lesson
}: LessonState): LessonState => lesson;

function settle(
  { enrolment, lesson, file }: Disputed,
  way: Way,
  at: EpochMs,
  { officerId }: { readonly officerId?: MemberId },
  after: (lesson: LessonState) => LessonState,
): Result<SettledDispute, SettleDisputeRefusal> {
  assertLessonOf(enrolment, lesson);
  const { enrolmentId, lessonNumber, amountFen } = lesson;
  const { action, to, reason } = ways[way];
  const status = nextState(lessonTransitions, lesson.status, action);
  if (status === undefined || !isAbout(file.disputeId, lesson))
    return refuseLesson("lesson.not-disputed", { lessonNumber, status: lesson.status });
  invariant(file.status === "open", `the file of ${file.disputeId} is open like its dispute`);
  const { disputeId: _settled, ...free } = lesson;
  const moves: MoneyMove[] = [
    { from: "disputed", to, amountFen, hold: lessonHold(lessonNumber), reason },
  ];
  const event: DomainEvent = events[way].make({
    enrolmentId,
    institutionId: enrolment.institutionId,
    lessonNumber,
    amountFen,
    moves,
    disputeId: file.disputeId,
  });
  return ok({
    enrolment: { ...enrolment, balances: applyDecidedMoves(enrolment.balances, moves) },
    lesson: { ...after(free), status },
    file: {
      ...file,
      status: way,
      settledAt: at,
      ...(officerId === undefined ? {} : { settledBy: officerId }),
    },
    consumedLessonCount: way === "found-for-institution" ? 1 : 0,
    moves,
    event,
  });
}

/** A lesson may be disputed again: what is settled is this dispute and no later one. */
const isAbout = (disputeId: DisputeId, lesson: LessonState): boolean =>
  lesson.disputeId === disputeId;
