import type * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import { readShares, type Share } from "../../adapters/position-projection.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import type { Table } from "../../adapters/table/table.ts";
import { heldInCustodyFen } from "../../domain/custody/balances.ts";
import type { Place } from "../kit/cursor.ts";
import type { PositionShare } from "./schemas.ts";

/** One page of what an institution's totals are made of, with how far each share lags behind its order. */
export const sharesPage = (table: Table) => {
  const enrolments = aggregates(table, enrolmentKind);

  return async (
    institutionId: string,
    limit: number,
    after: Place | undefined,
  ): Promise<{
    readonly shares: z.input<typeof PositionShare>[];
    readonly next: Place | undefined;
  }> => {
    const page = await readShares(table, institutionId, { limit, ...(after && { after }) });
    // Read after the shares: what they lack is then counted, never what they hold too much.
    const heads = await enrolments.findMany(page.shares.map((share) => share.enrolmentId));
    const versions = new Map<string, number>(
      heads.map(({ state, version }) => [state.enrolmentId, version]),
    );
    return {
      shares: page.shares.map((share) => shareView(share, versions.get(share.enrolmentId))),
      next: page.next,
    };
  };
};

const shareView = (
  { enrolmentId, sequence, balances, shortFen }: Share,
  version = sequence,
): z.input<typeof PositionShare> => ({
  enrolmentId,
  balancesFen: balances,
  heldInCustodyFen: heldInCustodyFen(balances),
  ...(shortFen === 0 ? {} : { shortFen }),
  entryCount: sequence,
  entriesBehind: version - sequence,
});
