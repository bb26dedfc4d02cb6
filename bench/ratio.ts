import { inParallel } from "../functions/kit/in-parallel.ts";

/** One ratio: the platform's number beside its peer's, both measured in the same run. */
export interface Ratio {
  readonly value: number;
  readonly unit: string;
  readonly peer: number;
  readonly goal: number;
  readonly met: boolean;
  readonly detail: Readonly<Record<string, string | number>>;
}

/** The middle of an odd number of measurements. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new Error("nothing was measured");
  return middle;
}

/** Calls under way at once, wherever a rate is taken. */
export const AT_ONCE = 8;

/** How many of these are done in a second, so many at once. */
export async function perSecond<T>(
  things: readonly T[],
  work: (thing: T) => Promise<unknown>,
): Promise<number> {
  const startedAt = performance.now();
  await inParallel(things, AT_ONCE, work);
  return (things.length * 1_000) / (performance.now() - startedAt);
}

/** What so many in a hundred of the measurements do not exceed. */
export function percentile(values: readonly number[], perCent: number): number {
  const place = Math.ceil((values.length * perCent) / 100) - 1;
  const found = values.toSorted((a, b) => a - b)[Math.max(0, place)];
  if (found === undefined) throw new Error("nothing was measured");
  return found;
}
