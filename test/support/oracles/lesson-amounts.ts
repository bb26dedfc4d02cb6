/**
 * The lesson amounts worked out from the rule alone, in exact fractions: "lesson amounts sum to paid,
 * remainder on the last". Each lesson's share is paid ÷ lessons; money has no part of a fen, so every
 * lesson but the last carries the whole fen of its share, and the last carries what its own share and all
 * the parts of a fen that were left over come to.
 */
export function lessonAmountsByFractions(paidFen: number, lessonCount: number): readonly number[] {
  const share: Fraction = { numerator: BigInt(paidFen), denominator: BigInt(lessonCount) };
  const whole = wholePart(share);
  const leftOver = minus(share, { numerator: whole, denominator: 1n });
  const others = BigInt(lessonCount - 1);
  const last = plus(share, times(leftOver, others));
  if (last.numerator % last.denominator !== 0n) throw new Error("the parts make no whole fen");
  return [
    ...Array.from({ length: lessonCount - 1 }, () => Number(whole)),
    Number(last.numerator / last.denominator),
  ];
}

interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const wholePart = (a: Fraction): bigint => a.numerator / a.denominator;

const plus = (a: Fraction, b: Fraction): Fraction => ({
  numerator: a.numerator * b.denominator + b.numerator * a.denominator,
  denominator: a.denominator * b.denominator,
});

const minus = (a: Fraction, b: Fraction): Fraction =>
  plus(a, { numerator: -b.numerator, denominator: b.denominator });

const times = (a: Fraction, factor: bigint): Fraction => ({
  numerator: a.numerator * factor,
  denominator: a.denominator,
});
