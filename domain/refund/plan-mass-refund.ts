import { type Balances, heldInCustodyFen } from "../custody/balances.ts";
import type { EnrolmentState } from "../enrolment/enrolment.ts";
import type { LessonState } from "../lesson/lesson.ts";
import { fen, type Fen, sumFen, ZERO_FEN } from "../shared/money.ts";
import { type FamilyClaim, shareCustody } from "./mass-refund.ts";
import type { PlannedShare } from "./open-share.ts";
import { sortLessons } from "./sort-lessons.ts";

/** One order of the institution, as far as the sharing needs it. */
export interface CountedOrder extends FamilyClaim {
  /** The lessons that are claimed. */
  readonly lessonNumbers: readonly number[];
  /** What the bank must hold for it, by the books. */
  readonly heldFen: Fen;
  /** Of that, what is not free: on its way to somebody, or awaiting the family's word or a finding. */
  readonly boundFen: Fen;
}

/**
 * Counts one order. A family claims the lessons that it has not had, each with its own amount: the same lessons that
 * a single refund would give back. What awaits its word or is disputed is set aside whole, and what is on its way
 * to the bank, a release that was sent or another refund, may be gone; all else that lies in custody, also what the
 * institution has earned and has not been paid, is there for the families first. What was sold on paper to a family
 * that has not claimed it yet is set aside whole: there is nobody to pay.
 * @param lessons every lesson of the order, those without an item as they are scheduled
 * @param sentFen what of the money that is releasing the bank has been told to pay
 */
export function countOrder(
  enrolment: Pick<EnrolmentState, "enrolmentId" | "balances" | "guardianId">,
  lessons: readonly LessonState[],
  sentFen: Fen,
): CountedOrder {
  const { enrolmentId, balances, guardianId } = enrolment;
  const heldFen = heldInCustodyFen(balances);
  if (guardianId === undefined)
    return { enrolmentId, claimFen: ZERO_FEN, lessonNumbers: [], heldFen, boundFen: heldFen };
  const { pending, disputed, refunding } = balances;
  const { returned } = sortLessons(lessons);
  return {
    enrolmentId,
    claimFen: sumFen(returned.map(({ amountFen }) => amountFen)),
    lessonNumbers: returned.map(({ lessonNumber }) => lessonNumber),
    heldFen,
    boundFen: sumFen([pending, disputed, refunding, sentFen]),
  };
}

/** Whether an order has any part in a mass refund: nothing of most ended ones is in custody. */
export const isConcerned = (balances: Balances): boolean => heldInCustodyFen(balances) > 0;

export interface CustodyShares {
  readonly claimedFen: Fen;
  readonly availableFen: Fen;
  readonly sharedFen: Fen;
  /** One for each family that claims anything. */
  readonly shares: readonly PlannedShare[];
}

/**
 * Shares what custody holds for the claims. What the bank holds less than it must is borne first by what is not
 * the families': only where that does not suffice do they get their part in proportion.
 * @param missingFen by how much the bank holds less than it must, whatever is on its way
 */
export function shareAmongFamilies(
  orders: readonly CountedOrder[],
  missingFen: Fen,
): CustodyShares {
  const heldFen = sumFen(orders.map((order) => order.heldFen));
  const boundFen = sumFen(orders.map((order) => order.boundFen));
  const availableFen = fen(Math.max(0, heldFen - missingFen - boundFen));
  const claims = orders.filter(({ claimFen }) => claimFen > 0);
  const lessonsOf = new Map(claims.map((claim) => [claim.enrolmentId, claim.lessonNumbers]));
  const shares = shareCustody(claims, availableFen);
  return {
    claimedFen: sumFen(claims.map(({ claimFen }) => claimFen)),
    availableFen,
    sharedFen: sumFen(shares.map(({ shareFen }) => shareFen)),
    shares: shares.map((share) => ({
      ...share,
      lessonNumbers: lessonsOf.get(share.enrolmentId) ?? [],
    })),
  };
}
