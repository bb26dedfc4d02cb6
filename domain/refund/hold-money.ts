import { RefundCancelled, RefundExecuted } from "../../events/refund.ts";
import { applyDecidedMoves } from "../custody/apply-moves.ts";
import { endIfNothingIsOpen } from "../enrolment/end-order.ts";
import type { EnrolmentState } from "../enrolment/enrolment.ts";
import { assertLessonOf, type LessonState } from "../lesson/lesson.ts";
import { lessonTransitions, type LessonAction, type LessonStatus } from "../lesson/transitions.ts";
import { invariant } from "../shared/invariant.ts";
import { nextState } from "../shared/lifecycle.ts";
import { type Fen, ZERO_FEN } from "../shared/money.ts";
import type { MoneyMove } from "../shared/money-move.ts";
import type { RefundStatus } from "../shared/refund-words.ts";
import type { RefundState } from "./refund.ts";

/** The order of a refund, and the lessons that are held for it. */
export interface HeldOrder {
  readonly enrolment: EnrolmentState;
  readonly lessons: readonly LessonState[];
}

/** A move of a refund's money, or none where there is nothing to move. */
export const refundMove = (
  { refundId }: Pick<RefundState, "refundId">,
  amountFen: Fen,
  move: Pick<MoneyMove, "from" | "to" | "reason">,
): MoneyMove[] => (amountFen === 0 ? [] : [{ ...move, amountFen, hold: refundId }]);

/** The lessons of a refund after an action; each is held for it, and none is missing. */
export function lessonsAfter(
  { enrolment, lessons }: HeldOrder,
  wanted: RefundState["lessons"],
  actionFor: (former: LessonStatus) => LessonAction,
): readonly LessonState[] {
  return wanted.map(({ lessonNumber, status: former }) => {
    const lesson = lessons.find((each) => each.lessonNumber === lessonNumber);
    invariant(lesson, `lesson ${lessonNumber} of the refund is there`);
    assertLessonOf(enrolment, lesson);
    const status = nextState(lessonTransitions, lesson.status, actionFor(former));
    invariant(status, `lesson ${lessonNumber}, which is ${lesson.status}, fits its refund`);
    return { ...lesson, status };
  });
}

/** The action that leaves a lesson as it was before the refund: planned, or missed and to be made up. */
export const keepLesson = (former: LessonStatus): LessonAction =>
  former === "absent" ? "keep-absent" : "keep-scheduled";

/** Nothing comes of a refund: its money is unconsumed again, and each lesson as it was. */
export function cancelHold(order: HeldOrder, refund: RefundState) {
  const { enrolment } = order;
  const { refundId, enrolmentId, institutionId, status, heldFen } = refund;
  const moves = refundMove(refund, heldFen, {
    from: "refunding",
    to: "unconsumed",
    reason: "refund-withdrawn",
  });
  return {
    enrolment: { ...enrolment, balances: applyDecidedMoves(enrolment.balances, moves) },
    lessons: lessonsAfter(order, refund.lessons, keepLesson),
    returnedLessonCount: 0,
    moves,
    event: RefundCancelled.make({ refundId, enrolmentId, institutionId, status, moves }),
  };
}

/**
 * The family has what custody holds for it: what the rule deducts is the institution's, and the lessons are returned.
 * What custody does not cover stays held, and the lessons with it, until the institution has paid that too.
 */
export function executeHold(order: HeldOrder, refund: RefundState) {
  const { refundId, enrolmentId, institutionId, custodyFen, deductedFen, heldFen } = refund;
  const moves = [
    ...refundMove(refund, heldFen === 0 ? heldFen : custodyFen, executed),
    ...refundMove(refund, heldFen === 0 ? heldFen : deductedFen, {
      from: "refunding",
      to: "earned",
      reason: "refund-deduction-earned",
    }),
    ...(isShort(refund) ? [] : refundMove(refund, refund.shortFen ?? ZERO_FEN, executed)),
  ];
  return {
    ...settled(order, refund, moves),
    event: RefundExecuted.make({
      refundId,
      enrolmentId,
      institutionId,
      custodyFen,
      deductedFen,
      ...(refund.bankSerial === undefined ? {} : { bankSerial: refund.bankSerial }),
      moves,
    }),
  };
}

/** The institution has paid what custody did not cover, after the bank had paid the rest. */
export function settleShort(order: HeldOrder, refund: RefundState) {
  const { refundId, enrolmentId, institutionId, deductedFen, shortFen = ZERO_FEN } = refund;
  const moves = refundMove(refund, shortFen, executed);
  const amounts = { custodyFen: ZERO_FEN, deductedFen };
  return {
    ...settled(order, refund, moves),
    event: RefundExecuted.make({ refundId, enrolmentId, institutionId, ...amounts, moves }),
  };
}

const executed = { from: "refunding", to: "refunded", reason: "refund-executed" } as const;

/** Whether the institution still owes what custody does not cover. */
const isShort = ({ shortFen, debt }: Pick<RefundState, "shortFen" | "debt">): boolean =>
  shortFen !== undefined && debt?.status !== "settled";

/** What is over without having paid, or has been paid to the last fen, holds no lesson any more. */
const OVER: ReadonlySet<RefundStatus> = new Set(["withdrawn", "dismissed", "paid"]);

/** Whether a refund's lessons are held for it. */
export const holdsLessons = (refund: Pick<RefundState, "status" | "shortFen" | "debt">): boolean =>
  !OVER.has(refund.status) || (refund.status === "paid" && isShort(refund));

/** The order after these moves; its lessons are returned unless something of them is still owed. */
function settled(order: HeldOrder, refund: RefundState, moves: MoneyMove[]) {
  const balances = applyDecidedMoves(order.enrolment.balances, moves);
  const isOver = !isShort(refund);
  return {
    enrolment: endIfNothingIsOpen({ ...order.enrolment, balances }),
    lessons: isOver ? lessonsAfter(order, refund.lessons, () => "refund") : [],
    returnedLessonCount: isOver ? refund.lessons.length : 0,
    moves,
  };
}
