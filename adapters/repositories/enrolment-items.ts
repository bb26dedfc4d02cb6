import * as z from "zod";
import { ContractTerms } from "../../domain/enrolment/contract-terms.ts";
import { BankId, EnrolmentId, type PaymentId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { storable } from "../aggregates.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/**
 * The terms of a contract as they were drawn up with the order. Kept as they were, for the institution's
 * record and the rules may change before the family signs, and after.
 */
export const contractTermsChange = (terms: ContractTerms): Change => ({
  write: {
    kind: "put",
    item: {
      ...keys.contractTerms(terms.enrolmentId),
      type: "contract-terms",
      terms: storable(terms),
    },
    condition: { kind: "absent" },
  },
});

export async function contractTermsOf(table: Table, enrolmentId: string): Promise<ContractTerms> {
  const terms = await findContractTerms(table, enrolmentId);
  invariant(terms, `the order ${enrolmentId} has terms`);
  return terms;
}

/** The same where there may be none: an order that was taken over was signed on paper. */
export async function findContractTerms(
  table: Table,
  enrolmentId: string,
): Promise<ContractTerms | undefined> {
  const item = await table.get(keys.contractTerms(enrolmentId));
  return item === undefined ? undefined : ContractTerms.parse(item["terms"]);
}

const PaymentItem = z.object({ enrolmentId: EnrolmentId, bankId: BankId });
/** Which order a payment reference leads to, and which bank may speak of it. */
export type PaymentLookup = z.infer<typeof PaymentItem>;

export const paymentLookupChange = (
  paymentId: PaymentId,
  { enrolmentId, bankId }: PaymentLookup,
): Change => ({
  write: {
    kind: "put",
    item: { ...keys.payment(paymentId), type: "payment", enrolmentId, bankId },
    condition: { kind: "absent" },
  },
});

/** @param paymentId as a bank reports it: it may be none of ours */
export async function findPaymentLookup(
  table: Table,
  paymentId: string,
): Promise<PaymentLookup | undefined> {
  const item = await table.get(keys.payment(paymentId));
  return item === undefined ? undefined : PaymentItem.parse(item);
}
