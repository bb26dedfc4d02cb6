import { endOfDay } from "../shared/deadline.ts";
import type { MassRefundId, RefundId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { fen, type Fen, subtractFen, sumFen } from "../shared/money.ts";
import { addDays, shanghaiDate, type EpochMs } from "../shared/time.ts";
import type { HeldOrder } from "./hold-money.ts";
import type { FamilyShare } from "./mass-refund.ts";
import { opened } from "./order-refund.ts";
import type { RefundMoneyDecision, RefundState } from "./refund.ts";
import { sortLessons } from "./sort-lessons.ts";

/** A family's share, and the lessons that it is for. */
export interface PlannedShare extends FamilyShare {
  readonly lessonNumbers: readonly number[];
}

export interface OpenShare {
  readonly refundId: RefundId;
  readonly massRefundId: MassRefundId;
  /** The family's share as the plan has it, and the lessons that it is for. */
  readonly share: PlannedShare;
  /** So many days after which what custody does not cover is overdue. */
  readonly payDays: number;
}

/**
 * Opens one family's refund of a mass refund: the same refund as any other, which the authority has ordered and the
 * bank pays, of all lessons that it has not had. What custody does not cover of them stays held, as the family's
 * open claim against the institution.
 *
 * Some of the lessons may have gone another way since the plan. Then the family gets the same proportion of what is
 * left of them, cut to whole fen. A lesson that has become free since was set aside and is not touched: the family
 * can ask for it when the mass refund is over.
 * @returns nothing where no lesson is left
 */
export function openShare(
  order: HeldOrder,
  { refundId, massRefundId, share, payDays }: OpenShare,
  at: EpochMs,
): RefundMoneyDecision | undefined {
  const { returned } = sortLessons(order.lessons);
  const lessons = returned.filter(({ lessonNumber }) => share.lessonNumbers.includes(lessonNumber));
  const openFen = sumFen(lessons.map(({ amountFen }) => amountFen));
  if (openFen === 0) return undefined;
  const custodyFen = partOf(share, openFen);
  const shortFen = subtractFen(openFen, custodyFen);
  const { enrolmentId, institutionId, countyUnitId, guardianId } = order.enrolment;
  invariant(guardianId, `somebody claims the order ${enrolmentId}`);
  const payBy = endOfDay(addDays(shanghaiDate(at), payDays));
  const refund: RefundState = {
    ...{ refundId, enrolmentId, institutionId, countyUnitId, guardianId, massRefundId },
    ground: "cannot-perform",
    status: "ordered",
    lessons: lessons.map(({ lessonNumber, amountFen, status }) => ({
      lessonNumber,
      amountFen,
      status,
    })),
    custodyFen,
    deductedFen: fen(0),
    heldFen: openFen,
    ...(shortFen === 0 ? {} : { shortFen, debt: { amountFen: shortFen, payBy, status: "owed" } }),
    requestedAt: at,
    decidedAt: at,
    payBy,
    failedPayments: [],
  };
  return opened(order, refund, shortFen);
}

/** The share, or its part for a smaller claim: in whole numbers, cut. */
const partOf = ({ claimFen, shareFen }: FamilyShare, presentFen: Fen): Fen =>
  presentFen === claimFen
    ? shareFen
    : fen(Number((BigInt(shareFen) * BigInt(presentFen)) / BigInt(claimFen)));
