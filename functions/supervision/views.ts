import type * as z from "zod";
import type { BalanceState } from "../../domain/custody/compare-balance.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { Funds } from "../../domain/supervision/funds.ts";
import type { FundsView, ToldBalanceView } from "./schemas.ts";

/** How sums are shown, with what follows from them. */
export const fundsView = ({ balances, ...sums }: Funds): z.input<typeof FundsView> => ({
  ...sums,
  balancesFen: balances,
  differenceFen: sums.bankFen - sums.comparedFen,
});

/** How the bank's last word is shown. */
export const toldBalanceView = (state: BalanceState): z.input<typeof ToldBalanceView> => {
  const { bankId, custodyAccountNo, outcome, asOf, balanceFen, heldFen, mustHoldFen } = state;
  const { differsSince, taskId } = state;
  return {
    ...{ bankId, custodyAccountNo, outcome, balanceFen, mustHoldFen, taskId },
    asOf: toRfc3339(asOf),
    comparedFen: heldFen,
    differenceFen: balanceFen - heldFen,
    ...(differsSince === undefined ? {} : { differsSince: toRfc3339(differsSince) }),
  };
};
