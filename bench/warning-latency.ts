import { setTimeout as pause } from "node:timers/promises";
import type { Entry } from "../adapters/journal.ts";
import type { Item, Table } from "../adapters/table/table.ts";
import { InstitutionId, MeasureId, MemberId } from "../domain/shared/ids.ts";
import { toRfc3339 } from "../domain/shared/time.ts";
import type { CloudEvent } from "../events/define.ts";
import { InspectionRecorded } from "../events/measure.ts";
import { FactsChanged } from "../events/risk.ts";
import { BalanceCompared } from "../events/settlement.ts";
import type { Kit } from "../functions/kit/deps.ts";
import { indicatorLambda } from "../functions/kit/indicator-event.ts";
import { evaluateIndicator as contract } from "../functions/risk/contracts.ts";
import { evaluateIndicator } from "../functions/risk/evaluate-indicator.ts";
import { projectEntries } from "../functions/stream/project-entries.ts";
import { relayEntries } from "../functions/stream/relay-entries.ts";
import { seedCalendar } from "../test/support/deadlines.ts";
import { seedUnits, START, testKit } from "../test/support/door.ts";
import { busEventFrom } from "../test/support/events.ts";
import { anInstitution, seedInstitution } from "../test/support/institution.ts";
import { Journals } from "../test/support/risk-world/journals.ts";
import { indicatorsToldBy } from "../test/support/simulator/world/warnings.ts";
import { type BenchTable, benchTable } from "./dynamo.ts";
import { putAll } from "./many-complaints.ts";
import { percentile, type Ratio } from "./ratio.ts";
import { enableStream, startReaders, type StreamReader } from "./stream-readers.ts";

/** Warnings that are timed while nothing else happens, and as many under load. */
const WARNINGS = 40;
/** Between one warning and the next; no multiple of the readers' pauses. */
const EVERY_MS = 137;
/** Institutions whose balances come in meanwhile, so many at once. */
const OTHERS = 50;
const LOAD_AT_ONCE = 5;
const LOAD_EVERY_MS = 250;
/** Two readings of the stream in a row, at the slower pace of its readers, several times over. */
const GOAL_MS = 5_000;
const GIVEN_UP_MS = 60_000;

/**
 * From the commit of an entry that turns an indicator red to the commit of the notice in the county's inbox, in
 * milliseconds, on DynamoDB Local: the projector folds the entry into the day's facts, the relay tells of what changed,
 * the rule of the indicator wakes the evaluation, which raises the alert with its notice. The readers are the local
 * runtime's; the functions run in this process, without a worker between. Under load the balances of other
 * institutions come in beside them, each an entry that is projected, told and judged. Every warning must arrive.
 */
export async function warningLatency(): Promise<Ratio> {
  const bench = await benchTable();
  try {
    await enableStream(bench);
    const watched = Array.from({ length: 2 * WARNINGS }, (_, index) => new Journals(1 + index));
    const others = Array.from({ length: OTHERS }, (_, n) => new Journals(1 + watched.length + n));
    const kit = await seeded(bench, [...watched, ...others]);
    const inbox = new Inbox();
    const readers = await startReaders(bench, readersOf(kit, inbox));
    try {
      await readers.caughtUp();
      const time = (some: readonly Journals[]) =>
        Promise.race([readers.failed, timed(bench.table, some, inbox)]);
      const idle = await time(watched.slice(0, WARNINGS));
      const load = startLoad(bench.table, others);
      const loaded = await time(watched.slice(WARNINGS));
      const entriesPerSecond = await load.end();
      await readers.caughtUp();
      return ratioOf(idle, loaded, entriesPerSecond);
    } finally {
      await readers.stop();
    }
  } finally {
    await bench.stop();
  }
}

function ratioOf(
  idle: readonly number[],
  loaded: readonly number[],
  entriesPerSecond: number,
): Ratio {
  const value = percentile(loaded, 99);
  return {
    value,
    unit: "ms from event to inbox, p99 under load",
    peer: percentile(idle, 99),
    goal: GOAL_MS,
    met: value <= GOAL_MS,
    detail: {
      idleP50: percentile(idle, 50),
      idleP99: percentile(idle, 99),
      loadedP50: percentile(loaded, 50),
      loadedP99: value,
      ...{ entriesPerSecond, warnings: WARNINGS },
    },
  };
}

/** A county with these institutions, and what evaluates them. */
async function seeded(bench: BenchTable, all: readonly Journals[]): Promise<Kit> {
  const kit = testKit();
  await seedUnits(kit.table);
  await seedCalendar(kit);
  for (const { institutionId } of all)
    await seedInstitution(
      kit,
      anInstitution({ institutionId: InstitutionId.parse(institutionId) }),
    );
  await putAll(bench, kit.table.all());
  return { ...kit, table: bench.table };
}

