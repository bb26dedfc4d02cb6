import type { LedgerMove, MoneyState, MoveReason } from "../shared/money-move.ts";

/** One allowed way for money to move. */
interface AllowedMove {
  readonly from: LedgerMove["from"];
  readonly to: MoneyState;
  /** The column that money from outside is counted in; inside moves leave the sum as it is. */
  readonly countedAs?: "paid" | "transferredIn";
}

/**
 * Every way in which an enrolment's money may move, by its reason. What is not here cannot happen:
 * earned money never returns to the family by itself, refunded money never reaches the institution.
 * @source 教监管函〔2021〕2号 and the custody flow of 2023: pay in, confirm each lesson, release or refund
 */
export const allowedMoves = {
  "payment-received": { from: "outside", to: "unconsumed", countedAs: "paid" },
  "transferred-in": { from: "outside", to: "unconsumed", countedAs: "transferredIn" },

  "confirmation-requested": { from: "unconsumed", to: "pending" },
  "lesson-confirmed": { from: "pending", to: "earned" },
  /** The family takes its confirmation back, before the bank is instructed. */
  "confirmation-undone": { from: "earned", to: "pending" },
  /** Silence of 15 working days confirms. */
  "lesson-deemed": { from: "pending", to: "earned" },

  "lesson-disputed": { from: "pending", to: "disputed" },
  "dispute-withdrawn": { from: "disputed", to: "pending" },
  "dispute-won-by-institution": { from: "disputed", to: "earned" },
  "dispute-won-by-family": { from: "disputed", to: "unconsumed" },

  "release-instructed": { from: "earned", to: "releasing" },
  "release-executed": { from: "releasing", to: "released" },
  "release-returned": { from: "releasing", to: "earned" },

  /** Held from the request on, so that no lesson of it can be confirmed meanwhile. */
  "refund-requested": { from: "unconsumed", to: "refunding" },
  "refund-withdrawn": { from: "refunding", to: "unconsumed" },
  "refund-executed": { from: "refunding", to: "refunded" },
  /** What the rule deducts from the returned lessons' amounts is the institution's (法释〔2025〕4号 art. 19). */
  "refund-deduction-earned": { from: "refunding", to: "earned" },

  "transferred-out": { from: "unconsumed", to: "transferredOut" },

  /** The bank takes back a pay-in that it had notified: only what is still free of it leaves by this. */
  "payment-reversed": { from: "unconsumed", to: "reversed" },
} as const satisfies Record<MoveReason, AllowedMove>;

/** The table's line for a reason, with its optional column. */
export const allowedMove = (reason: MoveReason): AllowedMove => allowedMoves[reason];
