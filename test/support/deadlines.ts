import type { SQSEvent, SQSRecord } from "aws-lambda";
import * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import { calendarYearKind } from "../../adapters/repositories/reference-kinds.ts";
import { keys } from "../../adapters/table/keys.ts";
import { calendarYear2026 } from "../../domain/reference/calendar-data.ts";
import { calendarCorrected, CalendarYear } from "../../domain/reference/calendar-year.ts";
import { CalendarCorrected } from "../../events/reference.ts";
import { actOnSupervisionDue } from "../../functions/deadline/act-on-supervision-due.ts";
import { actOnDue } from "../../functions/deadline/act-on-due.ts";
import {
  DueMessage,
  isOfSupervision,
  SupervisionMessage,
} from "../../functions/deadline/due-message.ts";
import * as contracts from "../../functions/deadline/contracts.ts";
import { queueDue } from "../../functions/deadline/queue-due.ts";
import { recountDeadlines } from "../../functions/deadline/recount-deadlines.ts";
import { eventLambda } from "../../functions/kit/event.ts";
import { repeatableContext } from "../../functions/kit/task.ts";
import { queueLambda, scheduleLambda } from "../../functions/kit/queue.ts";
import type { TestKit } from "./door.ts";
import { busEvent, entriesIn } from "./events.ts";

/** A year's calendar, entered as the platform's seed or two officers would; 2026 is the official one. */
export async function seedCalendar(kit: TestKit, year = calendarYear2026()): Promise<void> {
  const context = repeatableContext(contracts.actOnDue, kit, {
    correlationId: "seed",
    causationId: "seed",
  });
  const years = aggregates(kit.table, calendarYearKind);
  const found = await years.find(String(year.year));
  const event = calendarCorrected(year);
  const changes =
    found === undefined
      ? years.create(year, event, context)
      : years.change(found, year, event, context);
  await kit.table.commit(changes.map((change) => change.write));
}

/** The official calendar of 2026 with further days off, as a correction enters it. */
export function calendarWith(...holidays: readonly string[]): CalendarYear {
  const { namedDays, ...year } = calendarYear2026();
  const name = { zh: "临时放假", en: "Extra day off" };
  const more = holidays.map((date) => ({ date, kind: "holiday", name }));
  return CalendarYear.parse({ ...year, namedDays: [...namedDays, ...more] });
}

/** A message as the queue brings it. */
export const queueRecord = (body: string, index: number): SQSRecord => ({
  messageId: `message-${index}`,
  receiptHandle: `receipt-${index}`,
  body,
  attributes: {
    ApproximateReceiveCount: "1",
    SentTimestamp: "0",
    SenderId: "test",
    ApproximateFirstReceiveTimestamp: "0",
  },
  messageAttributes: {},
  md5OfBody: "",
  eventSource: "aws:sqs",
  eventSourceARN: "arn:aws:sqs:cn-north-1:000000000000:due",
  awsRegion: "cn-north-1",
});

const batchOf = (messages: readonly unknown[]): SQSEvent => ({
  Records: messages.map((message, index) => queueRecord(JSON.stringify(message), index)),
});

/** The minute schedule and its two queues, in memory: each step is taken when a test says so. */
export function dueLine(kit: TestKit) {
  const waiting: unknown[] = [];
  const queue = {
    send: (messages: readonly unknown[]) => {
      waiting.push(...messages);
      return Promise.resolve();
    },
  };
  const look = scheduleLambda(contracts.queueDue, queueDue, { ...kit, queue });
  const recount = eventLambda(contracts.recountDeadlines, CalendarCorrected, recountDeadlines, {
    ...kit,
    queue,
  });
  const act = queueLambda(contracts.actOnDue, DueMessage, actOnDue, kit);
  const supervise = queueLambda(
    contracts.actOnSupervisionDue,
    SupervisionMessage,
    actOnSupervisionDue,
    kit,
  );
  const actOn = async (messages: readonly unknown[]): Promise<readonly string[]> => {
    const acted = await act(batchOf(messages.filter((one) => !isOfSupervision(one))));
    const supervised = await supervise(batchOf(messages.filter(isOfSupervision)));
    return [acted, supervised].flatMap(({ batchItemFailures }) =>
      batchItemFailures.map(({ itemIdentifier }) => itemIdentifier),
    );
  };
  return {
    /** What one run of the schedule has queued. */
    async look(): Promise<readonly unknown[]> {
      await look();
      return waiting.splice(0);
    },
    /** Tells of every calendar that was entered; answers with what is queued to be counted anew. */
    async calendarNews(): Promise<readonly unknown[]> {
      const entries = entriesIn(kit.table);
      for (const entry of entries.filter(({ eventName }) => eventName === CalendarCorrected.name))
        await recount(busEvent(entry));
      return waiting.splice(0);
    },
    /** Works messages off; answers with those that failed. */
    actOn,
    /** One minute: the schedule runs, and the queue is worked off. */
    async minute(): Promise<number> {
      await look();
      const messages = waiting.splice(0);
      const failed = await actOn(messages);
      if (failed.length > 0) throw new Error(`${failed.length} messages failed`);
      return messages.length;
    },
  };
}
export type DueLine = ReturnType<typeof dueLine>;

/** The outcomes of the messages that were worked off, as the log tells them. */
export const outcomes = (kit: TestKit): readonly unknown[] =>
  kit.logged.filter((line) => line["message"] === "message").map((line) => line["outcome"]);

/** The templates in a person's inbox, in the order in which they were recorded. */
export const noticesTo = (kit: TestKit, memberId: string): readonly unknown[] =>
  inboxOf(kit, memberId).map(({ template }) => template);

/** The facts of all notices of a template to somebody. */
export const noticeFactsTo = (kit: TestKit, memberId: string, template: string) =>
  inboxOf(kit, memberId)
    .filter((notice) => notice.template === template)
    .map(({ facts }) => facts);

const StoredNotice = z.looseObject({
  template: z.string(),
  facts: z.record(z.string(), z.unknown()),
});

const inboxOf = (kit: TestKit, memberId: string) =>
  kit.table
    .all()
    .filter((item) => item.type === "notice" && item["gsi1pk"] === keys.inbox(memberId))
    .toSorted((a, b) => JSON.stringify(a["gsi1sk"]).localeCompare(JSON.stringify(b["gsi1sk"])))
    .map((item) => StoredNotice.parse(item["state"]));
