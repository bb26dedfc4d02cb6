import { RefundPayee } from "../../adapters/bank/bank-protocol.ts";
import { openRecords, sealedRecordChange } from "../../adapters/personal/sealed-record.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import type { RefundState } from "../../domain/refund/refund.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";

const RECORD_CLASS = "refund-payee";

/** Seals the account that a family has named, under the payment that goes there. */
export function payeeChange(
  { vault }: Pick<PersonalKit, "vault">,
  { refundId, payment }: RefundState,
  { accountNo, holder }: RefundPayee,
): Promise<Change> {
  invariant(payment, `${refundId} is instructed`);
  return sealedRecordChange(vault, RECORD_CLASS, payment.instructionId, { accountNo, holder });
}

/** The account to which a payment goes, where the family has named one. */
export async function payeeOf(
  kit: Pick<PersonalKit, "table" | "vault">,
  { instructionId, isToNamedAccount }: NonNullable<RefundState["payment"]>,
): Promise<RefundPayee | undefined> {
  if (isToNamedAccount === undefined) return undefined;
  const found = await openRecords(kit, RECORD_CLASS, [instructionId]);
  return RefundPayee.parse(found.get(instructionId));
}
