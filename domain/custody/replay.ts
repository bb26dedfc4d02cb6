import * as z from "zod";
import { LedgerMove } from "../shared/money-move.ts";
import { applyDecidedMoves } from "./apply-moves.ts";
import { NO_MONEY, type Balances } from "./balances.ts";

/** Every event that moves money carries its moves; the others carry none. */
const MayMoveMoney = z.object({ moves: z.array(LedgerMove).optional() });

interface Recorded {
  readonly data: unknown;
}

/** The moves of a recorded event, none where it moved no money. */
export const movesOf = (event: Recorded): readonly LedgerMove[] =>
  MayMoveMoney.parse(event.data).moves ?? [];

/**
 * The balances after one recorded event of the enrolment.
 * @throws InvariantBroken when the record holds a move that could not have been made
 */
export function evolveBalances(balances: Balances, event: Recorded): Balances {
  return applyDecidedMoves(balances, movesOf(event));
}

/** The balances that the whole journal of an enrolment leads to: always those of its head. */
export const replayBalances = (events: readonly Recorded[]): Balances =>
  events.reduce(evolveBalances, NO_MONEY);
