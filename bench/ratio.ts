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
