import { invariant, InvariantBroken } from "../shared/invariant.ts";
import { addFen, subtractFen } from "../shared/money.ts";
import type { LedgerMove } from "../shared/money-move.ts";
import { ok, type Result } from "../shared/result.ts";
import type { Balances } from "./balances.ts";
import { checkConservation } from "./invariants.ts";
import { allowedMove } from "./money-state.ts";
import { refuseCustody } from "./refusals.ts";

export type MoveRefusal = "custody.move-not-allowed" | "custody.insufficient-money";

/**
 * Applies moves in their order; all of them, or none.
 * Refuses a move that the table of money states does not list, and one for which the money is not there.
 */
export function applyMoves(
  balances: Balances,
  moves: readonly LedgerMove[],
): Result<Balances, MoveRefusal> {
  let current = balances;
  for (const move of moves) {
    const next = applyMove(current, move);
    if (!next.ok) return next;
    current = next.value;
  }
  checkConservation(current);
  return ok(current);
}

/**
 * Applies moves that a decision has already found right.
 * @throws InvariantBroken when they are not: then head and lessons disagree, and nothing may be written
 */
export function applyDecidedMoves(balances: Balances, moves: readonly LedgerMove[]): Balances {
  const applied = applyMoves(balances, moves);
  if (applied.ok) return applied.value;
  const { code, facts } = applied.refusal;
  throw new InvariantBroken(`a decided move was refused: ${code} ${JSON.stringify(facts)}`);
}

function applyMove(balances: Balances, move: LedgerMove): Result<Balances, MoveRefusal> {
  const { from, to, amountFen, reason } = move;
  const allowed = allowedMove(reason);
  if (allowed.from !== from || allowed.to !== to)
    return refuseCustody("custody.move-not-allowed", { from, to, reason });
  if (from === "outside") {
    const column = allowed.countedAs;
    invariant(column !== undefined, `money that comes in for ${reason} is counted somewhere`);
    return ok({
      ...balances,
      [column]: addFen(balances[column], amountFen),
      [to]: addFen(balances[to], amountFen),
    });
  }
  if (balances[from] < amountFen)
    return refuseCustody("custody.insufficient-money", {
      state: from,
      availableFen: balances[from],
      amountFen,
    });
  return ok({
    ...balances,
    [from]: subtractFen(balances[from], amountFen),
    [to]: addFen(balances[to], amountFen),
  });
}
