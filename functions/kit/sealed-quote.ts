import type * as z from "zod";
import type { RequestContext } from "./context.ts";
import type { Mac } from "./cursor.ts";
import type { ErrorCode } from "./problem-table.ts";
import { Refused } from "./problem.ts";

interface QuoteKind<Q> {
  /** Keeps a quote of one kind from being taken for one of another. */
  readonly purpose: string;
  readonly schema: z.ZodType<Q>;
  readonly notYours: ErrorCode;
}

/**
 * A quote as its family carries it: readable by nobody's leave but the platform's, and good for the caller to whom
 * it was given. What it is about and what it comes to are inside, so that none can be exchanged.
 */
export function sealedQuotes<Q>(mac: Mac, { purpose, schema, notYours }: QuoteKind<Q>) {
  const seal = ({ actor }: RequestContext, body: string): Promise<string> =>
    mac.hmac(purpose, JSON.stringify([actor, body]));
  return {
    async write(context: RequestContext, quote: Q): Promise<string> {
      const body = Buffer.from(JSON.stringify(quote)).toString("base64url");
      return `${body}.${await seal(context, body)}`;
    },

    /** @throws Refused when a letter of it was changed, or it was given to somebody else */
    async read(context: RequestContext, text: string): Promise<Q> {
      const [body = "", tag = ""] = text.split(".");
      if (tag !== (await seal(context, body))) throw new Refused(notYours);
      return schema.parse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
    },
  };
}
