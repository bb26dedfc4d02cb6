import type { EntryItem } from "./watched-items.ts";

/** How far stories got: whether they were worth something. */
export const nothingSeen = () => ({
  released: 0,
  returned: 0,
  suspended: 0,
  /** Pay-ins that banks took back, of orders and of money aside. */
  reversed: 0,
  reversedAside: 0,
  disputed: 0,
  found: 0,
  withdrawn: 0,
  /** Confirmations that families took back. */
  undone: 0,
  /** Pay-ins that went back to their payer. */
  repaid: 0,
  deemed: 0,
  lapsed: 0,
  /** Lessons that were released after their release had come back. */
  retried: 0,
  /** Refunds that were asked for or ordered, that institutions refused, and whose silence was consent. */
  refundsOpened: 0,
  refundsRejected: 0,
  refundsDeemed: 0,
  refundsArbitrated: 0,
  refundsWithdrawn: 0,
  refundsHandedOver: 0,
  /** Orders, or parts of them, that moved to another class. */
  changed: 0,
  /** Payments of refunds that banks have made. */
  refunded: 0,
  frozen: 0,
  thawed: 0,
  /** Stops of releases or sales, and those that ended. */
  stopped: 0,
  resumed: 0,
  massRefunds: 0,
  massRefundsClosed: 0,
  /** Tasks that a person settled. */
  resolved: 0,
  /** Calendars that came in or were corrected. */
  corrected: 0,
  /** Balances of a bank that were compared with the books. */
  compared: 0,
  /** Notices that left by email or SMS, or were kept for the morning. */
  sent: 0,
  postponed: 0,
  /** Alerts that were raised, went up because nobody acted, and ended with their cause. */
  warned: 0,
  climbed: 0,
  cleared: 0,
});
export type Seen = ReturnType<typeof nothingSeen>;

/** What is counted by the name of an event alone. */
const COUNTED: Readonly<Record<string, keyof Seen>> = {
  "pay-in-suspended": "suspended",
  "pay-in-reversed": "reversedAside",
  "payment-reversed": "reversed",
  "lesson-disputed": "disputed",
  "dispute-withdrawn": "withdrawn",
  "confirmation-undone": "undone",
  "dispute-found-for-institution": "found",
  "dispute-found-for-family": "found",
  "class-left": "changed",
  "lesson-deemed": "deemed",
  "order-lapsed": "lapsed",
  "release-returned": "returned",
  "calendar-corrected": "corrected",
  "balance-compared": "compared",
  "refund-opened": "refundsOpened",
  "refund-handed-over": "refundsHandedOver",
  "institution-frozen": "frozen",
  "freeze-lifted": "thawed",
  "institution-stopped": "stopped",
  "institution-resumed": "resumed",
  "alert-raised": "warned",
  "alert-escalated": "climbed",
  "alert-cleared": "cleared",
  "mass-refund-planned": "massRefunds",
  "mass-refund-closed": "massRefundsClosed",
};

/** What is counted by the status that a refund's decision leads to. */
const COUNTED_DECISIONS: Readonly<Record<string, keyof Seen>> = {
  rejected: "refundsRejected",
  deemed: "refundsDeemed",
  ordered: "refundsArbitrated",
  dismissed: "refundsArbitrated",
  withdrawn: "refundsWithdrawn",
};

/** Counts an entry for what it tells. */
export function count(seen: Seen, { eventName, data }: EntryItem): void {
  const counted =
    eventName === "refund-decided" ? COUNTED_DECISIONS[data.status ?? ""] : COUNTED[eventName];
  if (counted !== undefined) seen[counted] += 1;
}
