import * as z from "zod";
import { FACT_SOURCE_TYPES } from "../domain/risk/projection/facts-of-entry.ts";
import { invariant } from "../domain/shared/invariant.ts";
import type { JournalName } from "./journal.ts";
import { ordersOfInstitution } from "./repositories/orders-of-institution.ts";
import { keys } from "./table/keys.ts";
import type { Item, Key, Query, Table } from "./table/table.ts";

/** Where the journals of each kind of aggregate lie that tells facts. */
const KEY_OF: Readonly<Record<string, (id: string) => Key>> = {
  balance: keys.balance,
  class: keys.class,
  complaint: keys.complaint,
  deposit: keys.deposit,
  "double-attendance": keys.doubleAttendance,
  enrolment: keys.enrolment,
  institution: keys.institution,
  "limit-attempts": keys.limitAttempts,
  "local-price": keys.localPrice,
  measure: keys.measure,
  refund: keys.refund,
};

/** The partition of an aggregate that tells facts. */
export function journalPk({ aggregateType, aggregateId }: JournalName): string {
  const keyOf = KEY_OF[aggregateType];
  invariant(keyOf, `a journal of ${aggregateType} is found by its key`);
  return keyOf(aggregateId).pk;
}

const Name = z.object({ aggregateType: z.string(), aggregateId: z.string() });

/**
 * The journals of an institution that tell facts, in pages of at most 100; some come twice. Its own and the bank's, its
 * orders, refunds, complaints, measures and double attendances by their lists, and whatever a generation of facts was
 * folded from: classes are in no list of their institution.
 */
export async function* journalsOfInstitution(
  table: Table,
  institutionId: string,
  generation: number,
): AsyncGenerator<readonly JournalName[]> {
  const own = ["institution", "balance", "deposit", "local-price"] as const;
  yield own.map((aggregateType) => ({ aggregateType, aggregateId: institutionId }));
  for await (const orders of ordersOfInstitution(table, institutionId))
    yield orders.map((aggregateId) => ({ aggregateType: "enrolment", aggregateId }));
  const lists = {
    refund: keys.refundsOfInstitution(institutionId),
    complaint: keys.complaintsOfInstitution(institutionId),
    measure: keys.measuresOfInstitution(institutionId),
    "double-attendance": keys.doubleAttendancesOfInstitution(institutionId),
  };
  for (const [aggregateType, pk] of Object.entries(lists))
    for await (const items of pagesOf(table, { index: "gsi1", pk }))
      yield items.map((item) => ({ aggregateType, aggregateId: keys.idOf(item.pk) }));
  const { pk, beginsWith } = keys.factsShares(institutionId, generation);
  for await (const items of pagesOf(table, { pk, sk: { beginsWith }, consistent: true }))
    yield items
      .map((item) => Name.parse(item))
      .filter(({ aggregateType }) => FACT_SOURCE_TYPES.includes(aggregateType));
}

const PAGE = 100;

async function* pagesOf(table: Table, query: Query): AsyncGenerator<readonly Item[]> {
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const page = await table.query({ ...query, limit: PAGE, ...(after && { after }) });
    if (page.items.length > 0) yield page.items;
    after = page.next;
  } while (after !== undefined);
}

/**
 * Takes all of a generation away, which nobody begins to read any more. How it stands goes first: who is reading
 * looks for it at the end, and so does not take days that are gone for days on which nothing happened.
 */
export async function clearGeneration(
  table: Table,
  institutionId: string,
  generation: number,
): Promise<void> {
  const pk = keys.allFacts(institutionId, generation);
  await table.commit([{ kind: "delete", key: keys.factsStanding(institutionId, generation) }]);
  for (;;) {
    const { items } = await table.query({ pk, limit: PAGE, consistent: true });
    if (items.length === 0) return;
    await table.commit(items.map(({ sk }) => ({ kind: "delete", key: { pk, sk } })));
  }
}
