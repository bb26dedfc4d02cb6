import type { Write } from "./table.ts";

/**
 * Whether a commit may be sent again when nobody knows if it arrived. A transaction carries a token that
 * makes the repeat harmless. A single write carries none: sent again, an `add` counts twice, and a
 * condition meets the result of the first attempt.
 */
export function isRepeatable(writes: readonly Write[]): boolean {
  const [only] = writes;
  if (only === undefined || needsTransaction(writes)) return true;
  if (only.condition !== undefined) return false;
  return only.kind !== "update" || Object.keys(only.add ?? {}).length === 0;
}

/** A check writes nothing, so it exists only in transactions. */
export const needsTransaction = (writes: readonly Write[]): boolean =>
  writes.length > 1 || writes[0]?.kind === "check";
