import type * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import {
  type FamilyLine,
  linesOf,
  massRefundKind,
  type MassRefundTally,
  tallyOf,
} from "../../adapters/repositories/mass-refund-items.ts";
import { refundKind } from "../../adapters/repositories/refund-items.ts";
import type { MassRefundPlan } from "../../domain/refund/mass-refund-state.ts";
import { sharingRule } from "../../domain/refund/mass-refund.ts";
import { subtractFen } from "../../domain/shared/money.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { notFound, requireMatter } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { getMassRefund as contract } from "./mass-refund-contracts.ts";

export const getMassRefund = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const massRefunds = aggregates(table, massRefundKind);
  const refunds = aggregates(table, refundKind);
  const pages = cursors(mac);

  /** Lines beside what has become of their refunds. */
  const withRefunds = async (lines: readonly FamilyLine[]) => {
    const found = await refunds.findMany(lines.flatMap(({ refundId }) => refundId ?? []));
    const statuses = new Map(found.map(({ state }) => [state.refundId, state.status]));
    return lines.map(({ lessonNumbers: _detail, ...line }) => {
      const refundStatus = line.refundId && statuses.get(line.refundId);
      return { ...line, ...(refundStatus === undefined ? {} : { refundStatus }) };
    });
  };

  return async ({ path: { institutionId, massRefundId }, query }, context) => {
    const [institution, found, tally] = await Promise.all([
      institutions.find(institutionId),
      massRefunds.find(massRefundId),
      tallyOf(table, massRefundId),
    ]);
    if (institution === undefined) throw notFound("institution", institutionId);
    await requireMatter(context, units, institution.state, ["funds", "audit"]);
    if (found?.state.institutionId !== institutionId) throw notFound("mass-refund", massRefundId);
    const { status, orderedAt, balanceAsOf, missingFen, plan, completedAt } = found.state;
    const filter = { massRefundId };
    const after = await pages.read(context, filter, query.cursor);
    const page =
      plan === undefined
        ? { lines: [] }
        : await linesOf(table, massRefundId, plan.planId, { limit: query.limit, after });
    return {
      ...{ massRefundId, institutionId, status, missingFen },
      orderedAt: toRfc3339(orderedAt),
      balanceAsOf: toRfc3339(balanceAsOf),
      rule: sharingRule,
      ...(plan === undefined ? {} : { sums: sumsOf(plan, tally) }),
      ...(completedAt === undefined ? {} : { completedAt: toRfc3339(completedAt) }),
      families: await withRefunds(page.lines),
      ...(await pages.write(context, filter, page.next)),
    };
  };
};

type Sums = NonNullable<z.input<(typeof contract)["output"]>["sums"]>;

const sumsOf = (
  { familyCount, claimedFen, availableFen, sharedFen }: MassRefundPlan,
  tally: MassRefundTally,
): Sums => ({
  ...{ familyCount, claimedFen, availableFen, sharedFen },
  shortFen: subtractFen(claimedFen, sharedFen),
  ...tally,
});
