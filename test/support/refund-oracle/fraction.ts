/** An exact number: numerator over denominator, in lowest terms, the denominator always positive. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const greatestDivisor = (a: bigint, b: bigint): bigint =>
  b === 0n ? a : greatestDivisor(b, a % b);

const magnitude = (a: bigint): bigint => (a < 0n ? -a : a);

/**
 * The fraction of two whole numbers.
 * @throws RangeError when the denominator is 0, or a number is no safe integer.
 */
export function fraction(over: number | bigint, under: number | bigint = 1n): Fraction {
  const numerator = whole(over);
  const denominator = whole(under);
  if (denominator === 0n) throw new RangeError(`${numerator.toString()}/0 is no number`);
  const divisor = greatestDivisor(magnitude(numerator), magnitude(denominator));
  const sign = denominator < 0n ? -1n : 1n;
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
}

function whole(value: number | bigint): bigint {
  if (typeof value === "number" && !Number.isSafeInteger(value))
    throw new RangeError(`${value} is no exact whole number`);
  return BigInt(value);
}

export const times = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.numerator * b.numerator, a.denominator * b.denominator);

/**
 * The one rounding of the oracle: to whole fen, a half goes up, once, at the end of a term.
 * @throws RangeError for a negative number: no term of a refund is below zero.
 */
export function roundHalfUp({ numerator, denominator }: Fraction): number {
  if (numerator < 0n) throw new RangeError("a term of a refund is never negative");
  const fen = (2n * numerator + denominator) / (2n * denominator);
  if (fen > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError("the sum is no exact number");
  return Number(fen);
}
