import * as z from "zod";
import { FamilyLineStatus, MassRefundState } from "../../domain/refund/mass-refund-state.ts";
import type { PlannedShare } from "../../domain/refund/open-share.ts";
import { EnrolmentId, RefundId } from "../../domain/shared/ids.ts";
import { addFen, Fen, ZERO_FEN } from "../../domain/shared/money.ts";
import type { AggregateKind } from "../aggregates.ts";
import { shardOf } from "../due-index.ts";
import { keys } from "../table/keys.ts";
import type { Item, Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/** A mass refund; behind its head lie a line for each family, and how many of them are through. */
export const massRefundKind: AggregateKind<MassRefundState> = {
  type: "mass-refund",
  key: keys.massRefund,
  schema: MassRefundState,
  idOf: (state) => state.massRefundId,
  scope: ({ institutionId, countyUnitId }) => ({ institutionId, unitId: countyUnitId }),
};

/** One family's share of a mass refund. */
export const FamilyLine = z.object({
  enrolmentId: EnrolmentId,
  claimFen: Fen,
  shareFen: Fen,
  shortFen: Fen,
  lessonNumbers: z.array(z.int().min(1)),
  status: FamilyLineStatus,
  refundId: RefundId.optional(),
});
export type FamilyLine = z.infer<typeof FamilyLine>;

const lineItem = (massRefundId: string, planId: string, line: FamilyLine): Item => ({
  ...keys.massRefundLine(massRefundId, planId, line.enrolmentId),
  type: "mass-refund-line",
  ...FamilyLine.parse(line),
});

/** A line as the plan has it. Until the plan is fixed nobody reads it. */
export const plannedLineChange = (
  massRefundId: string,
  planId: string,
  share: PlannedShare,
): Change => ({
  write: {
    kind: "put",
    item: lineItem(massRefundId, planId, {
      ...share,
      lessonNumbers: [...share.lessonNumbers],
      status: "planned",
    }),
  },
});

/** Takes a line on; who wants to take it there a second time finds that it has gone. */
export const lineChange = (
  massRefundId: string,
  planId: string,
  before: FamilyLine,
  line: FamilyLine,
): Change => ({
  write: {
    kind: "put",
    item: lineItem(massRefundId, planId, line),
    condition: { kind: "equals", attribute: "status", value: before.status },
  },
});

export async function findLine(
  table: Table,
  massRefundId: string,
  planId: string,
  enrolmentId: string,
): Promise<FamilyLine | undefined> {
  const item = await table.get(keys.massRefundLine(massRefundId, planId, enrolmentId));
  return item === undefined ? undefined : FamilyLine.parse(item);
}

type After = Readonly<Record<string, string>>;

/** One page of the lines of a plan, in the order of the orders' ids. */
export async function linesOf(
  table: Table,
  massRefundId: string,
  planId: string,
  page: { readonly limit: number; readonly after?: After | undefined },
): Promise<{ readonly lines: readonly FamilyLine[]; readonly next?: After }> {
  const { pk, beginsWith } = keys.massRefundLines(massRefundId, planId);
  const { limit, after } = page;
  const query = { pk, sk: { beginsWith }, consistent: true, limit };
  const found = await table.query(after === undefined ? query : { ...query, after });
  const lines = found.items.map((item) => FamilyLine.parse(item));
  return found.next === undefined ? { lines } : { lines, next: found.next };
}

/** How far the families of a mass refund are. */
export const MassRefundTally = z.object({
  openedCount: z.int().min(0),
  settledCount: z.int().min(0),
  /** What the bank has paid to families. */
  paidFen: Fen,
});
export type MassRefundTally = z.infer<typeof MassRefundTally>;

const NOTHING_TALLIED: MassRefundTally = { openedCount: 0, settledCount: 0, paidFen: ZERO_FEN };

/** Counted beside the head, and in as many parts as there are shards, by the family's order. */
export const tallyChange = (
  massRefundId: string,
  enrolmentId: string,
  add: Partial<MassRefundTally>,
): Change => ({
  write: {
    kind: "update",
    key: keys.massRefundTally(massRefundId, shardOf(enrolmentId)),
    set: { type: "mass-refund-tally" },
    add: { ...NOTHING_TALLIED, ...add },
  },
});

export async function tallyOf(table: Table, massRefundId: string): Promise<MassRefundTally> {
  const { pk, beginsWith } = keys.massRefundTallies(massRefundId);
  const { items } = await table.query({ pk, sk: { beginsWith }, consistent: true });
  return items.map((item) => MassRefundTally.parse(item)).reduce(addTally, NOTHING_TALLIED);
}

const addTally = (a: MassRefundTally, b: MassRefundTally): MassRefundTally => ({
  openedCount: a.openedCount + b.openedCount,
  settledCount: a.settledCount + b.settledCount,
  paidFen: addFen(a.paidFen, b.paidFen),
});
