import { GetItemCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { randomUUID } from "node:crypto";
import type { Item, Table } from "../adapters/table/table.ts";
import { toTransactItem } from "../adapters/table/write-input.ts";
import { httpLambda } from "../functions/kit/http.ts";
import { inParallel } from "../functions/kit/in-parallel.ts";
import { confirmLesson as contract } from "../functions/lesson/contracts.ts";
import { confirmLesson } from "../functions/lesson/confirm-lesson.ts";
import { call, once } from "../test/support/door.ts";
import type { Family } from "../test/support/taught-class.ts";
import { type BenchTable, benchTable } from "./dynamo.ts";
import { type PendingClass, pendingClass } from "./pending-class.ts";
import { median, type Ratio } from "./ratio.ts";

const ROUNDS = 31;
const WARM_UP = 6;
/** So few a round that what else the machine does falls on all that is compared. */
const FAMILIES = 33;
/** Calls under way at once. */
const AT_ONCE = 8;
const GOAL = 0.9;
const MOST_WRITES = 100;

/** Done per second in one round. */
interface Round {
  readonly commands: number;
  readonly raw: number;
  readonly writesAlone: number;
}

/**
 * R4: confirmed lessons a second through the whole stack around the use case ÷ the same requests to the same
 * DynamoDB Local by the plain SDK, prepared beforehand: the same items read, the same bytes written, the same
 * conditions. Functions are warm: roles and rules are at hand. The value is the median of the rounds' ratios;
 * `writesAlone` leaves the peer's reads out too.
 */
export async function ledgerCommands(): Promise<Ratio> {
  const bench = await benchTable();
  try {
    const pending = await pendingClass(FAMILIES);
    await layOut(bench.table, pending.items);
    const sides: Sides = {
      confirm: confirmation(pending, bench.table),
      record: recorder(bench, pending),
    };
    const rounds: Round[] = [];
    for (let number = 0; number < WARM_UP + ROUNDS; number += 1) {
      const round = await playRound(bench, pending, sides, number % 2 === 0);
      if (number >= WARM_UP) rounds.push(round);
    }
    const middle = (of: (round: Round) => number): number => median(rounds.map(of));
    const value = middle(({ commands, raw }) => commands / raw);
    return {
      value,
      unit: "commands/s ÷ raw reads and transactions/s",
      peer: middle(({ raw }) => raw),
      goal: GOAL,
      met: value >= GOAL,
      detail: {
        operation: contract.id,
        commands: middle(({ commands }) => commands),
        writesAlone: middle(({ writesAlone }) => writesAlone),
        toWritesAlone: middle(({ commands, writesAlone }) => commands / writesAlone),
        atOnce: AT_ONCE,
        rounds: ROUNDS,
      },
    };
  } finally {
    await bench.stop();
  }
}

/** What is measured: the command itself, and what tells its requests to the store. */
interface Sides {
  readonly confirm: (family: Family) => Promise<void>;
  readonly record: () => Promise<readonly Recorded[]>;
}

/** Each of the three from the same table, one after the other, forwards and backwards in turn. */
async function playRound(
  bench: BenchTable,
  { families, changing }: PendingClass,
  { confirm, record }: Sides,
  isForwards: boolean,
): Promise<Round> {
  await layOut(bench.table, changing);
  const [all, writes] = [await record(), await record()];
  const rates = { commands: 0, raw: 0, writesAlone: 0 };
  const deeds = [
    async () => {
      rates.commands = await perSecond(families, confirm);
    },
    async () => {
      rates.raw = await perSecond(all, ({ reads, write }) => sendAll(bench, [...reads, write]));
    },
    async () => {
      rates.writesAlone = await perSecond(writes, ({ write }) => sendAll(bench, [write]));
    },
  ];
  for (const deed of isForwards ? deeds : deeds.toReversed()) {
    await layOut(bench.table, changing);
    await deed();
  }
  return rates;
}

/** Puts every item as it was: the same commands can be given once more. */
async function layOut(table: Table, items: readonly Item[]): Promise<void> {
  for (let first = 0; first < items.length; first += MOST_WRITES) {
    const some = items.slice(first, first + MOST_WRITES);
    await table.commit(some.map((item) => ({ kind: "put", item })));
  }
}

/** How many of these are done in a second, so many at once. */
async function perSecond<T>(things: readonly T[], work: (thing: T) => Promise<unknown>) {
  const startedAt = performance.now();
  await inParallel(things, AT_ONCE, work);
  return (things.length * 1_000) / (performance.now() - startedAt);
}

/** A guardian confirms a lesson, as the gateway asks the function to. */
function confirmation({ kitOn }: PendingClass, table: Table) {
  const handler = httpLambda(contract, confirmLesson, kitOn(table));
  return async ({ guardian: as, enrolmentId }: Family): Promise<void> => {
    const path = { enrolmentId, lessonNumber: "1" };
    const answer = await call(handler, { as, path, headers: once() });
    if (answer.status !== 200) throw new Error(`${enrolmentId}: ${JSON.stringify(answer.body)}`);
  };
}

type Request = GetItemCommand | TransactWriteItemsCommand;
interface Recorded {
  readonly reads: readonly GetItemCommand[];
  readonly write: TransactWriteItemsCommand;
}

async function sendAll({ client }: BenchTable, requests: readonly Request[]): Promise<void> {
  for (const request of requests)
    await (request instanceof GetItemCommand ? client.send(request) : client.send(request));
}

/** Tells what each family's command asks of the store; nothing is written meanwhile. */
function recorder(
  { table, tableName: TableName }: BenchTable,
  pending: PendingClass,
): () => Promise<readonly Recorded[]> {
  let reads: GetItemCommand[] = [];
  let recorded: Recorded[] = [];
  const recording: Table = {
    ...table,
    get: (key, options = {}) => {
      const Key = marshall({ pk: key.pk, sk: key.sk });
      const ConsistentRead = options.consistent ?? true;
      reads.push(new GetItemCommand({ TableName, Key, ConsistentRead }));
      return table.get(key, options);
    },
    commit: (writes) => {
      const TransactItems = writes.map((each) => toTransactItem(TableName, each));
      const ClientRequestToken = randomUUID();
      const write = new TransactWriteItemsCommand({ TransactItems, ClientRequestToken });
      recorded.push({ reads, write });
      reads = [];
      return Promise.resolve();
    },
  };
  const confirm = confirmation(pending, recording);
  return async () => {
    recorded = [];
    for (const family of pending.families) await confirm(family);
    return recorded;
  };
}
