import { ok, type Result } from "../shared/result.ts";
import type { PayIn } from "./pay-in.ts";
import { refuseCustody } from "./refusals.ts";

export type RepeatedPayInRefusal = "custody.pay-in-contradicts" | "custody.pay-in-differs";

/**
 * A bank may tell of one transaction as often as it likes, in the same words. Other words under the same
 * serial are no second transaction and change nothing.
 */
export function checkRepeatedPayIn(
  first: PayIn,
  again: PayIn,
): Result<PayIn, RepeatedPayInRefusal> {
  const { bankSerial, amountFen } = again;
  if (amountFen !== first.amountFen)
    return refuseCustody("custody.pay-in-contradicts", {
      bankSerial,
      firstAmountFen: first.amountFen,
      amountFen,
    });
  if (again.paymentId !== first.paymentId || again.custodyAccountNo !== first.custodyAccountNo)
    return refuseCustody("custody.pay-in-differs", { bankSerial, paymentId: first.paymentId });
  return ok(first);
}
