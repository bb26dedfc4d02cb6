import { RefundQuote } from "../../domain/refund/quote.ts";
import type { Mac } from "../kit/cursor.ts";
import { sealedQuotes } from "../kit/sealed-quote.ts";

/** Quotes of refunds: the order, the lessons, the sums and the hours are inside. */
export const sealedRefundQuotes = (mac: Mac) =>
  sealedQuotes(mac, {
    purpose: "refund-quote",
    schema: RefundQuote,
    notYours: "refund.quote-not-yours",
  });
