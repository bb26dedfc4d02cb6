import { aggregates } from "../../adapters/aggregates.ts";
import { complaintKind } from "../../adapters/repositories/complaint-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import type { ComplaintState } from "../../domain/complaint/complaint.ts";
import type { RequestContext } from "../kit/context.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";

interface Page {
  readonly complaints: readonly ComplaintState[];
  readonly nextCursor?: string;
}

/** The complaints in which a family or an institution is a party, page by page, the newest first. */
export function complaintPages({ table, mac }: Pick<Kit, "table" | "mac">) {
  const complaints = aggregates(table, complaintKind);
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
    const found = await complaints.findMany(page.items.map((item) => keys.idOf(item.pk)));
    return {
      complaints: found.map(({ state }) => state),
      ...(await pages.write(context, { party }, page.next)),
    };
  };
}
