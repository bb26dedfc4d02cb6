import { RefundQuote } from "../../domain/refund/quote.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Mac } from "../kit/cursor.ts";
import { Refused } from "../kit/problem.ts";

/**
 * A quote as its family carries it: readable by nobody's leave but the platform's, and good for the caller to whom
 * it was given. The order, the lessons, the sums and the hours are inside, so that none can be exchanged.
 */
export function sealedQuotes(mac: Mac) {
  const seal = ({ actor }: RequestContext, body: string): Promise<string> =>
    mac.hmac("refund-quote", JSON.stringify([actor, body]));
  return {
    async write(context: RequestContext, quote: RefundQuote): Promise<string> {
      const body = Buffer.from(JSON.stringify(quote)).toString("base64url");
      return `${body}.${await seal(context, body)}`;
    },

    /** @throws Refused when a letter of it was changed, or it was given to somebody else */
    async read(context: RequestContext, text: string): Promise<RefundQuote> {
      const [body = "", tag = ""] = text.split(".");
      if (tag !== (await seal(context, body))) throw new Refused("refund.quote-not-yours");
      return RefundQuote.parse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
    },
  };
}
