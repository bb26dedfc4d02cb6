import { LeadHandedOver, RefundOrdered } from "../../events/complaint.ts";
import type { ComplaintDecision, ComplaintState } from "./complaint.ts";
import { namesOf } from "./complaint.ts";

/** What the end of a complaint still has to bring about. */
export type Consequence = "order-refund" | "hand-over-lead";

/** The consequences of a complaint that is over, as far as they are not brought about yet. */
export function consequencesOf({
  status,
  resolution,
  isRefundOrdered,
  isLeadHandedOver,
}: ComplaintState): readonly Consequence[] {
  if (status !== "concluded") return [];
  return [
    ...(resolution?.refund !== undefined && isRefundOrdered !== true
      ? (["order-refund"] as const)
      : []),
    ...(resolution?.lead !== undefined && isLeadHandedOver !== true
      ? (["hand-over-lead"] as const)
      : []),
  ];
}

/** Orders the refund of a complaint that is over, once. @returns nothing where none is to be ordered */
export function orderRefund(complaint: ComplaintState): ComplaintDecision | undefined {
  const { enrolmentId, resolution } = complaint;
  if (!consequencesOf(complaint).includes("order-refund")) return undefined;
  if (resolution?.refund === undefined || enrolmentId === undefined) return undefined;
  const { tier, refund } = resolution;
  return {
    complaint: { ...complaint, isRefundOrdered: true },
    event: RefundOrdered.make({
      ...namesOf(complaint),
      enrolmentId,
      refund,
      tier,
      orderedBy: tier === "institution" ? "institution" : "authority",
    }),
  };
}

/** Hands the lead of a complaint that is over to enforcement, once. @returns nothing where there is none */
export function handOverLead(complaint: ComplaintState): ComplaintDecision | undefined {
  const { resolution, countyUnitId } = complaint;
  if (!consequencesOf(complaint).includes("hand-over-lead")) return undefined;
  if (resolution?.lead === undefined) return undefined;
  const { tier, lead } = resolution;
  return {
    complaint: { ...complaint, isLeadHandedOver: true },
    event: LeadHandedOver.make({ ...namesOf(complaint), countyUnitId, lead, tier }),
  };
}
