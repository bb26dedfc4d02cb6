import * as z from "zod";
import {
  RefundAnswered,
  RefundDebtChanged,
  RefundDecided,
  RefundHandedOver,
  RefundInstructed,
  RefundOpened,
} from "../../../events/refund.ts";
import { RefundStatus } from "../../shared/refund-words.ts";
import { LocalDate, shanghaiDate } from "../../shared/time.ts";
import type { FactPart } from "./day-record.ts";
import { type Before, defineFactSource, type Folded, on } from "./fact-source.ts";

const RefundShare = z.object({
  status: RefundStatus.optional(),
  isAgreed: z.boolean(),
  /** The first day on which payment is late. */
  lateFrom: LocalDate.optional(),
});
type RefundShare = z.infer<typeof RefundShare>;

/** Nothing is to be paid: it is over, or the authority has yet to decide. */
const RESTS: ReadonlySet<RefundStatus> = new Set(["rejected", "paid", "withdrawn", "dismissed"]);
/** It is not settled that the family gets its money. */
const UNDECIDED: ReadonlySet<RefundStatus> = new Set([
  "applied",
  "rejected",
  "withdrawn",
  "dismissed",
]);

/**
 * What a new status changes. A refund is overdue from the day after its last day until it is paid or rests: both ends
 * are told beforehand, for no clock adds a fact.
 */
function follow(status: RefundStatus, { state, day }: Before<RefundShare>): Folded<RefundShare> {
  const { lateFrom } = state;
  const was = state.status !== undefined && !RESTS.has(state.status);
  const change = Number(!RESTS.has(status)) - Number(was);
  const isAgreed = state.isAgreed || !UNDECIDED.has(status);
  const parts: FactPart[] = [];
  if (isAgreed && !state.isAgreed) parts.push({ day, fact: "refundAgreedCount", amount: 1 });
  if (status === "paid" && state.status !== "paid")
    parts.push({ day, fact: "refundPaidCount", amount: 1 });
  if (lateFrom !== undefined && change !== 0) {
    const since = day > lateFrom ? day : lateFrom;
    parts.push({ day: since, fact: "refundOverdueCount", amount: change });
  }
  return { state: { ...state, status, isAgreed }, parts };
}

/** Refunds asked, agreed, paid and overdue; those that an authority orders were not asked. */
export const refundFacts = defineFactSource<RefundShare>({
  aggregateType: "refund",
  state: RefundShare,
  initial: { isAgreed: false },
  events: [
    on(RefundOpened, ({ status, payBy }, { state, day, at }) => {
      const lateFrom = shanghaiDate(Date.parse(payBy));
      const { state: opened, parts } = follow(status, { state: { ...state, lateFrom }, day, at });
      const isAsked = status !== "ordered";
      const asked: FactPart = { day, fact: "refundAskedCount", amount: 1 };
      return { state: opened, parts: isAsked ? [asked, ...parts] : parts };
    }),
    ...[RefundDecided, RefundInstructed, RefundAnswered, RefundHandedOver, RefundDebtChanged].map(
      (event) =>
        on<RefundShare, typeof RefundDecided.schema>(
          { ...event, schema: RefundDecided.schema },
          ({ status }, before) => follow(status, before),
        ),
    ),
  ],
});
