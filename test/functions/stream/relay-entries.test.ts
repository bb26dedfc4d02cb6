import { beforeEach, describe, expect, it } from "vitest";
import type { CloudEvent } from "../../../events/define.ts";
import { LessonConfirmed } from "../../../events/lesson.ts";
import type { Log } from "../../../functions/kit/deps.ts";
import { relayEntries } from "../../../functions/stream/relay-entries.ts";
import { enrolmentId } from "../../support/money-builders.ts";
import { entryItems, streamBatch } from "../../support/stream.ts";
import { earnLesson, lessonCalls } from "../../support/lessons.ts";
import { taughtClass } from "../../support/taught-class.ts";
import { Entry } from "../../../adapters/journal.ts";
import type { Item } from "../../../adapters/table/table.ts";

/** All entries that a class with two confirmed lessons has written, in the order of their commits. */
let entries: readonly Item[];
let published: CloudEvent[];
let setAside: unknown[];
let failsOn: (event: CloudEvent) => boolean;
let lines: Readonly<Record<string, unknown>>[];
let defects: (readonly [unknown, string])[];

const log: Log = {
  line: (message, fields) => lines.push({ message, ...fields }),
  defect: (...said) => defects.push(said),
};

beforeEach(async () => {
  const world = await taughtClass(2);
  await earnLesson(lessonCalls(world.kit, world.classId), world.teacher, world.families);
  entries = entryItems(world.kit.table.stream().map((record) => record.after));
  published = [];
  setAside = [];
  failsOn = () => false;
  lines = [];
  defects = [];
});

const ALL_TYPES = new Set(
  ["order-placed", "attendance-recorded", "confirmation-requested", LessonConfirmed.name].map(
    (name) => `${name}.v1`,
  ),
);

const relay = (images: readonly unknown[], types = ALL_TYPES) =>
  relayEntries({
    bus: {
      publish: (event) => {
        if (failsOn(event)) return Promise.reject(new Error("the bus is down"));
        published.push(event);
        return Promise.resolve();
      },
    },
    ...{ published: types, log },
    setAside: (entry) => {
      setAside.push(entry);
      return Promise.resolve();
    },
  })(streamBatch(images));

describe("the relay", () => {
  it("puts the entries that some rule matches on the bus, in the order of the stream", async () => {
    expect(await relay(entries)).toEqual({ batchItemFailures: [] });
    const wanted = entries
      .map((item) => Entry.parse(item))
      .filter((entry) => ALL_TYPES.has(`${entry.eventName}.v1`));
    expect(published.map((event) => event.id)).toEqual(
      wanted.map((entry) => `${entry.aggregateId}.${entry.sequence}`),
    );
    expect(published.length).toBeGreaterThan(0);
    expect(published.length).toBeLessThan(entries.length);
  });

  it("leaves a type that no rule matches in the journal", async () => {
    await relay(entries, new Set([LessonConfirmed.detailType]));
    expect(new Set(published.map((event) => event.type))).toEqual(
      new Set([LessonConfirmed.detailType]),
    );
    expect(published).toHaveLength(2);
    expect(setAside).toEqual([]);
  });

  it("makes an event that its consumers can read, with actor, cause and sequence", async () => {
    await relay(entries, new Set([LessonConfirmed.detailType]));
    const [event] = published;
    if (event === undefined) throw new Error("nothing was published");
    const received = LessonConfirmed.parse(event);
    expect(received.data).toMatchObject({ enrolmentId: enrolmentId(1), lessonNumber: 1 });
    expect(received.context.actor).toMatch(/^member:mem_/);
    expect(event).toMatchObject({
      subject: enrolmentId(1),
      unit: "unt_411102",
      sequence: received.sequence,
      id: `${enrolmentId(1)}.${received.sequence}`,
    });
  });

  it("stops at the first entry that the bus does not take, so that it and the rest come again", async () => {
    const confirmed = entries.filter((entry) => entry["eventName"] === LessonConfirmed.name);
    failsOn = (event) => event.subject === enrolmentId(2);
    const first = await relay([...confirmed, ...confirmed.slice(0, 1)]);
    expect(first).toEqual({ batchItemFailures: [{ itemIdentifier: "2" }] });
    expect(published.map((event) => event.subject)).toEqual([enrolmentId(1)]);

    const named = { task: "relayEntries", record: "2", aggregate: enrolmentId(2) };
    const [, second] = confirmed;
    expect(lines).toEqual([{ message: "not-relayed", ...named, sequence: second?.["sequence"] }]);
    expect(defects).toEqual([[new Error("the bus is down"), second?.["correlationId"]]]);

    failsOn = () => false;
    expect(await relay(confirmed.slice(1))).toEqual({ batchItemFailures: [] });
    expect(published.map((event) => event.subject)).toEqual([enrolmentId(1), enrolmentId(2)]);
  });

  it("sets an unreadable entry aside whole, and goes on with the next", async () => {
    const [readable] = entries.filter((entry) => entry["eventName"] === LessonConfirmed.name);
    const unreadable = { ...readable, sequence: "seven" };
    expect(await relay([unreadable, readable])).toEqual({ batchItemFailures: [] });
    expect(setAside).toEqual([unreadable]);
    expect(lines).toEqual([{ message: "set-aside", task: "relayEntries", record: "1" }]);
    expect(published).toHaveLength(1);
  });

  it("lets an unreadable entry come again while the queue does not take it", async () => {
    const failing = relayEntries({
      bus: { publish: () => Promise.resolve() },
      ...{ published: ALL_TYPES, log },
      setAside: () => Promise.reject(new Error("the queue is down")),
    });
    expect(await failing(streamBatch([{ type: "entry" }]))).toEqual({
      batchItemFailures: [{ itemIdentifier: "1" }],
    });
  });
});
