import { RefundOpened, RefundRequested } from "../../events/refund.ts";
import { applyDecidedMoves } from "../custody/apply-moves.ts";
import { guardianOf } from "../enrolment/enrolment.ts";
import { endOfDay } from "../shared/deadline.ts";
import type { RefundId } from "../shared/ids.ts";
import { addFen, fen, type Fen, sumFen, ZERO_FEN } from "../shared/money.ts";
import type { RefundOrder } from "../shared/refund-order.ts";
import { ok, type Result } from "../shared/result.ts";
import { addDays, shanghaiDate, toRfc3339, type EpochMs } from "../shared/time.ts";
import { type HeldOrder, lessonsAfter, refundMove } from "./hold-money.ts";
import type { RefundableLesson, RefundBasis } from "./refund-case.ts";
import { refundFacts, type RefundMoneyDecision, type RefundState } from "./refund.ts";
import { refuseRefund } from "./refusals.ts";
import { sortLessons } from "./sort-lessons.ts";

export interface OpenOrderedRefund {
  readonly refundId: RefundId;
  readonly wanted: RefundOrder;
}

/**
 * An authority, or the institution itself, has ordered money back at the end of a complaint: nobody is asked any
 * more. Out of custody come whole lessons that are still free; what of the sum lies in no free lesson has been
 * earned or is asked for, and is the institution's own debt. A sum is taken from the last lessons backwards, for
 * the next ones may still be held.
 */
export function decideOpenOrderedRefund(
  order: HeldOrder,
  { order: terms, rules }: RefundBasis,
  { refundId, wanted }: OpenOrderedRefund,
  at: EpochMs,
): Result<RefundMoneyDecision, "refund.nothing-to-refund"> {
  const { lessons, debtFen } = "lessons" in wanted ? named(order, wanted) : summed(order, wanted);
  const custodyFen = worth(lessons);
  if (custodyFen + debtFen === 0)
    return refuseRefund("refund.nothing-to-refund", {
      lessonCount: lessons.length,
      amountFen: 0,
      deductedFen: 0,
    });
  const payBy = endOfDay(addDays(shanghaiDate(at), rules.payDaysAfterStart));
  const isInCustody = terms.mode === "bank-custody";
  const owedFen = isInCustody ? debtFen : addFen(custodyFen, debtFen);
  const { enrolment } = order;
  const { enrolmentId, institutionId, countyUnitId } = enrolment;
  const refund: RefundState = {
    ...{ refundId, enrolmentId, institutionId, countyUnitId, guardianId: guardianOf(enrolment) },
    ground: "institution",
    status: "ordered",
    lessons: lessons.map(({ lessonNumber, amountFen, status }) => ({
      lessonNumber,
      amountFen,
      status,
    })),
    custodyFen: isInCustody ? custodyFen : ZERO_FEN,
    deductedFen: ZERO_FEN,
    heldFen: isInCustody ? custodyFen : ZERO_FEN,
    ...(owedFen === 0 ? {} : { debt: { amountFen: owedFen, payBy, status: "owed" } }),
    requestedAt: at,
    decidedAt: at,
    payBy,
    failedPayments: [],
  };
  return ok(opened(order, refund, owedFen));
}

/** What opening a refund brings about in the order: its lessons and their money are held. */
export function opened(
  order: HeldOrder,
  refund: RefundState,
  institutionFen: Fen,
): RefundMoneyDecision {
  const { enrolment } = order;
  const { refundId, enrolmentId, institutionId, ground, lessons, heldFen, deductedFen } = refund;
  const moves = refundMove(refund, heldFen, {
    from: "unconsumed",
    to: "refunding",
    reason: "refund-requested",
  });
  return {
    refund,
    refundEvent: RefundOpened.make({
      ...refundFacts(refund),
      ground,
      deductedFen,
      institutionFen,
      lessonCount: lessons.length,
      payBy: toRfc3339(refund.payBy),
    }),
    enrolment: { ...enrolment, balances: applyDecidedMoves(enrolment.balances, moves) },
    lessons: lessonsAfter(order, lessons, () => "hold-for-refund"),
    returnedLessonCount: 0,
    moves,
    event: RefundRequested.make({
      ...{ refundId, enrolmentId, institutionId, ground },
      lessonNumbers: lessons.map(({ lessonNumber }) => lessonNumber),
      moves,
    }),
  };
}

interface Split {
  readonly lessons: readonly RefundableLesson[];
  readonly debtFen: Fen;
}

const worth = (lessons: readonly RefundableLesson[]): Fen =>
  sumFen(lessons.map(({ amountFen }) => amountFen));

/** Of the lessons named those that are free; the others were earned or are asked for, unless given back before. */
function named(
  { lessons }: HeldOrder,
  { lessons: numbers }: { readonly lessons: number[] },
): Split {
  const isNamed = ({ lessonNumber }: RefundableLesson) => numbers.includes(lessonNumber);
  const { returned, taken, awaiting, disputed } = sortLessons(lessons);
  return {
    lessons: returned.filter(isNamed),
    debtFen: worth([...taken, ...awaiting, ...disputed].filter(isNamed)),
  };
}

function summed({ lessons }: HeldOrder, { amountFen }: { readonly amountFen: Fen }): Split {
  const taken: RefundableLesson[] = [];
  let leftFen: number = amountFen;
  for (const lesson of sortLessons(lessons).returned.toReversed())
    if (lesson.amountFen > 0 && lesson.amountFen <= leftFen) {
      taken.unshift(lesson);
      leftFen -= lesson.amountFen;
    }
  return { lessons: taken, debtFen: fen(leftFen) };
}
