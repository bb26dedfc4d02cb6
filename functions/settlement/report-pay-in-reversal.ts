import type * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import { findAccountHolder } from "../../adapters/repositories/account-holders.ts";
import {
  findPayIn,
  type RecordedPayIn,
  reversedMatchChange,
  suspendedPayInKind,
} from "../../adapters/repositories/pay-ins.ts";
import { type Change, commitCommand } from "../../adapters/unit-of-work.ts";
import type { PayIn } from "../../domain/custody/pay-in.ts";
import type { RecordedReversal } from "../../domain/custody/recorded-reversal.ts";
import { checkRepeatedPayIn } from "../../domain/custody/repeated-pay-in.ts";
import {
  checkReversal,
  reverseAside,
  reverseUnknown,
  type Reversal,
} from "../../domain/custody/reversal.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { notFound } from "../kit/access.ts";
import { bankOf, happenedAt } from "../kit/bank-call.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import { callForReversal } from "./call-for-reversal.ts";
import type { reportPayInReversal as contract } from "./contracts.ts";
import { orderReverser } from "./reverse-order.ts";

interface Reversed {
  readonly recorded: RecordedReversal;
  readonly changes: readonly Change[];
}

/** Whatever a bank takes back is recorded once, with what it means for the books, in one commit. */
export const reportPayInReversal = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const payIns = aggregates(table, suspendedPayInKind);
  const reverseOrder = orderReverser(table);

  const reverse = async (
    { payIn, settled, suspended }: RecordedPayIn,
    reversal: Reversal,
    context: RequestContext,
  ): Promise<Reversed> => {
    if (suspended !== undefined) {
      const aside = reverseAside(suspended.state, reversal, context.now);
      const changes = payIns.change(suspended, aside.payIn, aside.event, context);
      if (aside.recorded.outcome === "aside") return { recorded: aside.recorded, changes };
      const called = callForReversal(table, context, suspended.state, reversal);
      return { recorded: aside.recorded, changes: [...changes, ...called.changes] };
    }
    invariant(settled, `${payIn.bankSerial} has settled something`);
    const { outcome, changes } = await reverseOrder(payIn, settled, reversal, context);
    const { reversalSerial } = reversal;
    const recorded = { reversalSerial, outcome, recordedAt: context.now };
    return { recorded, changes: [...changes, reversedMatchChange(payIn, settled, recorded)] };
  };

  const reverseUnheardOf = async (
    payIn: PayIn,
    reversal: Reversal,
    context: RequestContext,
  ): Promise<Reversed> => {
    const holder = await findAccountHolder(table, payIn.bankId, payIn.custodyAccountNo);
    const reversed = reverseUnknown(payIn, holder?.state, reversal, context.now);
    const changes = payIns.create(reversed.payIn, reversed.event, context);
    return { recorded: reversed.recorded, changes };
  };

  return async ({ body }, context) => {
    const bankId = bankOf(context);
    const { reversalSerial, amountFen, reasonCode } = body;
    const reversal = {
      ...{ reversalSerial, amountFen, reasonCode },
      reversedAt: happenedAt(context, "reversedAt", body.reversedAt),
    };
    const told = payInOf(context, body);
    const found = await findPayIn(table, bankId, body.bankSerial);
    if (found === undefined) {
      if (told === undefined) throw notFound("pay-in", body.bankSerial);
      const { recorded, changes } = await reverseUnheardOf(told, reversal, context);
      return commitCommand(table, context, changes, answerOf(body.bankSerial, recorded));
    }
    const receipt = orThrow(checkReversal(found.payIn, found.reversal, reversal));
    if (told !== undefined) orThrow(checkRepeatedPayIn(found.payIn, told));
    const { recorded, changes } =
      receipt.kind === "already"
        ? { ...receipt, changes: [] }
        : await reverse(found, reversal, context);
    return commitCommand(table, context, changes, answerOf(body.bankSerial, recorded));
  };
};

type Body = z.output<(typeof contract)["input"]["body"]>;

/** The pay-in as the bank had notified it, or is about to. */
function payInOf(
  context: RequestContext,
  { bankSerial, amountFen, payIn }: Body,
): PayIn | undefined {
  if (payIn === undefined) return undefined;
  const paidAt = happenedAt(context, "payIn.paidAt", payIn.paidAt);
  return { ...payIn, bankId: bankOf(context), bankSerial, amountFen, paidAt };
}

const answerOf = (
  bankSerial: string,
  { reversalSerial, outcome, recordedAt }: RecordedReversal,
) => ({ bankSerial, reversalSerial, outcome, recordedAt: toRfc3339(recordedAt) });
