import { findRefundHeads } from "../../adapters/repositories/refund-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import type { RefundState } from "../../domain/refund/refund.ts";
import type { RequestContext } from "../kit/context.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";

interface Page {
  readonly refunds: readonly RefundState[];
  readonly nextCursor?: string;
}

/** The refunds in which a family or an institution is a side, page by page, the newest first. */
export function refundPages({ table, mac }: Pick<Kit, "table" | "mac">) {
  const pages = cursors(mac);

  return async (
    context: RequestContext,
    party: string,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<Page> => {
    const after = await pages.read(context, { party }, cursor);
    const page = await table.query({
      index: "gsi1",
      pk: party,
      backwards: true,
      limit,
      ...(after === undefined ? {} : { after }),
    });
    return {
      refunds: await findRefundHeads(
        table,
        page.items.map(({ pk }) => keys.idOf(pk)),
      ),
      ...(await pages.write(context, { party }, page.next)),
    };
  };
}
