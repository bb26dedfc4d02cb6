import type * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import type { Entry } from "../../adapters/journal.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { balanceKind } from "../../adapters/repositories/settlement-kinds.ts";
import { keys } from "../../adapters/table/keys.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { BalanceCompared } from "../../events/settlement.ts";
import { notFound, requireMatter } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { listBalances as contract } from "./balance-contracts.ts";
import { FUNDS_VIEWERS } from "./contracts.ts";
import { newestEntries } from "./newest-entries.ts";

/** The journal of what banks told of an institution's custody account, and how each word compared. */
export const listBalances = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const balances = aggregates(table, balanceKind);
  const pages = cursors(mac);

  return async ({ path, query: { cursor, limit } }, context) => {
    const { institutionId } = path;
    const institution = await institutions.find(institutionId);
    if (institution === undefined) throw notFound("institution", institutionId);
    await requireMatter(context, units, institution.state, FUNDS_VIEWERS);
    const place = await pages.read(context, path, cursor);
    const found = await balances.find(institutionId);
    const journal = { pk: keys.balance(institutionId).pk, version: found?.version ?? 0 };
    const { entries, next } = await newestEntries(table, journal, { limit, place });
    return {
      institutionId,
      balances: entries.map(balanceView),
      ...(await pages.write(context, path, next)),
    };
  };
};

function balanceView({
  sequence,
  at,
  actor,
  data,
}: Entry): z.input<typeof contract.output>["balances"][number] {
  const { institutionId: _of, heldFen, ...told } = BalanceCompared.schema.parse(data);
  return {
    ...{ sequence, recordedAt: toRfc3339(at), actor },
    ...told,
    comparedFen: heldFen,
    differenceFen: told.balanceFen - heldFen,
  };
}
