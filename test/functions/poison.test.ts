import type { SQSRecord } from "aws-lambda";
import { beforeEach, describe, expect, it } from "vitest";
import { aggregates } from "../../adapters/aggregates.ts";
import type { Entry } from "../../adapters/journal.ts";
import { readShares, readTotals } from "../../adapters/position-projection.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { keys } from "../../adapters/table/keys.ts";
import type { Item } from "../../adapters/table/table.ts";
import { addBalances, NO_MONEY } from "../../domain/custody/balances.ts";
import { replayBalances } from "../../domain/custody/replay.ts";
import { type CloudEvent, detailTypeOf } from "../../events/define.ts";
import { LessonConfirmed } from "../../events/lesson.ts";
import * as custody from "../../functions/custody/contracts.ts";
import { instructRelease } from "../../functions/custody/instruct-release.ts";
import { actOnDue } from "../../functions/deadline/act-on-due.ts";
import { DueMessage } from "../../functions/deadline/due-message.ts";
import * as deadlines from "../../functions/deadline/contracts.ts";
import { eventLambda } from "../../functions/kit/event.ts";
import { queueLambda } from "../../functions/kit/queue.ts";
import { projectPositions } from "../../functions/stream/project-positions.ts";
import { relayEntries } from "../../functions/stream/relay-entries.ts";
import { earnedSetting, type EarnedSetting } from "../support/earned-setting.ts";
import { busEvent, entriesIn } from "../support/events.ts";
import { lessonCalls, lessonFacts, present } from "../support/lessons.ts";
import { enrolmentId } from "../support/money-builders.ts";
import { deliverAll, deliverRecords } from "../support/poisoned.ts";
import { seedCalendar } from "../support/deadlines.ts";
import { NO_LOG, entryItems, readerOf, streamBatch } from "../support/stream.ts";
import { LESSON_FEN } from "../support/taught-class.ts";

/** For each kind of consumer: the others are done, the one lies in its queue, and a redrive is exact. */

const DAY_MS = 24 * 3_600_000;
const POISONED = enrolmentId(2);

let setting: EarnedSetting;
beforeEach(async () => {
  setting = await earnedSetting(1, 3);
  setting.kit.advance(DAY_MS);
});

const itemOf = (pk: string): Item => {
  const item = setting.kit.table.all().find((one) => one.pk === pk && one.sk === "HEAD");
  if (item === undefined) throw new Error(`there is no ${pk}`);
  return item;
};

/** Damages an order's head, as a release that writes what others cannot read would. @returns how to mend it */
async function damage(order: string): Promise<() => Promise<void>> {
  const { table } = setting.kit;
  const whole = itemOf(keys.enrolment(order).pk);
  await table.commit([{ kind: "put", item: { ...whole, state: {} } }]);
  return () => table.commit([{ kind: "put", item: whole }]);
}

const records = (items: readonly unknown[]) =>
  streamBatch(items).Records as unknown as Parameters<typeof deliverRecords>[0];

describe("a record of the stream that the relay cannot read", () => {
  it("goes whole to its queue, the others to the bus; redriven from the journal it is published once", async () => {
    const entries = entryItems(setting.kit.table.stream().map((one) => one.after));
    const spoilt = entries.map((entry, n) => (n === 4 ? { ...entry, sequence: "four" } : entry));
    const published: CloudEvent[] = [];
    const aside: unknown[] = [];
    const relay = relayEntries({
      log: NO_LOG,
      bus: {
        publish: (event) => {
          published.push(event);
          return Promise.resolve();
        },
      },
      published: new Set(
        entriesIn(setting.kit.table).map((one) => detailTypeOf(one.eventName, one.eventVersion)),
      ),
      setAside: (entry) => {
        aside.push(entry);
        return Promise.resolve();
      },
    });
    expect(await deliverRecords(records(spoilt), relay)).toEqual([]);
    expect(published).toHaveLength(entries.length - 1);
    expect(aside).toEqual([spoilt[4]]);

    const { pk = "", sk = "" } = entries[4] ?? {};
    const fromJournal = await setting.kit.table.get({ pk, sk });
    expect(await deliverRecords(records([fromJournal]), relay)).toEqual([]);
    expect(aside).toHaveLength(1);
    const ids = published.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(entries.length);
  });
});

