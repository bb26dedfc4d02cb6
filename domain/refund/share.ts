import { invariant } from "../shared/invariant.ts";
import { fen, type Fen } from "../shared/money.ts";

/**
 * `amountFen × numerator ÷ denominator`, half a fen and more rounded up: the one rounding of all refund sums.
 * Worked out in whole numbers, so that no amount is too large to be exact.
 */
export function shareFen(amountFen: Fen, numerator: number, denominator: number): Fen {
  invariant(denominator > 0 && numerator >= 0, `${numerator}/${denominator} is a share`);
  const doubled = 2n * BigInt(amountFen) * BigInt(numerator) + BigInt(denominator);
  return fen(Number(doubled / (2n * BigInt(denominator))));
}
