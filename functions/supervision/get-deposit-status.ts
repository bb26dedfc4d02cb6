import type * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import type { Entry } from "../../adapters/journal.ts";
import { depositKind } from "../../adapters/repositories/deposit-items.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { keys } from "../../adapters/table/keys.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { refuseSupervision } from "../../domain/supervision/refusals.ts";
import { DepositBalanceTold, DepositFloorReckoned } from "../../events/supervision.ts";
import { notFound, requireMatter } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import { FUNDS_VIEWERS } from "./contracts.ts";
import type { getDepositStatus as contract } from "./deposit-contracts.ts";
import { newestEntries } from "./newest-entries.ts";
import { depositStandingView } from "./views.ts";

/** A deposit as it stands, and its journal, the newest entry first. */
export const getDepositStatus = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const deposits = aggregates(table, depositKind);
  const pages = cursors(mac);

  return async ({ path, query }, context) => {
    const { institutionId } = path;
    const institution = await institutions.find(institutionId);
    if (institution === undefined) throw notFound("institution", institutionId);
    await requireMatter(context, units, institution.state, FUNDS_VIEWERS);
    const found = await deposits.find(institutionId);
    if (found === undefined)
      return orThrow(refuseSupervision("supervision.deposit-not-bound", { institutionId }));

    const place = await pages.read(context, path, query.cursor);
    const journal = { pk: keys.deposit(institutionId).pk, version: found.version };
    const { entries, next } = await newestEntries(table, journal, { limit: query.limit, place });
    return {
      institutionId,
      ...depositStandingView(found.state),
      nextReckoningAt: toRfc3339(found.state.reckonAt),
      history: entries.map(historyView),
      ...(await pages.write(context, path, next)),
    };
  };
};

type History = z.input<typeof contract.output>["history"][number];

function historyView({ sequence, at, actor, eventName: event, data }: Entry): History {
  const shown = { sequence, at: toRfc3339(at), actor, event };
  if (event === DepositBalanceTold.name) {
    const { balanceFen, asOf } = DepositBalanceTold.schema.parse(data);
    return { ...shown, balanceFen, asOf };
  }
  if (event === DepositFloorReckoned.name) {
    const { floorFen, feesFen, from, to } = DepositFloorReckoned.schema.parse(data);
    return { ...shown, floorFen, feesFen, from, to };
  }
  return shown;
}
