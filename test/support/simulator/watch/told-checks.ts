import type { Item } from "../../../../adapters/table/table.ts";
import type { Story } from "../engine/story.ts";
import { SHARED_ADDRESSES } from "../world/gateway.ts";
import { DISPUTE_TEXT } from "../world/disputes.ts";
import { REFUND_TEXT } from "../world/refunds.ts";
import { IN_CUSTODY } from "./books.ts";
import { type EnrolmentItem, itemAs } from "./watched-items.ts";

type Say = (what: string) => void;

const SETTLED = new Set(["sent", "skipped", "failed"]);

/** What was to be told has gone out once or is known not to, and nothing that is personal lies open. */
export function checkNotices({ gateway }: Story, items: readonly Item[], say: Say): void {
  const sent = new Set<string>();
  for (const item of items) {
    const delivery = itemAs(item, "notice-delivery");
    if (delivery === undefined) continue;
    const { pk, channel, status } = delivery;
    const messageId = `${pk.slice(pk.indexOf("#") + 1)}.${channel}`;
    if (!SETTLED.has(status)) say(`the message ${messageId} is still ${status}`);
    if (status === "sent") sent.add(messageId);
  }
  for (const messageId of new Set([...sent, ...gateway.sent.keys()]))
    if (!sent.has(messageId) || !gateway.sent.has(messageId))
      say(`the message ${messageId} is known to one side only: it went out, or it did not`);
  const text = JSON.stringify(items);
  for (const personal of [DISPUTE_TEXT, REFUND_TEXT, ...Object.values(SHARED_ADDRESSES)])
    if (text.includes(personal)) say(`what is personal lies open in the table: ${personal}`);
}

const IS_ASIDE = new Set(["held", "returning"]);

/** The last balance of each bank was compared rightly: it is all that orders hold, and all that is held aside. */
export function checkBalances(
  { watch }: Story,
  items: readonly Item[],
  heads: readonly EnrolmentItem[],
  say: Say,
): void {
  const aside = items.flatMap((item) => itemAs(item, "suspended-pay-in")?.state ?? []);
  for (const item of items) {
    const balance = itemAs(item, "balance")?.state;
    if (balance === undefined) continue;
    const { institutionId, custodyAccountNo, balanceFen, heldFen, outcome } = balance;
    const own = heads.filter(({ state }) => state.institutionId === institutionId);
    const mustFen = own.reduce(
      (fen, { state }) => fen + inCustody(state.balances) - (state.reversal?.shortFen ?? 0),
      0,
    );
    const asideFen = aside
      .filter((one) => one.custodyAccountNo === custodyAccountNo && IS_ASIDE.has(one.status))
      .reduce((fen, { amountFen }) => fen + amountFen, 0);
    const goneFen = watch.goneFrom(institutionId);
    if (heldFen !== mustFen + asideFen || balanceFen + goneFen !== heldFen)
      say(
        `${balanceFen} fen of ${institutionId} are compared with ${heldFen}, not ${mustFen + asideFen}`,
      );
    if ((outcome === "agrees") !== (goneFen === 0))
      say(`the balance of ${institutionId} is said to be: ${outcome}`);
  }
}

const inCustody = (balances: Readonly<Record<string, number>>): number =>
  IN_CUSTODY.reduce((fen, state) => fen + (balances[state] ?? 0), 0);
