import * as z from "zod";
import { dueOfRefund } from "../../domain/refund/clock.ts";
import { RefundQuote } from "../../domain/refund/quote.ts";
import { RefundState } from "../../domain/refund/refund.ts";
import { RefundStep } from "../../domain/refund/next-step.ts";
import { BankId, type InstructionId, RefundId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { DomainEvent } from "../../events/define.ts";
import { aggregates, type AggregateKind, storable, type Stored } from "../aggregates.ts";
import { dueAttributes } from "../due-index.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import { type Change, type CommitContext, StaleVersion } from "../unit-of-work.ts";

/** The head of a refund: all but its lessons, which may be sixty. */
const RefundHead = RefundState.omit({ lessons: true });
type RefundHead = z.infer<typeof RefundHead>;

/** A refund, listed by its family and by its county; due while a time runs or somebody owes an act. */
export const refundKind: AggregateKind<RefundHead> = {
  type: "refund",
  key: keys.refund,
  schema: RefundHead,
  idOf: ({ refundId }) => refundId,
  indexes: (head) => ({
    gsi1pk: keys.refundsOfGuardian(head.guardianId),
    gsi1sk: head.refundId,
    gsi2pk: keys.refundsOfUnit(head.countyUnitId),
    gsi2sk: head.refundId,
    ...dueAttributes(keys.refund(head.refundId), dueOfRefund({ ...head, lessons: [] })),
  }),
  scope: (head) => ({ unitId: head.countyUnitId, institutionId: head.institutionId }),
};

/** What was asked: the lessons, and the lines of the quote; a refund by order of an authority has no lines. */
const RefundTerms = z.object({
  lessons: RefundState.shape.lessons,
  quoted: RefundQuote.shape.terms.optional(),
});
export type RefundTerms = z.infer<typeof RefundTerms>;

/** The terms as they lie in the table, with the version of the head beside which they were written. */
const TermsItem = z.object({ terms: RefundTerms, refundVersion: z.int().min(1) });

/** A refund as it was read: its head, and the lessons and lines behind it. */
export interface StoredRefund extends Stored<RefundState> {
  readonly quoted: RefundTerms["quoted"];
}

/** Reads a refund with its lessons. @throws StaleVersion when a part was ordered since the head was read */
export async function findRefund(
  table: Table,
  refundId: string,
): Promise<StoredRefund | undefined> {
  const found = await aggregates(table, refundKind).find(refundId);
  if (found === undefined) return undefined;
  const item = await table.get(keys.refundTerms(refundId));
  invariant(item, `${refundId} says what was asked`);
  const { terms, refundVersion } = TermsItem.parse(item);
  if (refundVersion > found.version)
    throw new StaleVersion(`the lessons of ${refundId} are newer than the head`);
  const { lessons, quoted } = terms;
  return { state: { ...found.state, lessons }, version: found.version, quoted };
}

const withoutLessons = ({ lessons: _behind, ...head }: RefundState): RefundHead => head;

/** The writes that open a refund: head, entry, terms, and its place behind its order. */
export const newRefundChanges = (
  table: Table,
  refund: RefundState,
  event: DomainEvent,
  context: CommitContext,
  quoted?: RefundTerms["quoted"],
): readonly Change[] => [
  ...aggregates(table, refundKind).create(withoutLessons(refund), event, context),
  termsChange(refund, 1, quoted),
  {
    write: {
      kind: "put",
      item: {
        ...keys.refundOfOrder(refund.enrolmentId, refund.refundId),
        type: "refund-of-order",
      },
      condition: { kind: "absent" },
    },
  },
];

/** The writes that change a refund; its lessons only where an authority has ordered a part. */
export const refundChanges = (
  table: Table,
  { state, version, quoted }: StoredRefund,
  refund: RefundState,
  event: DomainEvent,
  context: CommitContext,
): readonly Change[] => [
  ...aggregates(table, refundKind).change(
    { state: withoutLessons(state), version },
    withoutLessons(refund),
    event,
    context,
  ),
  ...(refund.lessons.length === state.lessons.length
    ? []
    : [termsChange(refund, version + 1, quoted)]),
];

const termsChange = (
  { refundId, institutionId, lessons }: RefundState,
  refundVersion: number,
  quoted: RefundTerms["quoted"],
): Change => ({
  write: {
    kind: "put",
    item: {
      ...keys.refundTerms(refundId),
      type: "refund-terms",
      schemaVersion: 1,
      refundVersion,
      gsi1pk: keys.refundsOfInstitution(institutionId),
      gsi1sk: refundId,
      terms: storable(RefundTerms.parse({ lessons, quoted })),
    },
  },
});

/** The heads of up to 100 refunds, in the order asked for; their lessons are left aside. */
export const findRefundHeads = async (
  table: Table,
  refundIds: readonly string[],
): Promise<readonly RefundState[]> =>
  (await aggregates(table, refundKind).findMany(refundIds)).map(({ state }) => ({
    ...state,
    lessons: [],
  }));

/** The refunds of an order, in the order in which they were asked; without their lessons. */
export async function refundsOfOrder(
  table: Table,
  enrolmentId: string,
): Promise<readonly RefundState[]> {
  const { pk, beginsWith } = keys.refundsOfOrder(enrolmentId);
  // An order has sixty lessons at most, and each refund at least one of them or a debt.
  const { items } = await table.query({ pk, sk: { beginsWith }, consistent: true });
  return findRefundHeads(
    table,
    items.map(({ sk }) => keys.idOf(sk)),
  );
}

const PaymentItem = z.object({ refundId: RefundId, bankId: BankId });

/** Notes which refund a bank's instruction pays, and which bank may speak of it; the same again changes nothing. */
export const refundPaymentChange = (
  instructionId: InstructionId,
  { refundId, bankId }: z.infer<typeof PaymentItem>,
): Change => ({
  write: {
    kind: "put",
    item: { ...keys.refundPayment(instructionId), type: "refund-payment", refundId, bankId },
  },
});

export async function findRefundPayment(table: Table, instructionId: string) {
  const item = await table.get(keys.refundPayment(instructionId));
  return item === undefined ? undefined : PaymentItem.parse(item);
}

const TokenItem = z.object({ step: RefundStep, token: z.string() });
export type WaitingStep = z.infer<typeof TokenItem>;

/** Where the workflow of a refund waits; a later wait takes the place of an earlier one. */
export const tokenChange = (refundId: RefundId, { step, token }: WaitingStep): Change => ({
  write: {
    kind: "put",
    item: { ...keys.refundToken(refundId), type: "refund-token", step, token },
  },
});

export async function findToken(table: Table, refundId: string): Promise<WaitingStep | undefined> {
  const item = await table.get(keys.refundToken(refundId));
  return item === undefined ? undefined : TokenItem.parse(item);
}
