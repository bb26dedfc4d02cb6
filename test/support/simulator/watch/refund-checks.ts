import type { Item } from "../../../../adapters/table/table.ts";
import {
  itemAs,
  type MassRefundItem,
  type MassRefundLine,
  type RefundItem,
} from "./watched-items.ts";

type Say = (what: string) => void;
type Refund = RefundItem["state"];

/** How a refund may stand when everything has arrived and time has done its work. */
const AT_REST = new Set(["paid", "withdrawn", "dismissed", "rejected", "with-person", "overdue"]);

/** Every refund has come to its end, or waits for somebody who was told; a mass refund gave what there was. */
export function checkRefunds(items: readonly Item[], say: Say): void {
  const refunds = new Map(
    items.flatMap((item) => {
      const state = itemAs(item, "refund")?.state;
      return state === undefined ? [] : [[state.refundId, state] as const];
    }),
  );
  const looked = new Set(items.flatMap((item) => itemAs(item, "task")?.state.about.refundId ?? []));
  for (const { refundId, status } of refunds.values()) {
    if (!AT_REST.has(status)) say(`the refund ${refundId} is still ${status}`);
    if ((status === "with-person" || status === "overdue") && !looked.has(refundId))
      say(`the refund ${refundId} is ${status}, and no task tells a person`);
  }
  const lines = items.flatMap((item) => itemAs(item, "mass-refund-line") ?? []);
  for (const item of items) {
    const massRefund = itemAs(item, "mass-refund")?.state;
    if (massRefund !== undefined) checkMassRefund(massRefund, lines, refunds, say);
  }
}

function checkMassRefund(
  { massRefundId, plan, status }: MassRefundItem["state"],
  all: readonly MassRefundLine[],
  refunds: ReadonlyMap<string, Refund>,
  say: Say,
): void {
  if (plan === undefined) {
    say(`the mass refund ${massRefundId} is still ${status}`);
    return;
  }
  const { planId, familyCount, claimedFen, availableFen } = plan;
  const lines = all.filter(({ pk, sk }) => `${pk}#${sk}`.includes(planId));
  const name = `the mass refund ${massRefundId}`;
  if (lines.length !== familyCount) say(`${name} has ${lines.length} lines of ${familyCount}`);
  const claims = lines.reduce((fen, line) => fen + line.claimFen, 0);
  if (claims !== claimedFen) say(`${name} is of ${claimedFen} fen, and its lines of ${claims}`);
  const must = sharesOf(lines, availableFen);
  for (const line of lines) {
    const { enrolmentId, shareFen, shortFen, claimFen, refundId } = line;
    if (shareFen !== must.get(enrolmentId) || shareFen + shortFen !== claimFen)
      say(`${name} gives ${enrolmentId} ${shareFen} fen, not ${must.get(enrolmentId) ?? 0}`);
    const refund = refunds.get(refundId ?? "");
    if (refundId !== undefined && (refund === undefined || refund.custodyFen > shareFen))
      say(`${name} opens for ${enrolmentId} a refund of ${refund?.custodyFen ?? 0} fen`);
    if (line.status === "planned") say(`${name} has not opened the refund of ${enrolmentId}`);
    if (line.status === "opened" && refund?.status !== "with-person")
      say(`${name} does not see that the refund of ${enrolmentId} is ${refund?.status ?? "gone"}`);
  }
  const isOver = lines.every((line) => line.status === "settled");
  if (isOver !== (status === "completed")) say(`${name} is ${status}; all settled: ${isOver}`);
}

/** What each order gets: counted fen by fen from the rule's words, with nothing of the platform's arithmetic. */
function sharesOf(
  lines: readonly MassRefundLine[],
  availableFen: number,
): ReadonlyMap<string, number> {
  const claimedFen = lines.reduce((fen, { claimFen }) => fen + claimFen, 0);
  if (claimedFen <= availableFen)
    return new Map(lines.map(({ enrolmentId, claimFen }) => [enrolmentId, claimFen]));
  const shares = lines.map(({ enrolmentId, claimFen }) => {
    const product = BigInt(claimFen) * BigInt(availableFen);
    const rest = product % BigInt(claimedFen);
    return { enrolmentId, fen: Number((product - rest) / BigInt(claimedFen)), rest };
  });
  let left = availableFen - shares.reduce((sum, { fen }) => sum + fen, 0);
  const inTurn = shares.toSorted(
    (a, b) => Number(b.rest - a.rest) || (a.enrolmentId < b.enrolmentId ? -1 : 1),
  );
  for (const share of inTurn) {
    if (left === 0) break;
    share.fen += 1;
    left -= 1;
  }
  return new Map(inTurn.map(({ enrolmentId, fen }) => [enrolmentId, fen]));
}
