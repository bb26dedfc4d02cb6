import { setTimeout as pause } from "node:timers/promises";
import type { Entry } from "../adapters/journal.ts";
import type { Item, Table } from "../adapters/table/table.ts";
import { InstitutionId, MeasureId, MemberId } from "../domain/shared/ids.ts";
import type { CloudEvent } from "../events/define.ts";
import { InspectionRecorded } from "../events/measure.ts";
import { FactsChanged } from "../events/risk.ts";
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
import { BalanceLoad, putOf } from "./balance-load.ts";
import { type BenchTable, benchTable } from "./dynamo.ts";
import { putAll } from "./many-complaints.ts";
import { percentile, type Ratio } from "./ratio.ts";
import { enableStream, startReaders, type StreamReader } from "./stream-readers.ts";

/** Warnings before any is timed: the first load code and open connections, as the first of a worker do. */
const WARM_UPS = 20;
/** Warnings that are timed while nothing else happens, and as many under load. */
const WARNINGS = 60;
/** Warnings at each load that is tried to find the greatest. */
const TRIED = 20;
/** Between one warning and the next; no multiple of the readers' pauses. */
const EVERY_MS = 137;
/** Institutions whose balances come in meanwhile. */
const OTHERS = 50;
const ENTRIES_PER_SECOND = 50;
/** Loads to be tried beyond that, in entries a second, for as long as warnings come in time. */
const GREATER = [100, 200, 300, 400, 600];
/** A load that falls this far behind is none. */
const LEAST_SHARE = 0.9;
/** Two readings of the stream in a row, at the slower pace of its readers, several times over. */
const GOAL_MS = 5_000;
const GIVEN_UP_MS = 30_000;

/**
 * From the commit of an entry that turns an indicator red to the commit of the notice in the county's inbox, in
 * milliseconds, on DynamoDB Local: the projector folds the entry into the day's facts, the relay tells of what changed,
 * the rule of the indicator wakes the evaluation, which raises the alert with its notice. The readers are the local
 * runtime's; the functions run in this process, warm, without a worker between. Under load the balances of other
 * institutions come in beside them, each an entry that is projected, told and judged. Every warning must arrive.
 */
export async function warningLatency(): Promise<Ratio> {
  const bench = await benchTable();
  try {
    await enableStream(bench);
    const all = Array.from({ length: OTHERS + WATCHED }, (_, index) => new Journals(1 + index));
    const [others, watched] = [all.slice(0, OTHERS), all.slice(OTHERS)];
    const kit = await seeded(bench, all);
    const inbox = new Inbox();
    const readers = await startReaders(bench, readersOf(kit, inbox));
    const load = new BalanceLoad(
      bench.table,
      others.map(({ institutionId }) => institutionId),
    );
    const time = (count: number) =>
      Promise.race([readers.failed, timed(bench.table, watched.splice(0, count), inbox)]);
    const timeUnder = async (perSecond: number, count: number): Promise<Loaded> => {
      const end = load.start(perSecond);
      const taken = await time(count).catch(async (error: unknown) => {
        await end();
        throw error;
      });
      const entriesPerSecond = await end();
      await readers.caughtUp();
      return { taken, entriesPerSecond, isReached: entriesPerSecond >= LEAST_SHARE * perSecond };
    };
    try {
      await readers.caughtUp();
      await time(WARM_UPS);
      const idle = await time(WARNINGS);
      const loaded = await timeUnder(ENTRIES_PER_SECOND, WARNINGS);
      let greatest = loaded;
      for (const perSecond of GREATER) {
        const tried = await timeUnder(perSecond, TRIED).catch(notArrived);
        if (tried?.isReached !== true || percentile(tried.taken, 99) > GOAL_MS) break;
        greatest = tried;
      }
      return ratioOf(idle, loaded, greatest);
    } finally {
      await readers.stop();
    }
  } finally {
    await bench.stop();
  }
}

const WATCHED = WARM_UPS + 2 * WARNINGS + GREATER.length * TRIED;

/** Under a load that is too great a warning may not come in time. */
class NotArrived extends Error {
  override readonly name = "NotArrived";
}

function notArrived(error: unknown): undefined {
  if (!(error instanceof NotArrived)) throw error;
}

/** How long warnings took beside other entries, in milliseconds. */
interface Loaded {
  readonly taken: readonly number[];
  readonly entriesPerSecond: number;
  readonly isReached: boolean;
}

function ratioOf(idle: readonly number[], loaded: Loaded, greatest: Loaded): Ratio {
  const value = percentile(loaded.taken, 99);
  return {
    value,
    unit: `ms from event to inbox, p99 at ${loaded.entriesPerSecond} entries/s`,
    peer: percentile(idle, 99),
    goal: GOAL_MS,
    met: loaded.isReached && value <= GOAL_MS,
    detail: {
      idleP50: percentile(idle, 50),
      idleP99: percentile(idle, 99),
      loadedP50: percentile(loaded.taken, 50),
      loadedP99: value,
      greatestLoad: greatest.entriesPerSecond,
      greatestLoadP99: percentile(greatest.taken, 99),
      ...{ entriesPerSecond: loaded.entriesPerSecond, warnings: WARNINGS, warmUps: WARM_UPS },
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
  const relay = relayEntries({ published, bus: { publish: wake }, setAside, log: kit.log });
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
    throw new NotArrived("a warning has not arrived");
  });
  missing.catch(() => undefined);
  return Promise.race([Promise.all(taken), missing]).finally(() => {
    late.abort();
  });
}

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
