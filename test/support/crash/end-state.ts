import type { Item } from "../../../adapters/table/table.ts";
import { itemAs } from "../simulator/watch/watched-items.ts";
import type { City } from "./city.ts";

/** What says only which try brought something about, and when a signed request was seen. */
const OF_THE_TRY = new Set(["correlationId", "causationId", "requestHash"]);
const NUMBERED = /(?:[a-z]{3}_|XW-)\d{26}/g;
const DIGEST = /\b[0-9a-f]{64}\b/g;

/**
 * Everything that a city has come to: every item of the table, every booking of the banks. Ids are told by
 * their order, for a try that died has used up some; what is derived from an id, by what it stands for.
 */
export function endStateOf({ story }: City): readonly string[] {
  const all = story.table.all();
  const plans = all.flatMap((item) => itemAs(item, "mass-refund")?.state.plan?.planId ?? []);
  const items = all
    .filter((item) => item.type !== "nonce" && !isOfNoPlan(item, plans) && !isSendersAnswer(item))
    .map(whoeverSent)
    .map(howeverOften);
  const bookings = [...story.banks.values()].flatMap((bank) => bank.bookings);
  const named = new Map<string, string>();
  for (const { serial, debit, credit, amountFen } of bookings)
    named.set(serial, `${debit}>${credit}:${amountFen}`);
  // What stands for a refund names it, so that refunds come last.
  for (const item of items.toSorted((a, b) => rankOfName(a) - rankOfName(b))) {
    const name = nameOf(item);
    if (name !== undefined) named.set(name.id, name.meaning);
  }

  const texts = [
    ...items.map((item) => JSON.stringify(item, onlyFacts)),
    ...bookings.map(({ serial: _serial, ...booking }) => `booked ${JSON.stringify(booking)}`),
  ];
  const ids = [...new Set(texts.flatMap((text) => text.match(NUMBERED) ?? []))].toSorted();
  const rankOf = new Map(
    [...Map.groupBy(ids, (id) => id.slice(0, 4)).values()].flatMap((alike) =>
      alike.map((id, rank) => [id, `${id.slice(0, 4)}#${rank}`] as const),
    ),
  );
  const told = (text: string): string => {
    let said = text.replaceAll(DIGEST, "digest");
    for (const [name, meaning] of named) said = said.replaceAll(name, meaning);
    return said.replaceAll(NUMBERED, (id) => rankOf.get(id) ?? id);
  };
  return texts.map(told).toSorted();
}

/** A line of an attempt to add up that died: it is nobody's. */
const isOfNoPlan = (item: Item, plans: readonly string[]): boolean =>
  item.type === "mass-refund-line" && !plans.some((planId) => item.sk.includes(planId));

/** What a freeze has held is sent by whoever comes first: its own consumer, or the one that resumes. */
const whoeverSent = (item: Item): Item =>
  itemAs(item, "entry")?.eventName === "instruction-sent" ? { ...item, actor: "a sender" } : item;

/** Of facts only what they say: entries that come together are one writing, or several, in any order. */
const howeverOften = (item: Item): Item =>
  item.type === "facts" || item.type === "facts-standing"
    ? (inOrder({ ...item, version: 0, changed: [], at: 0 }) as Item)
    : item;

const inOrder = (value: unknown): unknown =>
  typeof value !== "object" || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(
        Object.entries(value)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, inner]) => [name, inOrder(inner)]),
      );

const isSendersAnswer = (item: Item): boolean =>
  item.type === "stored-answer" && JSON.stringify(item["answer"]).includes('status\\":\\"sent');

interface Named {
  readonly instructionId: string;
  readonly noticeId: string;
  readonly enrolmentId: string;
  readonly lessonNumber: number;
  readonly instructedAt: number;
  readonly template: string;
  readonly about: { readonly enrolmentId?: string; readonly lessonNumber?: number };
  readonly at: number;
}

/**
 * An instruction's id is a digest of the order's; the order, the lesson and the time say which one it is. Of
 * two notices, either may be the first: what it says of what tells which one it is.
 */
function nameOf(item: Item): { readonly id: string; readonly meaning: string } | undefined {
  const state = item["state"] as unknown as Named;
  if (item.type === "instruction") {
    const { instructionId, enrolmentId, lessonNumber, instructedAt } = state;
    return { id: instructionId, meaning: `release ${enrolmentId}.${lessonNumber}@${instructedAt}` };
  }
  // A bank's result has a key of its own, which is kept as a digest.
  if (item.type === "stored-answer" && JSON.stringify(item["answer"]).includes("instructionId"))
    return { id: item.pk, meaning: "the answer to a result" };
  if (item.type === "refund-payment") {
    const instructionId = item.pk.slice(item.pk.indexOf("#") + 1);
    return { id: instructionId, meaning: `payment of ${JSON.stringify(item["refundId"])}` };
  }
  const refund = itemAs(item, "refund")?.state;
  if (refund?.massRefundId !== undefined)
    return { id: refund.refundId, meaning: `share of ${refund.enrolmentId}` };
  if (item.type === "notice") {
    const { noticeId, template, about, at } = state;
    return { id: noticeId, meaning: `${template} ${JSON.stringify(Object.values(about))}@${at}` };
  }
  return undefined;
}

const rankOfName = ({ type }: Item): number => (type === "refund" ? 1 : 0);

/** The shard of what is due follows from the id. */
const onlyFacts = (name: string, value: unknown): unknown => {
  if (OF_THE_TRY.has(name)) return undefined;
  return name === "duepk" ? "due" : value;
};