/** When the notice of an institution's alert was committed. */
class Inbox {
  readonly #arrivedAt = new Map<string, PromiseWithResolvers<number>>();

  arrived(institutionId: string): PromiseWithResolvers<number> {
    const known = this.#arrivedAt.get(institutionId) ?? Promise.withResolvers<number>();
    this.#arrivedAt.set(institutionId, known);
    return known;
  }

  /** The table as the evaluation sees it. */
  watching(table: Table): Table {
    return {
      ...table,
      commit: async (writes) => {
        await table.commit(writes);
        const arrivedAt = performance.now();
        for (const write of writes)
          if (write.kind === "put" && write.item.type === "notice")
            this.arrived(institutionOf(write.item)).resolve(arrivedAt);
      },
    };
  }
}

const institutionOf = (notice: Item): string =>
  (notice["state"] as { facts: { institutionId: string } }).facts.institutionId;

function readersOf(kit: Kit, inbox: Inbox): readonly StreamReader[] {
  const watching = { ...kit, table: inbox.watching(kit.table) };
  const judge = indicatorLambda(contract, FactsChanged, evaluateIndicator, watching);
  /** As the bus does, it hands the event on and does not wait for who was woken. */
  const wake = (event: CloudEvent): Promise<void> => {
    for (const indicatorId of indicatorsToldBy(event))
      void judge({ indicatorId, ...busEventFrom(event) });
    return Promise.resolve();
  };
  const setAside = () => Promise.reject(new Error("an entry cannot be read"));
  const published = new Set([FactsChanged.detailType]);
  const relay = relayEntries({ published, bus: { publish: wake }, setAside });
  return [
    { id: "projectEntries", images: ["entry"], read: projectEntries(kit) },
    { id: "relayEntries", images: ["entry", "facts"], read: relay },
  ];
}

/** @returns how long each warning took, in milliseconds */
async function timed(
  table: Table,
  institutions: readonly Journals[],
  inbox: Inbox,
): Promise<readonly number[]> {
  const taken: Promise<number>[] = [];
  for (const journals of institutions) {
    const { promise } = inbox.arrived(journals.institutionId);
    await table.commit(anInspection(journals).map(putOf));
    const committedAt = performance.now();
    taken.push(promise.then((arrivedAt) => arrivedAt - committedAt));
    await pause(EVERY_MS);
  }
  const late = new AbortController();
  const missing = pause(GIVEN_UP_MS, undefined, { signal: late.signal }).then(() => {
    throw new Error("a warning has not arrived");
  });
  missing.catch(() => undefined);
  return Promise.race([Promise.all(taken), missing]).finally(() => {
    late.abort();
  });
}

const putOf = (entry: Entry) => ({ kind: "put", item: { ...entry } as Item }) as const;

/** Officers count pupils where nobody has paid. */
function anInspection(journals: Journals): readonly Entry[] {
  const measureId = MeasureId.parse(journals.newId("msr"));
  const found = InspectionRecorded.make({
    ...{ measureId, institutionId: InstitutionId.parse(journals.institutionId) },
    officerId: MemberId.parse(journals.newId("mem")),
    ...{ result: "in-order", seenHeadcount: 500 },
  });
  journals.record("measure", measureId, START, found);
  return journals.entries();
}

/** Balances of other institutions, until it is ended. */
function startLoad(table: Table, others: readonly Journals[]) {
  const startedAt = performance.now();
  let isOver = false;
  let count = 0;
  const run = async () => {
    while (!isOver) {
      const some = Array.from({ length: LOAD_AT_ONCE }, (_, n) => others[(count + n) % OTHERS]);
      count += LOAD_AT_ONCE;
      await table.commit(
        some.flatMap((one) => (one === undefined ? [] : [putOf(aBalance(one, count))])),
      );
      await pause(LOAD_EVERY_MS);
    }
  };
  const ran = run();
  return {
    /** @returns how many entries a second it was */
    end: async (): Promise<number> => {
      isOver = true;
      await ran;
      return Math.round((count * 1_000) / (performance.now() - startedAt));
    },
  };
}

/** The newest entry of the balance's journal: a balance that is another each time, where nothing is owed. */
function aBalance(journals: Journals, balanceFen: number): Entry {
  const { institutionId } = journals;
  const at = START + balanceFen;
  const compared = BalanceCompared.make({
    ...{ institutionId: InstitutionId.parse(institutionId), bankId: "sandbox-bank" },
    ...{ custodyAccountNo: "88000001", balanceFen, heldFen: balanceFen, mustHoldFen: 0 },
    ...{ outcome: "agrees", asOf: toRfc3339(at) },
  });
  journals.record("balance", institutionId, at, compared);
  const newest = journals.entries().at(-1);
  if (newest === undefined) throw new Error("a balance was recorded");
  return newest;
}
