import { InstructionOpened, ReleaseInstructed } from "../../events/custody.ts";
import type { DomainEvent } from "../../events/define.ts";
import type { EnrolmentState } from "../enrolment/enrolment.ts";
import type { ReleaseHold } from "../institution/holds.ts";
import { assertLessonOf, type LessonDecision, type LessonState } from "../lesson/lesson.ts";
import { lessonTransitions } from "../lesson/transitions.ts";
import type { BankId, EnrolmentId, InstructionId } from "../shared/ids.ts";
import { nextState } from "../shared/lifecycle.ts";
import type { MoneyMove } from "../shared/money-move.ts";
import { ok, type Result } from "../shared/result.ts";
import { toRfc3339, type EpochMs } from "../shared/time.ts";
import { applyDecidedMoves } from "./apply-moves.ts";
import { instructionFacts, type InstructionState } from "./instruction.ts";
import { heldBy, type HeldBy } from "./held-release.ts";
import { refuseCustody } from "./refusals.ts";

export interface InstructRelease {
  readonly instructionId: InstructionId;
  /** The bank that keeps the custody account. */
  readonly bankId: BankId;
  readonly custodyAccountNo: string;
  readonly payoutAccountNo: string;
  /** Until when the institution's releases are held, after a change of its payout account. */
  readonly heldUntil?: EpochMs;
  /** What the authority keeps the institution's releases back by, if it does. */
  readonly hold?: ReleaseHold;
}

/** A release also opens, or answers, the instruction that carries it to the bank: one transaction. */
export interface ReleaseDecision<E extends DomainEvent = DomainEvent> extends LessonDecision<E> {
  readonly instruction: InstructionState;
  /** The fact of the instruction's own journal; `event` is the one of the enrolment's. */
  readonly instructionEvent: DomainEvent;
}

export type InstructReleaseRefusal =
  "custody.lesson-not-earned" | "custody.undo-not-over" | "custody.releases-held" | HeldRelease;

/** A release that is kept back, by the authority or for want of money: it goes on when that ends. */
type HeldRelease =
  "custody.releases-frozen" | "custody.releases-stopped" | "custody.releases-short";

export const isHeldRelease = (code: InstructReleaseRefusal): code is HeldRelease =>
  code === "custody.releases-frozen" ||
  code === "custody.releases-stopped" ||
  code === "custody.releases-short";

/**
 * Sets a confirmed lesson's fee on its way to the institution: earned money becomes releasing. As long as the
 * family may take its confirmation back nothing is instructed, whoever asks.
 */
export function decideInstructRelease(
  enrolment: EnrolmentState,
  lesson: LessonState,
  command: InstructRelease,
  at: EpochMs,
): Result<ReleaseDecision, InstructReleaseRefusal> {
  assertLessonOf(enrolment, lesson);
  const { instructionId, bankId, custodyAccountNo, payoutAccountNo, heldUntil, hold } = command;
  const { enrolmentId, lessonNumber, amountFen } = lesson;
  const { institutionId } = enrolment;
  const status = nextState(lessonTransitions, lesson.status, "instruct-release");
  if (status === undefined)
    return refuseCustody("custody.lesson-not-earned", { lessonNumber, status: lesson.status });
  const { undoUntil, ...stands } = lesson;
  if (undoUntil !== undefined && at < undoUntil)
    return refuseCustody("custody.undo-not-over", {
      lessonNumber,
      undoUntil: toRfc3339(undoUntil),
    });
  if (heldUntil !== undefined && at < heldUntil)
    return refuseCustody("custody.releases-held", { heldUntil: toRfc3339(heldUntil) });
  const held = heldBy(enrolment, hold);
  if (held !== undefined) return refuseHeld(enrolmentId, held);
  const moves: MoneyMove[] = [
    {
      from: "earned",
      to: "releasing",
      amountFen,
      hold: instructionId,
      reason: "release-instructed",
    },
  ];
  const instruction: InstructionState = {
    instructionId,
    enrolmentId,
    lessonNumber,
    institutionId,
    bankId,
    custodyAccountNo,
    payoutAccountNo,
    amountFen,
    status: "pending",
    instructedAt: at,
  };
  return ok({
    enrolment: { ...enrolment, balances: applyDecidedMoves(enrolment.balances, moves) },
    lesson: { ...stands, status, instructionId },
    instruction,
    instructionEvent: InstructionOpened.make(instructionFacts(instruction)),
    moves,
    event: ReleaseInstructed.make({
      instructionId,
      enrolmentId,
      institutionId,
      lessonNumber,
      amountFen,
      moves,
    }),
  });
}

function refuseHeld(enrolmentId: EnrolmentId, held: HeldBy): Result<never, HeldRelease> {
  if (held.kind === "freeze")
    return refuseCustody("custody.releases-frozen", { frozenSince: toRfc3339(held.since) });
  if (held.kind === "stop")
    return refuseCustody("custody.releases-stopped", { measureId: held.measureId });
  return refuseCustody("custody.releases-short", { enrolmentId, shortFen: held.shortFen });
}
