import type * as z from "zod";
import {
  BankAnswerUntrusted,
  BankRefused,
  BankUnavailable,
} from "../../adapters/bank/bank-client.ts";
import type { PaymentRequested, RequestPayment } from "../../adapters/bank/bank-protocol.ts";
import type { BankKit } from "../kit/bank-deps.ts";
import { Refused } from "../kit/problem.ts";

/** Asks the bank for a payment; its silence and its no are told to the family as what they are. */
export async function askBank(
  kit: BankKit,
  bankId: string,
  request: z.input<typeof RequestPayment>,
): Promise<PaymentRequested> {
  try {
    return await kit.bank(bankId).requestPayment(request);
  } catch (error) {
    if (error instanceof BankRefused) {
      const { paymentId } = request;
      throw new Refused("enrolment.bank-refused", { bankId, paymentId, reason: error.code });
    }
    if (error instanceof BankUnavailable || error instanceof BankAnswerUntrusted) {
      kit.log.line("bank-unavailable", { bankId, error: error.name });
      throw new Refused("enrolment.bank-unavailable", { bankId });
    }
    throw error;
  }
}
