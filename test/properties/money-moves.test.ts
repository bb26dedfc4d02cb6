import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyMoves } from "../../domain/custody/apply-moves.ts";
import { accountedFen, NO_MONEY, receivedFen } from "../../domain/custody/balances.ts";
import { replayBalances } from "../../domain/custody/replay.ts";
import { fen } from "../../domain/shared/money.ts";
import { MoneyState, MoveReason, type LedgerMove } from "../../domain/shared/money-move.ts";
import { allowedMoves } from "../../domain/custody/money-state.ts";

const anyAmount = fc.integer({ min: 1, max: 1_000 }).map(fen);

/** Moves along the table, whether or not the money is there. */
const listedMove: fc.Arbitrary<LedgerMove> = fc
  .tuple(fc.constantFrom(...MoveReason.options), anyAmount)
  .map(([reason, amountFen]) => {
    const { from, to } = allowedMoves[reason];
    return { from, to, amountFen, hold: "lesson:1", reason };
  });

/** Moves between any two places for any reason; most of them are nonsense. */
const anyMove: fc.Arbitrary<LedgerMove> = fc.record({
  from: fc.constantFrom("outside" as const, ...MoneyState.options),
  to: fc.constantFrom(...MoneyState.options),
  amountFen: anyAmount,
  hold: fc.constant("lesson:1"),
  reason: fc.constantFrom(...MoveReason.options),
});

describe("moves of money", () => {
  it("conserve it and keep every state at zero or more, whatever is tried", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(listedMove, listedMove, anyMove), { maxLength: 80 }),
        (moves) => {
          let balances = NO_MONEY;
          const made = [];
          for (const move of moves) {
            const applied = applyMoves(balances, [move]);
            if (!applied.ok) continue;
            balances = applied.value;
            made.push({ data: { moves: [move] } });
            expect(accountedFen(balances)).toBe(receivedFen(balances));
            expect(Math.min(...Object.values(balances))).toBeGreaterThanOrEqual(0);
          }
          expect(replayBalances(made)).toEqual(balances);
        },
      ),
    );
  });

  it("happen all together or not at all", () => {
    fc.assert(
      fc.property(fc.array(listedMove, { minLength: 1, maxLength: 8 }), (moves) => {
        const together = applyMoves(NO_MONEY, moves);
        let balances = NO_MONEY;
        let isPossible = true;
        for (const move of moves) {
          const applied = applyMoves(balances, [move]);
          if (applied.ok) balances = applied.value;
          else isPossible = false;
        }
        expect(together.ok).toBe(isPossible);
        if (together.ok) expect(together.value).toEqual(balances);
      }),
    );
  });
});
