import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import {
  type RefundDecision,
  type RefundState,
  refundTotalFen,
} from "../../domain/refund/refund.ts";
import type { Fen } from "../../domain/shared/money.ts";
import type { RefundStatus } from "../../domain/shared/refund-words.ts";
import { shanghaiDate } from "../../domain/shared/time.ts";
import * as events from "../../events/refund.ts";
import type { RequestContext } from "../kit/context.ts";

type Side = "family" | "institution";
const BOTH = ["family", "institution"] as const;

/** Notices that name a day by which something is due, and those that name none. */
type WithDay = "refund-requested" | "refund-reminder" | "refund-owed";
type Plain =
  | "refund-stands"
  | "refund-rejected"
  | "refund-dismissed"
  | "refund-withdrawn"
  | "refund-paid"
  | "refund-delayed"
  | "refund-overdue";
type Told =
  | { readonly template: WithDay; readonly dueOn: string; readonly sides: readonly Side[] }
  | { readonly template: Plain; readonly sides: readonly Side[] };

/** Who is told of what was decided; nobody has to be told what they said themselves. */
const DECIDED: Partial<Record<RefundStatus, Told>> = {
  agreed: { template: "refund-stands", sides: ["family"] },
  deemed: { template: "refund-stands", sides: BOTH },
  ordered: { template: "refund-stands", sides: BOTH },
  rejected: { template: "refund-rejected", sides: ["family"] },
  withdrawn: { template: "refund-withdrawn", sides: ["institution"] },
  dismissed: { template: "refund-dismissed", sides: BOTH },
};

const paid = { template: "refund-paid", sides: BOTH } as const;

function toldOf(refund: RefundState, eventName: string): Told | undefined {
  const { status, deadline, debt } = refund;
  switch (eventName) {
    case events.RefundOpened.name:
      return status === "applied" && deadline !== undefined
        ? { template: "refund-requested", dueOn: deadline.lastDay, sides: ["institution"] }
        : { template: "refund-stands", sides: BOTH };
    case events.RefundClockChanged.name:
      return (
        deadline && { template: "refund-reminder", dueOn: deadline.lastDay, sides: ["institution"] }
      );
    case events.RefundDecided.name:
      return DECIDED[status];
    case events.RefundAnswered.name:
      return status === "paid" ? paid : undefined;
    case events.RefundHandedOver.name:
      return { template: "refund-delayed", sides: ["family"] };
    case events.RefundDebtChanged.name:
      if (debt?.status === "overdue") return { template: "refund-overdue", sides: BOTH };
      if (status === "owed" && debt !== undefined)
        return { template: "refund-owed", dueOn: shanghaiDate(debt.payBy - 1), sides: BOTH };
      return refund.custodyFen === 0 && status === "paid" ? paid : undefined;
    default:
      return undefined;
  }
}

/** What a notice names: of a refund that the bank has paid, no more than that, for the rest may be owed still. */
const amountOf = (refund: RefundState, { template }: Told): Fen =>
  template === "refund-paid" && refund.custodyFen > 0 ? refund.custodyFen : refundTotalFen(refund);

/** The notices of a step, for the same transaction: the institution's silence counts only from its notice. */
export function refundNotices(
  context: RequestContext,
  { refund, refundEvent }: RefundDecision,
): readonly Change[] {
  const told = toldOf(refund, refundEvent.name);
  if (told === undefined) return [];
  const { refundId, enrolmentId, guardianId, institutionId } = refund;
  const facts = { refundId, amountFen: amountOf(refund, told) };
  return told.sides.flatMap((side) => {
    const notice = {
      recipient:
        side === "family"
          ? ({ kind: "member", memberId: guardianId } as const)
          : ({ kind: "institution", institutionId } as const),
      about: { enrolmentId },
    };
    return "dueOn" in told
      ? noticeChanges(context, {
          ...notice,
          template: told.template,
          facts: { ...facts, dueOn: told.dueOn },
        })
      : noticeChanges(context, { ...notice, template: told.template, facts });
  });
}
