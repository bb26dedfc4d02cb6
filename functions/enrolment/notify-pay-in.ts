import { aggregates } from "../../adapters/aggregates.ts";
import { findAccountHolder } from "../../adapters/repositories/account-holders.ts";
import { findPayIn, suspendedPayInKind } from "../../adapters/repositories/pay-ins.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { isSuspense, suspendPayIn } from "../../domain/custody/pay-in.ts";
import { checkRepeatedPayIn } from "../../domain/custody/repeated-pay-in.ts";
import { bankOf, happenedAt } from "../kit/bank-call.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow, refusalError } from "../kit/problem.ts";
import type { notifyPayIn as contract } from "./contracts.ts";
import { payInPurposes } from "./pay-in-purpose.ts";

/** Whatever the bank reports is recorded once: as what it was paid for, or as money held aside. */
export const notifyPayIn = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const suspendedPayIns = aggregates(table, suspendedPayInKind);
  const purposeOf = payInPurposes(table);

  return async ({ body }, context) => {
    const bankId = bankOf(context);
    const payIn = { ...body, bankId, paidAt: happenedAt(context, "paidAt", body.paidAt) };

    const purpose = await purposeOf(payIn);
    // Read last: what a parallel notice recorded a moment ago shows here, and the purpose is not looked at.
    const recorded = await findPayIn(table, bankId, payIn.bankSerial);
    if (recorded !== undefined) {
      orThrow(checkRepeatedPayIn(recorded.payIn, payIn));
      return commitCommand(table, context, [], recorded.answer);
    }

    const received = purpose.receive(context);
    if (received.ok)
      return commitCommand(table, context, received.value, { outcome: "matched" as const });

    const { code } = received.refusal;
    if (!isSuspense(code)) throw refusalError(received.refusal);
    const holder = await findAccountHolder(table, bankId, payIn.custodyAccountNo);
    const { suspended, event } = suspendPayIn(
      payIn,
      code,
      purpose.enrolment,
      context.now,
      holder?.state ?? purpose.owner,
    );
    const changes = suspendedPayIns.create(suspended, event, context);
    const answer = { outcome: "suspense" as const, reason: suspended.reason };
    return commitCommand(table, context, changes, answer);
  };
};