describe("a record of the stream that the projector cannot fold in", () => {
  it("is given up alone, the others are counted; redriven twice it is counted once", async () => {
    const { kit, institutionId, families } = setting;
    const entries = entryItems(kit.table.stream().map((one) => one.after));
    const journal = entriesIn(kit.table);
    const poison = journal.find(
      ({ aggregateId, eventName }) =>
        aggregateId === POISONED && eventName === LessonConfirmed.name,
    );
    if (poison === undefined) throw new Error("the lesson is confirmed");
    const { pk, sk } = poison;
    const whole = await kit.table.get({ pk, sk });
    if (whole === undefined) throw new Error("the entry is in the journal");
    await kit.table.commit([{ kind: "put", item: { ...whole, data: { moves: "none" } } }]);
    const project = readerOf(projectPositions, kit.table);
    const seen = entries.map((entry) =>
      entry.pk === pk && entry.sk === sk ? { ...entry, data: { moves: "none" } } : entry,
    );
    const givenUp = await deliverRecords(records(seen), project);
    expect(givenUp.map((one) => one.records.length)).toEqual([1]);
    const shareOf = async (id: string) =>
      (await readShares(kit.table, institutionId, { limit: 100 })).shares.find(
        (share) => share.enrolmentId === id,
      );
    expect((await shareOf(POISONED))?.sequence).toBe(poison.sequence - 1);
    for (const { enrolmentId: id } of families.filter((one) => one.enrolmentId !== POISONED))
      expect((await shareOf(id))?.balances.earned).toBe(LESSON_FEN);

    await kit.table.commit([{ kind: "put", item: whole }]);
    for (const _time of ["once", "again"])
      expect(await deliverRecords(records([whole]), project)).toEqual([]);
    const journals = families.map(({ enrolmentId: id }) =>
      replayBalances(journal.filter((entry) => entry.aggregateId === id)),
    );
    expect(await readTotals(kit.table, institutionId)).toMatchObject({
      ...journals.reduce(addBalances, NO_MONEY),
      enrolmentCount: families.length,
    });
  });
});

describe("an event that the target of a rule cannot handle", () => {
  it("goes whole to its queue, the others are handled; redriven twice it is handled once", async () => {
    const { kit } = setting;
    const isConfirmation = (entry: Entry) => entry.eventName === LessonConfirmed.name;
    const events = entriesIn(kit.table).filter(isConfirmation).map(busEvent);
    expect(events).toHaveLength(3);
    const mend = await damage(POISONED);
    const consumer = eventLambda(custody.instructRelease, LessonConfirmed, instructRelease, kit);
    const letters = await deliverAll(events, consumer);
    expect(setting.instructionCount()).toBe(2);
    expect(letters.map(({ requestPayload }) => requestPayload.detail)).toMatchObject([
      { subject: POISONED },
    ]);

    await mend();
    const [letter] = letters.map(({ requestPayload }) => requestPayload);
    if (letter === undefined) throw new Error("a letter lies there");
    // The one that lay there, twice, and those that were handled long ago.
    expect(await deliverAll([letter, letter, ...events], consumer)).toEqual([]);
    expect(setting.instructionCount()).toBe(3);
    for (const n of [1, 2, 3])
      expect((await lessonFacts(kit).enrolment(enrolmentId(n))).balances).toMatchObject({
        earned: 0,
        releasing: LESSON_FEN,
      });
  });
});

describe("a message that the worker of a queue cannot handle", () => {
  it("is named alone, the others are done; redriven twice it is done once", async () => {
    const { kit, classId, teacher } = setting;
    await seedCalendar(kit);
    const orders = [1, 2, 3].map((n) => enrolmentId(n));
    const calls = lessonCalls(kit, classId);
    await calls.attend(teacher, present(...orders), { session: "2" });
    await calls.request(teacher, orders, { session: "2" });
    kit.advance(60 * DAY_MS);
    const mend = await damage(POISONED);
    const Records = kit.table
      .all()
      .filter(({ type, duepk }) => type === "lesson" && duepk !== undefined)
      .map(({ pk, sk, type, duesk }) => {
        const body = JSON.stringify({ pk, sk, type, duesk });
        return { messageId: keys.idOf(pk), body } as SQSRecord;
      });
    expect(Records.map(({ messageId }) => messageId).toSorted()).toEqual(orders);
    const act = queueLambda(deadlines.actOnDue, DueMessage, actOnDue, kit);
    const unreadable = { messageId: "unreadable", body: "{" } as SQSRecord;
    const { batchItemFailures } = await act({ Records: [unreadable, ...Records] });
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
      "unreadable",
      POISONED,
    ]);
    const deemed = () =>
      entriesIn(kit.table)
        .filter((entry) => entry.eventName === "lesson-deemed")
        .map((entry) => entry.aggregateId)
        .toSorted();
    expect(deemed()).toEqual(orders.filter((id) => id !== POISONED));

    await mend();
    for (const _time of ["once", "again"])
      expect(await act({ Records })).toEqual({ batchItemFailures: [] });
    expect(deemed()).toEqual(orders);
    const head = await aggregates(kit.table, enrolmentKind).find(POISONED);
    expect(head?.state.balances).toMatchObject({ pending: 0, earned: 2 * LESSON_FEN });
  });
});
