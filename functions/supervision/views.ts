import type * as z from "zod";
import type { BalanceState } from "../../domain/custody/compare-balance.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { type DepositState, shortfallFen } from "../../domain/supervision/deposit.ts";
import type { Funds } from "../../domain/supervision/funds.ts";
import type { DepositStandingView, FundsView, ToldBalanceView } from "./schemas.ts";

/** How sums are shown, with what follows from them. */
export const fundsView = ({ balances, ...sums }: Funds): z.input<typeof FundsView> => ({
  ...sums,
  balancesFen: balances,
  differenceFen: sums.bankFen - sums.comparedFen,
});

/** How the bank's last word is shown. */
export const toldBalanceView = (state: BalanceState): z.input<typeof ToldBalanceView> => {
  const { bankId, custodyAccountNo, outcome, asOf, balanceFen, heldFen, asideFen } = state;
  const { mustHoldFen, differsSince, taskId } = state;
  return {
    ...{ bankId, custodyAccountNo, outcome, balanceFen, asideFen, mustHoldFen, taskId },
    asOf: toRfc3339(asOf),
    comparedFen: heldFen,
    differenceFen: balanceFen - heldFen,
    ...(differsSince === undefined ? {} : { differsSince: toRfc3339(differsSince) }),
  };
};

/** How a deposit stands against its floor, as officers see it. */
export const depositStandingView = (state: DepositState): z.input<typeof DepositStandingView> => {
  const { bankId, depositAccountNo, boundAt, balance, floor, shortSince } = state;
  return {
    account: { bankId, depositAccountNo, boundAt: toRfc3339(boundAt) },
    ...(balance && { balance: { ...balance, asOf: toRfc3339(balance.asOf) } }),
    ...(floor && { floor }),
    shortfallFen: shortfallFen(state),
    ...(shortSince === undefined ? {} : { shortSince: toRfc3339(shortSince) }),
  };
};
