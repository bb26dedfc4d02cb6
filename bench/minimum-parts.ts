/**
 * The least that each money command has to read and to write, by the law and by the rules of the house: written
 * by hand from what the command means, not from its code. Roles, units, rule packs and calendar are at hand.
 */

/** An item: what it is for, and its size in kilobytes where it is above one. */
export type Part = string | readonly [what: string, kilobytes: number];

export interface WrittenMinimum {
  /** Read consistently by the key, since a stale head costs a whole further try. */
  readonly reads: readonly Part[];
  /** Read from an index, or where yesterday's state serves as well. */
  readonly staleReads?: readonly Part[];
  /** Written in one transaction. */
  readonly writes: readonly Part[];
  /** Written alone, since something outside the table lies between it and the transaction. */
  readonly ownWrites?: readonly Part[];
  /** Entries that join or leave an index; one that moves does both. */
  readonly entries?: readonly string[];
}

export const ANSWER =
  "the answer under the caller's key: kept for ever, and by its condition never read before";
export const KEY = "the bank's key, which may be revoked at any moment";
export const NONCE = "the nonce of the signed request, which counts once";

export const ORDER = "the order: whose it is, its state and its money";
export const LESSON = "the lesson: its state";
/** Each change of an aggregate is one entry, journal and outbox in one. */
export const changed = (what: string): readonly Part[] => [
  `${what} as it is now`,
  `the entry of ${what}`,
];
export const ORDER_CHANGED = [...changed("the order"), "the lesson as it is now"];
export const LIMIT = "the family's limit of prepaid lessons, so that no parallel order evades it";
export const REGISTER = "the pupil's line in the register of the session";
export const told = (whom: string): readonly Part[] => [
  `the notice to ${whom}`,
  `the entry of the notice to ${whom}, by which it is sent`,
];
export const inbox = (whom: string): readonly string[] => [`${whom}: inbox`, `${whom}: unread`];
export const STEP = changed("the complaint");
export const COMPLAINT = "the complaint: whose it is, where it stands";
export const moved = (what: string): readonly string[] => [`${what}: leaves`, `${what}: joins`];
