import { describe, expect, it } from "vitest";
import { applyDecidedMoves, applyMoves } from "../../../domain/custody/apply-moves.ts";
import {
  addBalances,
  heldInCustodyFen,
  NO_MONEY,
  type Balances,
} from "../../../domain/custody/balances.ts";
import { checkConservation } from "../../../domain/custody/invariants.ts";
import { evolveBalances } from "../../../domain/custody/replay.ts";
import { fen, ZERO_FEN } from "../../../domain/shared/money.ts";
import { LedgerMove, MoneyState, MoveReason } from "../../../domain/shared/money-move.ts";
import { refusalOf, valueOf } from "../../support/money-builders.ts";

/** 100 fen in each state, so that no move fails for want of money. */
const everywhere: Balances = {
  ...NO_MONEY,
  ...Object.fromEntries(MoneyState.options.map((state) => [state, fen(100)])),
  paid: fen(100 * MoneyState.options.length),
};

/** The flow of money, drawn by hand from the rules: every way there is, and no other. */
const drawn: readonly string[] = [
  "outside → unconsumed: payment-received",
  "outside → unconsumed: transferred-in",
  "unconsumed → pending: confirmation-requested",
  "unconsumed → refunding: refund-requested",
  "unconsumed → transferredOut: transferred-out",
  "unconsumed → reversed: payment-reversed",
  "pending → disputed: lesson-disputed",
  "pending → earned: lesson-confirmed",
  "pending → earned: lesson-deemed",
  "disputed → unconsumed: dispute-won-by-family",
  "disputed → pending: dispute-withdrawn",
  "disputed → earned: dispute-won-by-institution",
  "earned → releasing: release-instructed",
  "earned → pending: confirmation-undone",
  "releasing → earned: release-returned",
  "releasing → released: release-executed",
  "refunding → unconsumed: refund-withdrawn",
  "refunding → refunded: refund-executed",
  "refunding → earned: refund-deduction-earned",
];

const everyMove = (["outside", ...MoneyState.options] as const).flatMap((from) =>
  MoneyState.options.flatMap((to) =>
    MoveReason.options.map((reason): LedgerMove => ({
      from,
      to,
      amountFen: fen(40),
      hold: "lesson:1",
      reason,
    })),
  ),
);

describe("the states of money", () => {
  it("allow exactly the moves of the rules, of all that can be thought of", () => {
    const made = everyMove.filter((move) => applyMoves(everywhere, [move]).ok);
    const named = made.map(({ from, to, reason }) => `${from} → ${to}: ${reason}`);
    expect(everyMove).toHaveLength(11 * 10 * MoveReason.options.length);
    expect(named.toSorted()).toEqual(drawn.toSorted());
  });

  it("take from one state what they give to the other", () => {
    const move: LedgerMove = {
      from: "pending",
      to: "earned",
      amountFen: fen(40),
      hold: "lesson:1",
      reason: "lesson-confirmed",
    };
    expect(valueOf(applyMoves(everywhere, [move]))).toEqual({
      ...everywhere,
      pending: 60,
      earned: 140,
    });
  });

  it("count money that comes in as paid, and money from another class as transferred in", () => {
    const comesIn = (reason: "payment-received" | "transferred-in"): LedgerMove => ({
      from: "outside",
      to: "unconsumed",
      amountFen: fen(70),
      hold: "pay_00000000000000000000000001",
      reason,
    });
    const moves = [comesIn("payment-received"), comesIn("transferred-in")];
    expect(valueOf(applyMoves(NO_MONEY, moves))).toEqual({
      ...NO_MONEY,
      paid: 70,
      transferredIn: 70,
      unconsumed: 140,
    });
  });

  it("refuse a move whose money is not there, and name what is", () => {
    const move: LedgerMove = {
      from: "earned",
      to: "releasing",
      amountFen: fen(101),
      hold: "bin_00000000000000000000000001",
      reason: "release-instructed",
    };
    expect(refusalOf(applyMoves(everywhere, [move]))).toEqual({
      code: "custody.insufficient-money",
      facts: { state: "earned", availableFen: 100, amountFen: 101 },
    });
    expect(() => applyDecidedMoves(everywhere, [move])).toThrow(/insufficient-money.*101/);
  });

  it("know no move of nothing", () => {
    expect(LedgerMove.safeParse({ ...everyMove[0], amountFen: ZERO_FEN }).success).toBe(false);
    expect(LedgerMove.safeParse(everyMove[0]).success).toBe(true);
  });
});

describe("balances", () => {
  it("that lost a fen are a broken invariant, and both sums are named", () => {
    expect(() => checkConservation({ ...everywhere, earned: fen(99) })).toThrow(/1000.*999/);
    expect(() => checkConservation(everywhere)).not.toThrow();
  });

  it("that lost a fen before can take no further move", () => {
    const lesson = { amountFen: fen(1), hold: "lesson:1", reason: "lesson-confirmed" } as const;
    const move: LedgerMove = { from: "pending", to: "earned", ...lesson };
    expect(() => applyMoves({ ...everywhere, refunded: fen(99) }, [move])).toThrow(/1000.*999/);
  });

  it("are held by the bank until they are released, refunded or transferred", () => {
    expect(heldInCustodyFen(everywhere)).toBe(600);
  });

  it("of several enrolments add up state by state", () => {
    const both = addBalances(everywhere, { ...NO_MONEY, paid: fen(5), pending: fen(5) });
    expect(both).toEqual({ ...everywhere, paid: 1005, pending: 105 });
    expect(() => checkConservation(both)).not.toThrow();
  });

  it("stay as they are over an event that moves no money", () => {
    expect(evolveBalances(everywhere, { data: { lessonNumber: 1 } })).toBe(everywhere);
  });

  it("cannot be replayed from a journal whose moves are malformed", () => {
    const malformed = { data: { moves: [{ ...everyMove[0], amountFen: -1 }] } };
    expect(() => evolveBalances(everywhere, malformed)).toThrow();
  });
});
