import * as z from "zod";
import { addBalances, Balances, NO_MONEY } from "../custody/balances.ts";
import type { BalanceState } from "../custody/compare-balance.ts";
import { heldByBankFen } from "../enrolment/shortage.ts";
import { Fen, fen, sumFen, ZERO_FEN } from "../shared/money.ts";
import { type DepositState, shortfallFen } from "./deposit.ts";

const Count = z.int().min(0);

/** What an authority watches of some institutions (预收费监管): sums over them. Money in fen. */
export const Funds = z.object({
  institutionCount: Count,
  /** Where the money of all their orders is, by the books. */
  balances: Balances,
  /** What of it the banks must still hold; less by what orders are short of, since banks took payments back. */
  heldInCustodyFen: Fen,
  shortFen: Fen,
  /** Institutions of which a bank has spoken, and how many of these it contradicts. */
  accountCount: Count,
  breakCount: Count,
  /** What the banks hold for them, and what the books said when the banks looked. */
  bankFen: z.int(),
  comparedFen: Fen,
  /** Of `comparedFen`, what was of no order. */
  asideFen: Fen.default(ZERO_FEN),
  /** What banks hold too much, and what they lack: told apart, so that neither hides the other. */
  surplusFen: Fen,
  missingFen: Fen,
  /** Performance deposits: what they hold, what they have to hold, and what they lack. */
  depositCount: Count,
  shortCount: Count,
  depositFen: Fen,
  floorFen: Fen,
  shortfallFen: Fen,
});
export type Funds = z.infer<typeof Funds>;

export const NO_FUNDS: Funds = {
  institutionCount: 0,
  balances: NO_MONEY,
  heldInCustodyFen: ZERO_FEN,
  shortFen: ZERO_FEN,
  accountCount: 0,
  breakCount: 0,
  bankFen: 0,
  comparedFen: ZERO_FEN,
  asideFen: ZERO_FEN,
  surplusFen: ZERO_FEN,
  missingFen: ZERO_FEN,
  depositCount: 0,
  shortCount: 0,
  depositFen: ZERO_FEN,
  floorFen: ZERO_FEN,
  shortfallFen: ZERO_FEN,
};

/** What is known of the money of one institution. */
export interface InstitutionMoney {
  readonly balances: Balances;
  readonly shortFen: Fen;
  readonly bank?: Pick<BalanceState, "balanceFen" | "heldFen" | "asideFen" | "outcome"> | undefined;
  readonly deposit?: Pick<DepositState, "balance" | "floor"> | undefined;
}

/** One institution's part in the sums. */
export const fundsOf = ({ balances, shortFen, bank, deposit }: InstitutionMoney): Funds => ({
  ...NO_FUNDS,
  institutionCount: 1,
  ...{ balances, shortFen },
  heldInCustodyFen: heldByBankFen(balances, shortFen),
  ...(bank && {
    accountCount: 1,
    breakCount: bank.outcome === "break" ? 1 : 0,
    bankFen: bank.balanceFen,
    comparedFen: bank.heldFen,
    asideFen: bank.asideFen,
    surplusFen: fen(Math.max(0, bank.balanceFen - bank.heldFen)),
    missingFen: fen(Math.max(0, bank.heldFen - bank.balanceFen)),
  }),
  ...(deposit && {
    depositCount: 1,
    shortCount: shortfallFen(deposit) > 0 ? 1 : 0,
    depositFen: deposit.balance?.balanceFen ?? ZERO_FEN,
    floorFen: deposit.floor?.floorFen ?? ZERO_FEN,
    shortfallFen: shortfallFen(deposit),
  }),
});

/** The sums over two sets of institutions that share none. */
export const addFunds = (a: Funds, b: Funds): Funds => ({
  institutionCount: a.institutionCount + b.institutionCount,
  balances: addBalances(a.balances, b.balances),
  heldInCustodyFen: sumFen([a.heldInCustodyFen, b.heldInCustodyFen]),
  shortFen: sumFen([a.shortFen, b.shortFen]),
  accountCount: a.accountCount + b.accountCount,
  breakCount: a.breakCount + b.breakCount,
  bankFen: a.bankFen + b.bankFen,
  comparedFen: sumFen([a.comparedFen, b.comparedFen]),
  asideFen: sumFen([a.asideFen, b.asideFen]),
  surplusFen: sumFen([a.surplusFen, b.surplusFen]),
  missingFen: sumFen([a.missingFen, b.missingFen]),
  depositCount: a.depositCount + b.depositCount,
  shortCount: a.shortCount + b.shortCount,
  depositFen: sumFen([a.depositFen, b.depositFen]),
  floorFen: sumFen([a.floorFen, b.floorFen]),
  shortfallFen: sumFen([a.shortfallFen, b.shortfallFen]),
});
