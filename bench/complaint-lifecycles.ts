import type { Item } from "../adapters/table/table.ts";
import { type ComplaintCity, complaintCity } from "../test/support/complaint-city.ts";
import { complaintFront, lifecycleOn, membersByToken } from "./complaint-front.ts";
import { type BenchTable, benchTable } from "./dynamo.ts";
import { manyComplaints, putAll } from "./many-complaints.ts";
import { AT_ONCE, median, perSecond, type Ratio } from "./ratio.ts";
import { recordingTable, sendAll, type StoreRequest } from "./recorded-requests.ts";

const ITEMS = 100_000;
const ROUNDS = 11;
const WARM_UP = 3;
/** Complaints of one round on each side. */
const COMPLAINTS = 48;
const GOAL = 0.9;

/** Complaints a second in one round. */
interface Round {
  readonly full: number;
  readonly empty: number;
  readonly raw: number;
}

/**
 * R7: complaints a second from their filing over the answer to the family's consent, by the local platform's HTTP
 * front and its authorizers, on a table of 100,000 items that complaints have left ÷ on one that holds those of the
 * rounds alone. In alternating rounds, each table in a DynamoDB Local of its own; the value is the median of the
 * rounds' ratios. Beside it, a raw loop: the same reads and transactions, prepared beforehand, by the plain SDK on a
 * third table.
 */
export async function complaintLifecycles(): Promise<Ratio> {
  const { city, pattern, before } = await aCityWithComplaints();
  const everyone = [...before, ...membersByToken(before, [city.family, city.service])];
  const tables: BenchTable[] = [];
  const start = async (items: Iterable<Item>): Promise<BenchTable> => {
    const table = await benchTable();
    tables.push(table);
    await putAll(table, everyone);
    await putAll(table, items);
    return table;
  };
  try {
    // The large one first: the store hangs up on whoever says nothing for long.
    const full = await start(manyComplaints(pattern, before, ITEMS));
    const rounds = await play(city, { full, empty: await start([]), raw: await start([]) });
    return ratioOf(rounds, pattern.length);
  } finally {
    await Promise.all(tables.map(({ stop }) => stop()));
  }
}

/** A city where a complaint has run its course: what that has left, and what lay there before. */
async function aCityWithComplaints() {
  const city = await complaintCity();
  const { table } = city.kit;
  const complain = lifecycleOn(city, table);
  // The first one makes the data keys of the month.
  await complain();
  const before = table.all();
  const known = new Set(before.map(({ pk, sk }) => `${pk} ${sk}`));
  await complain();
  const pattern = table.all().filter(({ pk, sk }) => !known.has(`${pk} ${sk}`));
  return { city, before, pattern };
}

async function play(
  city: ComplaintCity,
  { full, empty, raw }: Readonly<Record<keyof Round, BenchTable>>,
): Promise<readonly Round[]> {
  const fronts = {
    full: await complaintFront(city, full.table),
    empty: await complaintFront(city, empty.table),
  };
  const recording = recordingTable(city.kit.table, raw);
  const recorded = lifecycleOn(city, recording.table);
  const record = async (): Promise<readonly StoreRequest[]> => {
    await recorded();
    return recording.take();
  };
  try {
    await recorded();
    recording.forget();
    const rounds: Round[] = [];
    for (let number = 0; number < WARM_UP + ROUNDS; number += 1) {
      const lists: (readonly StoreRequest[])[] = [];
      for (let n = 0; n < COMPLAINTS; n += 1) lists.push(await record());
      const sides = {
        full: () => perSecond(NUMBERS, fronts.full.lifecycle),
        empty: () => perSecond(NUMBERS, fronts.empty.lifecycle),
        raw: () => perSecond(lists, (requests) => sendAll(raw, requests)),
      };
      const round = await playRound(sides, number % 2 === 0);
      if (number >= WARM_UP) rounds.push(round);
    }
    return rounds;
  } finally {
    await Promise.all([fronts.full.stop(), fronts.empty.stop()]);
  }
}

const NUMBERS = Array.from({ length: COMPLAINTS }, (_, number) => number);

/** Each side once, forwards or backwards. */
async function playRound(
  sides: Readonly<Record<keyof Round, () => Promise<number>>>,
  isForwards: boolean,
): Promise<Round> {
  const rates = { full: 0, empty: 0, raw: 0 };
  const order = ["full", "empty", "raw"] as const;
  for (const side of isForwards ? order : order.toReversed()) rates[side] = await sides[side]();
  return rates;
}

function ratioOf(rounds: readonly Round[], itemsEach: number): Ratio {
  const middle = (of: (round: Round) => number): number => median(rounds.map(of));
  const value = middle(({ full, empty }) => full / empty);
  return {
    value,
    unit: `complaints/s over HTTP at ${ITEMS} items ÷ at those of the rounds alone`,
    peer: middle(({ empty }) => empty),
    goal: GOAL,
    met: value >= GOAL,
    detail: {
      full: middle(({ full }) => full),
      empty: middle(({ empty }) => empty),
      raw: middle(({ raw }) => raw),
      emptyToRaw: middle(({ empty, raw }) => empty / raw),
      items: ITEMS,
      itemsEach,
      itemsOfAllRounds: itemsEach * COMPLAINTS * (WARM_UP + ROUNDS),
      atOnce: AT_ONCE,
      complaintsEach: COMPLAINTS,
      rounds: ROUNDS,
    },
  };
}
