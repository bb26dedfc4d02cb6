import { RefundDecided, RefundReduced } from "../../events/refund.ts";
import { applyDecidedMoves } from "../custody/apply-moves.ts";
import type { MemberId } from "../shared/ids.ts";
import { nextState } from "../shared/lifecycle.ts";
import { fen, subtractFen, sumFen } from "../shared/money.ts";
import { ok, type Result } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";
import { keepLesson, type HeldOrder, lessonsAfter, refundMove } from "./hold-money.ts";
import { refundFacts, type RefundMoneyDecision, type RefundState } from "./refund.ts";
import { refuseRefund } from "./refusals.ts";
import { shareFen } from "./share.ts";
import { refundTransitions } from "./transitions.ts";

export interface OrderPart {
  readonly officerId: MemberId;
  /** The lessons that go back; the others go on as before. */
  readonly lessonNumbers: readonly number[];
}

/**
 * The authority orders some of the lessons back that the institution refuses. As in a quote, lessons that are
 * kept bear first what article 19 deducts; what the institution owes of its own shrinks in proportion.
 */
export function decideOrderPart(
  order: HeldOrder,
  refund: RefundState,
  { officerId, lessonNumbers }: OrderPart,
  at: EpochMs,
): Result<RefundMoneyDecision, "refund.not-rejected" | "refund.lesson-not-in-refund"> {
  const status = nextState(refundTransitions, refund.status, "order");
  if (status === undefined) return refuseRefund("refund.not-rejected", { status: refund.status });
  const asked = new Set(refund.lessons.map(({ lessonNumber }) => lessonNumber));
  const strange = lessonNumbers.find((lessonNumber) => !asked.has(lessonNumber));
  if (strange !== undefined)
    return refuseRefund("refund.lesson-not-in-refund", { lessonNumber: strange });
  const isOrdered = ({ lessonNumber }: RefundState["lessons"][number]) =>
    lessonNumbers.includes(lessonNumber);
  const kept = refund.lessons.filter((lesson) => !isOrdered(lesson));
  const reduced = reduce(refund, refund.lessons.filter(isOrdered));
  const ordered: RefundState = { ...reduced, status, arbitratedBy: officerId, decidedAt: at };
  const moves = refundMove(refund, subtractFen(refund.heldFen, ordered.heldFen), {
    from: "refunding",
    to: "unconsumed",
    reason: "refund-withdrawn",
  });
  const { refundId, enrolmentId, institutionId } = refund;
  return ok({
    refund: ordered,
    refundEvent: RefundDecided.make(refundFacts(ordered)),
    enrolment: {
      ...order.enrolment,
      balances: applyDecidedMoves(order.enrolment.balances, moves),
    },
    lessons: lessonsAfter(order, kept, keepLesson),
    returnedLessonCount: 0,
    moves,
    event: RefundReduced.make({
      refundId,
      enrolmentId,
      institutionId,
      lessonNumbers: kept.map(({ lessonNumber }) => lessonNumber),
      moves,
    }),
  });
}

const worth = (lessons: RefundState["lessons"]) =>
  sumFen(lessons.map(({ amountFen }) => amountFen));

function reduce(refund: RefundState, lessons: RefundState["lessons"]): RefundState {
  const askedFen = worth(refund.lessons);
  const orderedFen = worth(lessons);
  const keptFen = subtractFen(askedFen, orderedFen);
  const deductedFen = fen(Math.min(Math.max(refund.deductedFen - keptFen, 0), orderedFen));
  const { debt } = refund;
  return {
    ...refund,
    lessons,
    deductedFen,
    custodyFen: refund.custodyFen === 0 ? refund.custodyFen : subtractFen(orderedFen, deductedFen),
    heldFen: refund.heldFen === 0 ? refund.heldFen : orderedFen,
    ...(debt === undefined
      ? {}
      : { debt: { ...debt, amountFen: shareFen(debt.amountFen, orderedFen, askedFen) } }),
  };
}
