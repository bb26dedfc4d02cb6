import * as z from "zod";
import type { RequestContext } from "./context.ts";
import { Refused } from "./problem.ts";

/** Keyed hashes, by a label that keeps the uses apart. */
export interface Mac {
  hmac(label: string, text: string): Promise<string>;
}

const Place = z.record(z.string(), z.string());
export type Place = z.infer<typeof Place>;

/** How many rows a page has: asked for, at most 100, 20 when nothing is said. */
export const pageQuery = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(20)
    .meta({ description: "Rows a page, 1 to 100" }),
  cursor: z.string().max(2000).optional().meta({ description: "`nextCursor` of the former page" }),
};

/** Added to the output of every list: absent on the last page. */
export const pageOutput = { nextCursor: z.string().optional() };

/**
 * Opaque cursors: the place to go on from, authenticated, and bound to the caller, the operation and
 * its filter, so that none can be read, altered or lent.
 */
export function cursors(mac: Mac) {
  const seal = (context: RequestContext, filter: unknown, body: string): Promise<string> =>
    mac.hmac("cursor", JSON.stringify([context.actor, context.operation, filter, body]));
  return {
    async read(
      context: RequestContext,
      filter: unknown,
      cursor?: string,
    ): Promise<Place | undefined> {
      if (cursor === undefined) return undefined;
      const [body = "", tag = ""] = cursor.split(".");
      if (tag !== (await seal(context, filter, body))) throw new Refused("input.cursor-invalid");
      return Place.parse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
    },

    /** `{}` on the last page, else `{ nextCursor }`, to be spread into the answer. */
    async write(
      context: RequestContext,
      filter: unknown,
      place: Place | undefined,
    ): Promise<{ nextCursor?: string }> {
      if (place === undefined) return {};
      const body = Buffer.from(JSON.stringify(place)).toString("base64url");
      return { nextCursor: `${body}.${await seal(context, filter, body)}` };
    },
  };
}
