/**
 * DynamoDB sorts strings by their UTF-8 bytes, JavaScript by UTF-16 units. The two differ only where a
 * character beyond U+FFFF (a surrogate pair, such as 𠮷) meets one from U+E000 to U+FFFF (such as ，).
 */
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

/** Compares two strings in the order of their UTF-8 bytes: negative, zero or positive. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i += 1) {
    const [unitOfA, unitOfB] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (unitOfA !== unitOfB) return rank(unitOfA) - rank(unitOfB);
  }
  return a.length - b.length;
}

/** How many of the rows, from the first on, fulfil a predicate that never turns true again. */
export function countLeading<T>(rows: readonly T[], leads: (row: T) => boolean): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row !== undefined && leads(row)) low = middle + 1;
    else high = middle;
  }
  return low;
}
