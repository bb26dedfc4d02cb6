import { guardianOf } from "../enrolment/enrolment.ts";
import type { Deadline } from "../shared/deadline.ts";
import type { RefundId } from "../shared/ids.ts";
import { addFen, ZERO_FEN } from "../shared/money.ts";
import { ok, type Result } from "../shared/result.ts";
import { toRfc3339, type EpochMs } from "../shared/time.ts";
import { needsConsent } from "./ground.ts";
import type { HeldOrder } from "./hold-money.ts";
import { opened } from "./order-refund.ts";
import { quoteRefund, type QuoteRefusal, RefundQuote } from "./quote.ts";
import type { RefundAsk, RefundBasis, RefundCase } from "./refund-case.ts";
import type { RefundMoneyDecision, RefundState } from "./refund.ts";
import { refuseRefund } from "./refusals.ts";

export interface RequestRefund {
  readonly refundId: RefundId;
  /** The quote that the family accepts; its signature was verified. */
  readonly quote: RefundQuote;
  readonly isInstitutionFrozen: boolean;
  /** When the institution's silence will count as consent. */
  readonly deadline: Deadline;
}

export type RequestRefundRefusal =
  QuoteRefusal | "refund.quote-expired" | "refund.quote-outdated" | "refund.nothing-to-refund";

/**
 * The family asks for what it was quoted, to the fen: the quote is worked out again from today's lessons as of its
 * own instant. From here on the lessons' money is held for this refund, and no other refund, confirmation or
 * release sees it. Where the law asks nobody, the refund is agreed at once.
 * @param order every lesson of the order, those without an item as they are scheduled
 */
export function decideRequestRefund(
  order: HeldOrder,
  basis: RefundBasis,
  command: RequestRefund,
  at: EpochMs,
): Result<RefundMoneyDecision, RequestRefundRefusal> {
  const checked = checkQuote(
    { ...basis, lessons: order.lessons, ask: askOf(command.quote) },
    command.quote,
    at,
  );
  if (!checked.ok) return checked;
  const refund = openRefund(order, basis, command, at);
  return ok(opened(order, refund, command.quote.institutionFen));
}

function checkQuote(
  refund: RefundCase,
  quote: RefundQuote,
  at: EpochMs,
): Result<unknown, RequestRefundRefusal> {
  if (at >= quote.validUntil)
    return refuseRefund("refund.quote-expired", { validUntil: toRfc3339(quote.validUntil) });
  const present = quoteRefund(refund, quote.quotedAt);
  if (!present.ok) return present;
  if (!isSameQuote(present.value, quote))
    return refuseRefund("refund.quote-outdated", {
      quotedFen: quote.totalFen,
      presentFen: present.value.totalFen,
    });
  const { totalFen, lessons, deductedFen } = quote;
  if (totalFen === 0)
    return refuseRefund("refund.nothing-to-refund", {
      lessonCount: lessons.length,
      amountFen: lessons.reduce((sum, { amountFen }) => sum + amountFen, 0),
      deductedFen,
    });
  return ok(quote);
}

/** What was asked, as the quote has it: the same question has the same answer. */
const askOf = ({ ground, lessons, terminatedOn }: RefundQuote): RefundAsk => ({
  ground,
  lessonNumbers: lessons.map(({ lessonNumber }) => lessonNumber),
  terminatedOn,
});

/** Line by line, lesson by lesson: parsing brings the fields of both into one order. */
const isSameQuote = (a: RefundQuote, b: RefundQuote): boolean =>
  JSON.stringify(RefundQuote.parse(a)) === JSON.stringify(RefundQuote.parse(b));

function openRefund(
  { enrolment }: HeldOrder,
  { order }: RefundBasis,
  { refundId, quote, isInstitutionFrozen, deadline }: RequestRefund,
  at: EpochMs,
): RefundState {
  const { enrolmentId, institutionId, countyUnitId } = enrolment;
  const { ground, lessons, custodyFen, deductedFen, payBy } = quote;
  const asks = needsConsent(ground, isInstitutionFrozen);
  return {
    refundId,
    enrolmentId,
    institutionId,
    countyUnitId,
    guardianId: guardianOf(enrolment),
    ground,
    status: asks ? "applied" : "agreed",
    lessons,
    custodyFen,
    deductedFen,
    heldFen: order.mode === "bank-custody" ? addFen(custodyFen, deductedFen) : ZERO_FEN,

    ...(quote.institutionFen > 0
      ? { debt: { amountFen: quote.institutionFen, payBy, status: "owed" } }
      : {}),
    requestedAt: at,
    payBy,
    ...(asks ? { deadline } : { decidedAt: at }),
    failedPayments: [],
  };
}
