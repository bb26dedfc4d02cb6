import * as z from "zod";
import {
  MassRefundClosed,
  MassRefundOpened,
  MassRefundOrdered,
  MassRefundPlanned,
} from "../../events/mass-refund.ts";
import type { DomainEvent } from "../../events/define.ts";
import type { Lifecycle } from "../shared/lifecycle.ts";
import { nextState } from "../shared/lifecycle.ts";
import { InstitutionId, MassRefundId, ProposalId, UnitId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { Fen } from "../shared/money.ts";
import { EpochMs } from "../shared/time.ts";

export const MassRefundStatus = z.enum([
  /** Two officers have ordered it; the claims are being added up. 核定中 */
  "ordered",
  /** Each family's share is fixed and is being paid. 退费中 */
  "planned",
  /** Every share is paid, or comes to nothing. 已办结 */
  "completed",
]);
export type MassRefundStatus = z.infer<typeof MassRefundStatus>;

/** How far one family is. */
export const FamilyLineStatus = z.enum([
  /** Its share is fixed. */
  "planned",
  /** Its refund is open, and the bank pays it. */
  "opened",
  /** The bank has paid its share; or there was none, or the family wanted none. */
  "settled",
]);
export type FamilyLineStatus = z.infer<typeof FamilyLineStatus>;

type MassRefundAction = "plan" | "complete";

export const massRefundTransitions: Lifecycle<MassRefundStatus, MassRefundAction> = {
  ordered: { plan: "planned" },
  planned: { complete: "completed" },
  completed: {},
};

/** What the sharing came to. */
export const MassRefundPlan = z.object({
  /** Which of the attempts to add up counts: the lines of another are nobody's. */
  planId: z.string().min(1).max(60),
  familyCount: z.int().min(0),
  claimedFen: Fen,
  /** What custody holds for these claims. */
  availableFen: Fen,
  /** The sum of the shares: the smaller of both, to the fen. */
  sharedFen: Fen,
  plannedAt: EpochMs,
});
export type MassRefundPlan = z.infer<typeof MassRefundPlan>;

/** All families of an institution that has collapsed get back what custody holds for them (集中退费). */
export const MassRefundState = z.object({
  massRefundId: MassRefundId,
  institutionId: InstitutionId,
  countyUnitId: UnitId,
  proposalId: ProposalId,
  status: MassRefundStatus,
  /** By how much the bank held less than it must, whatever is on its way; what it held more does not count. */
  missingFen: Fen,
  /** Of when that word of the bank is. */
  balanceAsOf: EpochMs,
  orderedAt: EpochMs,
  plan: MassRefundPlan.optional(),
  completedAt: EpochMs.optional(),
});
export type MassRefundState = z.infer<typeof MassRefundState>;

export interface MassRefundDecision {
  readonly massRefund: MassRefundState;
  readonly event: DomainEvent;
}

const factsOf = ({ massRefundId, institutionId, proposalId }: MassRefundState) => ({
  ...{ massRefundId, institutionId, proposalId },
});

/** It begins; on the institution it is noted that the freeze holds until it has ended. */
export const orderMassRefund = (massRefund: MassRefundState) => ({
  massRefund,
  event: MassRefundOrdered.make({ ...factsOf(massRefund), missingFen: massRefund.missingFen }),
  institutionEvent: MassRefundOpened.make(factsOf(massRefund)),
});

/** The shares are fixed. Who comes with another plan finds that there is one. */
export function fixPlan(
  massRefund: MassRefundState,
  plan: MassRefundPlan,
): MassRefundDecision | undefined {
  const status = nextState(massRefundTransitions, massRefund.status, "plan");
  if (status === undefined) return undefined;
  const { familyCount, claimedFen, availableFen, sharedFen } = plan;
  invariant(
    sharedFen === Math.min(claimedFen, availableFen),
    `${sharedFen} fen are shared of ${availableFen} for claims of ${claimedFen}`,
  );
  return {
    massRefund: { ...massRefund, status, plan },
    event: MassRefundPlanned.make({
      ...factsOf(massRefund),
      ...{ familyCount, claimedFen, availableFen, sharedFen },
    }),
  };
}

/** Every family's refund has come to an end as far as custody goes; the institution's freeze may be lifted. */
export function completeMassRefund(massRefund: MassRefundState, settledCount: number, at: EpochMs) {
  const { status: present, plan } = massRefund;
  const status = nextState(massRefundTransitions, present, "complete");
  if (status === undefined || plan === undefined || settledCount < plan.familyCount)
    return undefined;
  return {
    massRefund: { ...massRefund, status, completedAt: at },
    event: MassRefundClosed.make({ ...factsOf(massRefund), familyCount: plan.familyCount }),
  };
}
