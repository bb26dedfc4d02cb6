import type { BalanceState } from "../custody/compare-balance.ts";
import { type Fen, subtractFen } from "../shared/money.ts";

/** What a bank holds beyond the books, and why it is another now than when the bank looked. In fen. */
export interface Difference {
  /** The bank's last word less the books of now; below 0 where the bank holds less. */
  readonly nowFen: number;
  /** The same when the bank looked. */
  readonly whenComparedFen: number;
  /** What the books gained since then; below 0 what they lost. */
  readonly movedSinceFen: number;
  /** Of the books of then: what may have left the bank already, or not have arrived yet. */
  readonly mayBeUnderWayFen: Fen;
}

/** Explains a difference fen by fen: that of now is that of then less what the books have gained. */
export function explainDifference(
  { balanceFen, heldFen, mustHoldFen }: BalanceState,
  bookedNowFen: number,
): Difference {
  const whenComparedFen = balanceFen - heldFen;
  const movedSinceFen = bookedNowFen - heldFen;
  return {
    nowFen: whenComparedFen - movedSinceFen,
    whenComparedFen,
    movedSinceFen,
    mayBeUnderWayFen: subtractFen(heldFen, mustHoldFen),
  };
}
