import { aggregates } from "../../adapters/aggregates.ts";
import { readTotals } from "../../adapters/position-projection.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { heldByBankFen } from "../../domain/enrolment/shortage.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { notFound, requireMatter } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { getCustodyPosition as contract } from "./contracts.ts";
import { sharesPage } from "./shares-page.ts";

export const getCustodyPosition = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const sharesOf = sharesPage(table);
  const pages = cursors(mac);

  return async ({ path, query }, context) => {
    const { institutionId } = path;
    const found = await institutions.find(institutionId);
    if (found === undefined) throw notFound("institution", institutionId);
    await requireMatter(context, units, found.state, ["funds", "audit"]);

    const after = await pages.read(context, path, query.cursor);
    const [{ enrolmentCount, lastEntryAt, shortFen, ...totalsFen }, { shares, next }] =
      await Promise.all([
        readTotals(table, institutionId),
        sharesOf(institutionId, query.limit, after),
      ]);
    return {
      institutionId,
      ...{ totalsFen, shortFen },
      heldInCustodyFen: heldByBankFen(totalsFen, shortFen),
      enrolmentCount,
      ...(lastEntryAt === undefined ? {} : { lastEntryAt: toRfc3339(lastEntryAt) }),
      shares,
      ...(await pages.write(context, path, next)),
    };
  };
};
