import type { Item } from "./table.ts";

/** The name of the attribute by which the table deletes items, some time after that second. */
export const EXPIRY_ATTRIBUTE = "expiresAtEpochSeconds";

/** The table deletes an expired item days late; until then reads leave it out. */
export function isLive(item: Item, nowMs: number): boolean {
  const expiry = item[EXPIRY_ATTRIBUTE];
  return typeof expiry !== "number" || expiry > nowMs / 1000;
}
