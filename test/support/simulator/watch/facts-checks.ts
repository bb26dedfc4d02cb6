import { factsOf } from "../../../../adapters/repositories/facts-items.ts";
import type { Item } from "../../../../adapters/table/table.ts";
import type { FactsOfDay } from "../../../../domain/risk/history.ts";
import type { FactName } from "../../../../domain/shared/fact-names.ts";
import { InstitutionId } from "../../../../domain/shared/ids.ts";
import { shanghaiDate } from "../../../../domain/shared/time.ts";
import type { Kit } from "../../../../functions/kit/deps.ts";
import type { TaskContract } from "../../../../functions/kit/contract.ts";
import { canonical } from "../../../../functions/kit/idempotency.ts";
import { repeatableContext } from "../../../../functions/kit/task.ts";
import * as risk from "../../../../functions/risk/contracts.ts";
import { institutionEvaluator } from "../../../../functions/risk/evaluate-institution.ts";
import { indicatorNamed } from "../../../../functions/risk/views.ts";
import * as stream from "../../../../functions/stream/contracts.ts";
import { rebuildFacts } from "../../../../functions/stream/rebuild-facts.ts";
import { START } from "../../door.ts";
import { factItems } from "../../fact-items.ts";
import type { Story } from "../engine/story.ts";
import { IN_CUSTODY } from "./books.ts";
import { type EnrolmentItem, itemAs } from "./watched-items.ts";

type Say = (what: string) => void;

/** Where an order's money lies that is owed to its family. */
const OWED = ["unconsumed", "pending", "disputed"] as const;
/** Where it lies once it was earned: nothing goes back from there. */
const EARNED = ["earned", "releasing", "released"] as const;

/** The daily facts of every institution add up to its books, and are the same when its journals are read anew. */
export async function checkFacts(
  story: Story,
  items: readonly Item[],
  heads: readonly EnrolmentItem[],
  say: Say,
): Promise<void> {
  const span = { from: shanghaiDate(START), to: shanghaiDate(story.now) };
  const refunds = items.flatMap((item) => itemAs(item, "refund")?.state ?? []);
  const { kit } = story.newHelper(stream.rebuildFacts.id);
  const rebuild = rebuildFacts(kit);
  for (const { institutionId } of story.stage.institutions) {
    const isOwn = (one: { readonly institutionId: string }) => one.institutionId === institutionId;
    const days = await factsOf(story.table, institutionId, span);
    const own = heads.map(({ state }) => state).filter(isOwn);
    const paid = refunds.filter(isOwn).filter(({ status }) => status === "paid");
    // For earlier sales their institution deposits: no family pays on that day.
    const byFamilies = own.filter(({ payment }) => payment !== undefined);
    const books: Partial<Record<FactName, number>> = {
      paidFen: heldBy(byFamilies, ["paid"]),
      earnedFen: heldBy(own, EARNED),
      releasedFen: heldBy(own, ["released"]),
      liabilityFen: heldBy(own, OWED),
      refundPaidCount: paid.length,
      custodyBalanceFen: Math.max(
        0,
        heldBy(own, IN_CUSTODY) - shortOf(own) + besideBooks(items, institutionId),
      ),
    };
    for (const [fact, must] of Object.entries(books) as [FactName, number][]) {
      const told = LEVELS.has(fact) ? lastOf(days, fact) : sumOf(days, fact);
      if (told !== must)
        say(`the facts of ${institutionId} say ${told} ${fact}, and its books ${must}`);
    }
    const asText = () => canonical(factItems(story.table, institutionId));
    const before = asText();
    const input = { institutionId: InstitutionId.parse(institutionId) };
    await rebuild(input, contextOf(stream.rebuildFacts, kit));
    if (asText() !== before) say(`the facts of ${institutionId} are others when they are rebuilt`);
  }
}

/** Facts that say how much there is at the end of a day, and not what came in on it. */
const LEVELS: ReadonlySet<FactName> = new Set(["liabilityFen", "custodyBalanceFen"]);

const shortOf = (orders: readonly EnrolmentItem["state"][]): number =>
  orders.reduce((fen, { reversal }) => fen + (reversal?.shortFen ?? 0), 0);

/**
 * By how much the bank's last word differs from the books: what may be under way is no difference. Money aside may be
 * missing where orders have none left: no custody is below nothing.
 */
function besideBooks(items: readonly Item[], institutionId: string): number {
  const said = items
    .flatMap((item) => itemAs(item, "balance")?.state ?? [])
    .find((one) => one.institutionId === institutionId);
  if (said === undefined) return 0;
  const { balanceFen, heldFen, mustHoldFen } = said;
  return Math.max(0, balanceFen - heldFen) - Math.max(0, mustHoldFen - balanceFen);
}

const contextOf = (contract: TaskContract, kit: Kit) =>
  repeatableContext(contract, kit, { correlationId: "end", causationId: "end" });

const heldBy = (orders: readonly EnrolmentItem["state"][], states: readonly string[]): number =>
  orders
    .flatMap(({ balances }) => states.map((state) => balances[state] ?? 0))
    .reduce((sum, fen) => sum + fen, 0);

const sumOf = (days: readonly FactsOfDay[], fact: FactName): number =>
  days.reduce((sum, { values }) => sum + (values[fact] ?? 0), 0);

const lastOf = (days: readonly FactsOfDay[], fact: FactName): number =>
  days.findLast(({ values }) => values[fact] !== undefined)?.values[fact] ?? 0;

/** Every alert of an indicator for which no day that passes changes anything stands as the facts have it. */
export async function checkAlerts(story: Story, say: Say): Promise<void> {
  const { kit } = story.newHelper(risk.evaluateIndicator.id);
  const evaluate = institutionEvaluator(kit);
  const context = contextOf(risk.evaluateIndicator, kit);
  for (const { institutionId } of story.stage.institutions) {
    const missed = await evaluate(institutionId, [indicatorNamed("custody-cover")], context);
    if (missed !== "unchanged")
      say(`the alert of ${institutionId} has not followed its facts: ${missed}`);
  }
}
