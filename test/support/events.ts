import type { EventBridgeEvent } from "aws-lambda";
import type { BankClient } from "../../adapters/bank/bank-client.ts";
import { Entry } from "../../adapters/journal.ts";
import type { MemoryTable } from "../../adapters/table/memory-table.ts";
import type { CloudEvent } from "../../events/define.ts";
import { cloudEventOf } from "../../functions/stream/relay-entries.ts";

/** An entry as relay and bus bring it to a consumer. */
export const busEvent = (entry: Entry): EventBridgeEvent<string, unknown> =>
  busEventFrom(cloudEventOf(entry));

/** An event as the bus brings it to a consumer. */
export function busEventFrom(detail: CloudEvent): EventBridgeEvent<string, unknown> {
  return {
    version: "0",
    id: detail.id,
    "detail-type": detail.type,
    source: "xiaowai",
    account: "000000000000",
    time: detail.time,
    region: "eu-west-1",
    resources: [],
    detail,
  };
}

/** All entries in the table, in the order of their commits. */
export const entriesIn = (table: MemoryTable): readonly Entry[] =>
  table.stream().flatMap((record) => {
    const entry = Entry.safeParse(record.after);
    return entry.success ? [entry.data] : [];
  });

/** The newest entry with this event, as the bus brings it. */
export function busEventOf(
  table: MemoryTable,
  eventName: string,
): EventBridgeEvent<string, unknown> {
  const entry = entriesIn(table).findLast((e) => e.eventName === eventName);
  if (entry === undefined) throw new Error(`nothing has recorded ${eventName}`);
  return busEvent(entry);
}

const unexpected = () => Promise.reject(new Error("the bank is not asked this here"));

/** A bank that answers what a test says, and fails where it says nothing. */
export const bankThat = (answers: Partial<BankClient>): BankClient => ({
  openCustodyAccount: unexpected,
  requestPayment: unexpected,
  release: unexpected,
  returnPayIn: unexpected,
  refund: unexpected,
  refundTo: unexpected,
  ...answers,
});
