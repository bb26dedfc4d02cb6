import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import type { Table } from "../../adapters/table/table.ts";
import type { Chance } from "./simulator/engine/chance.ts";

/** So many places a record may be from its own. */
const NEAR = 300;

/** Each record at least once and others again, some a little out of order, and some long after their time. */
export function disordered<T>(
  records: readonly T[],
  deliveries: number,
  chance: Chance,
): readonly T[] {
  const most = records.length;
  const once = records.map((record, place) => ({ record, at: place + chance.below(NEAR) }));
  const again = Array.from({ length: deliveries - most }, () => {
    const place = chance.below(most);
    return { record: records[place], at: chance.happens(0.5) ? place : chance.below(2 * most) };
  });
  return [...once, ...again].toSorted((a, b) => a.at - b.at).flatMap(({ record }) => record ?? []);
}

/** Batches of 1 to 100 records. */
export function inBatches<T>(deliveries: readonly T[], chance: Chance): T[][] {
  const batches: T[][] = [];
  for (let at = 0; at < deliveries.length; at += batches.at(-1)?.length ?? 1)
    batches.push(deliveries.slice(at, at + 1 + chance.below(100)));
  return batches;
}

/** A table whose every so manieth commit is done, and its answer lost. */
export function answersLost<T extends Table>(
  table: T,
  each: number,
): T & { readonly commits: () => number } {
  let commits = 0;
  return {
    ...table,
    commits: () => commits,
    commit: async (writes) => {
      await table.commit(writes);
      commits += 1;
      if (commits % each === 0) throw new Error("the answer was lost");
    },
  };
}

type Reader = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;

/** Delivers a batch until all of it is done. @returns how many records were delivered, repeats included */
export async function deliverUntilDone(read: Reader, batch: DynamoDBRecord[]): Promise<number> {
  const { batchItemFailures } = await read({ Records: batch });
  const [failed] = batchItemFailures;
  if (failed === undefined) return batch.length;
  const from = batch.findIndex((one) => one.dynamodb?.SequenceNumber === failed.itemIdentifier);
  return batch.length + (await deliverUntilDone(read, batch.slice(from)));
}
