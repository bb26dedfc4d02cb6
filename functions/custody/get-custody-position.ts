import type * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import { readShares, readTotals, type Share } from "../../adapters/position-projection.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { heldInCustodyFen } from "../../domain/custody/balances.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { notFound, requireMatter } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { getCustodyPosition as contract } from "./contracts.ts";
import type { PositionShare } from "./schemas.ts";

export const getCustodyPosition = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const enrolments = aggregates(table, enrolmentKind);
  const pages = cursors(mac);

  return async ({ path, query }, context) => {
    const { institutionId } = path;
    const found = await institutions.find(institutionId);
    if (found === undefined) throw notFound("institution", institutionId);
    await requireMatter(context, units, found.state, ["funds", "audit"]);

    const after = await pages.read(context, path, query.cursor);
    const [{ enrolmentCount, lastEntryAt, ...totalsFen }, page] = await Promise.all([
      readTotals(table, institutionId),
      readShares(table, institutionId, { limit: query.limit, ...(after && { after }) }),
    ]);
    // Read after the shares: what they lack is then counted, never what they hold too much.
    const heads = await enrolments.findMany(page.shares.map((share) => share.enrolmentId));
    const versions = new Map<string, number>(
      heads.map(({ state, version }) => [state.enrolmentId, version]),
    );
    return {
      institutionId,
      totalsFen,
      heldInCustodyFen: heldInCustodyFen(totalsFen),
      enrolmentCount,
      ...(lastEntryAt === undefined ? {} : { lastEntryAt: toRfc3339(lastEntryAt) }),
      shares: page.shares.map((share) => shareView(share, versions.get(share.enrolmentId))),
      ...(await pages.write(context, path, page.next)),
    };
  };
};

const shareView = (
  { enrolmentId, sequence, balances }: Share,
  version = sequence,
): z.input<typeof PositionShare> => ({
  enrolmentId,
  balancesFen: balances,
  heldInCustodyFen: heldInCustodyFen(balances),
  entryCount: sequence,
  entriesBehind: version - sequence,
});
