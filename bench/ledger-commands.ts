import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { Item, Table } from "../adapters/table/table.ts";
import { httpLambda } from "../functions/kit/http.ts";
import { confirmLesson as contract } from "../functions/lesson/contracts.ts";
import { confirmLesson } from "../functions/lesson/confirm-lesson.ts";
import { call, once } from "../test/support/door.ts";
import type { Family } from "../test/support/taught-class.ts";
import { type BenchTable, benchTable } from "./dynamo.ts";
import { type PendingClass, pendingClass } from "./pending-class.ts";
import { AT_ONCE, median, perSecond, type Ratio } from "./ratio.ts";
import { recordingTable, sendAll, type StoreRequest } from "./recorded-requests.ts";

const ROUNDS = 31;
const WARM_UP = 6;
/** So few a round that what else the machine does falls on all that is compared. */
const FAMILIES = 33;
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
      record: await recorder(bench, pending),
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
  const [first, second] = [await record(), await record()];
  const rates = { commands: 0, raw: 0, writesAlone: 0 };
  const deeds = [
    async () => {
      rates.commands = await perSecond(families, confirm);
    },
    async () => {
      rates.raw = await perSecond(first, ({ all }) => sendAll(bench, all));
    },
    async () => {
      rates.writesAlone = await perSecond(second, ({ writes }) => sendAll(bench, writes));
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

/** A guardian confirms a lesson, as the gateway asks the function to. */
function confirmation({ kitOn }: PendingClass, table: Table) {
  const handler = httpLambda(contract, confirmLesson, kitOn(table));
  return async ({ guardian: as, enrolmentId }: Family): Promise<void> => {
    const path = { enrolmentId, lessonNumber: "1" };
    const answer = await call(handler, { as, path, headers: once() });
    if (answer.status !== 200) throw new Error(`${enrolmentId}: ${JSON.stringify(answer.body)}`);
  };
}

/** What one command asks of the store. */
interface Recorded {
  readonly all: readonly StoreRequest[];
  readonly writes: readonly StoreRequest[];
}

/** Tells what each family's command asks of the store; nothing is written meanwhile. */
async function recorder(
  bench: BenchTable,
  pending: PendingClass,
): Promise<() => Promise<readonly Recorded[]>> {
  const unwritten: Table = { ...bench.table, commit: () => Promise.resolve() };
  const recording = recordingTable(unwritten, bench);
  const confirm = confirmation(pending, recording.table);
  // The first time each is answered, roles and rules are read; from then on they are at hand.
  for (const family of pending.families) await confirm(family);
  recording.forget();
  return async () => {
    const recorded: Recorded[] = [];
    for (const family of pending.families) {
      await confirm(family);
      const all = recording.take();
      recorded.push({ all, writes: all.filter((one) => !(one instanceof GetItemCommand)) });
    }
    return recorded;
  };
}
