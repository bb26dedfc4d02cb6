import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { matchedPayInChange } from "../../adapters/repositories/pay-ins.ts";
import type { Signer } from "../../adapters/signing/keys.ts";
import type { EnrolmentId } from "../../domain/shared/ids.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import * as contracts from "../../functions/settlement/contracts.ts";
import { reportPayInReversal } from "../../functions/settlement/report-pay-in-reversal.ts";
import { callAsBank } from "./bank-door.ts";
import type { TestKit } from "./door.ts";
import { exactPayIn, SANDBOX_BANK } from "./money-builders.ts";

/** The bank takes a pay-in back: as it would report it, with what a test changes of that. */
export const reversalOf = (
  kit: TestKit,
  payIn: { readonly bankSerial: string; readonly amountFen: number },
  changes: object = {},
) => ({
  bankSerial: payIn.bankSerial,
  reversalSerial: `R${payIn.bankSerial}`,
  amountFen: payIn.amountFen,
  reversedAt: toRfc3339(kit.now()),
  reasonCode: "not-covered",
  ...changes,
});

export const reportReversal = (kit: TestKit, signer: Signer, body: object) =>
  callAsBank(
    httpLambda(contracts.reportPayInReversal, reportPayInReversal, kit),
    kit,
    signer,
    body,
  );

/** Records the pay-in of an order that was seeded as paid, as its notice would have. */
export async function recordPayInOf(kit: TestKit, enrolmentId: EnrolmentId) {
  const found = await aggregates(kit.table, enrolmentKind).find(enrolmentId);
  const bankSerial = found?.state.payment?.bankSerial;
  if (found === undefined || bankSerial === undefined) throw new Error(`${enrolmentId} is paid`);
  const payIn = { ...exactPayIn(found.state, { bankSerial }), bankId: SANDBOX_BANK };
  await kit.table.commit([matchedPayInChange(payIn, { enrolmentId }).write]);
  return payIn;
}
