import type { CloudEvent } from "../../../../events/define.ts";
import { PayInSuspended, ReleaseInstructed } from "../../../../events/custody.ts";
import {
  DisputeFoundForInstitution,
  LessonConfirmed,
  LessonDeemed,
} from "../../../../events/lesson.ts";
import { ReturnInstructed } from "../../../../events/settlement.ts";
import * as custody from "../../../../functions/custody/contracts.ts";
import { instructRelease } from "../../../../functions/custody/instruct-release.ts";
import { sendInstruction } from "../../../../functions/custody/send-instruction.ts";
import type { BankKit } from "../../../../functions/kit/bank-deps.ts";
import { eventLambda } from "../../../../functions/kit/event.ts";
import { asRefused } from "../../../../functions/kit/problem.ts";
import { StaleVersion } from "../../../../adapters/unit-of-work.ts";
import { BankUnavailable } from "../../../../adapters/bank/bank-client.ts";
import * as settlement from "../../../../functions/settlement/contracts.ts";
import { returnPayIn } from "../../../../functions/settlement/return-pay-in.ts";
import { sendReturn } from "../../../../functions/settlement/send-return.ts";
import { projectPositions } from "../../../../functions/stream/project-positions.ts";
import { relayEntries } from "../../../../functions/stream/relay-entries.ts";
import { busEventFrom } from "../../events.ts";
import { traceOf } from "../engine/call.ts";
import type { Mailbox } from "../engine/mailbox.ts";
import type { BusLetter, Post, StreamLetter } from "./post.ts";
import { DIED } from "../engine/process.ts";
import type { Story } from "../engine/story.ts";

/** Records that one batch of the stream may hold. */
const BATCH = 6;
/** So often the bus tries; then a person has to look. */
const POISON_ATTEMPTS = 4;
export const ATTEMPTS = 200;

/** What makes a lesson's fee earned. */
const EARNED = [LessonConfirmed, LessonDeemed, DisputeFoundForInstitution];

const toConsumers = (post: Post): Readonly<Record<string, Mailbox<BusLetter>>> => ({
  ...Object.fromEntries(EARNED.map(({ detailType }) => [detailType, post.confirmed])),
  [ReleaseInstructed.detailType]: post.instructed,
  [PayInSuspended.detailType]: post.suspended,
  [ReturnInstructed.detailType]: post.returns,
});

/** The relay reads a batch of the stream and puts its events on the bus. */
export async function relay(story: Story, post: Post): Promise<void> {
  const boxes = toConsumers(post);
  const { process } = story.newHelper("relayEntries");
  const read = relayEntries({
    published: new Set(Object.keys(boxes)),
    bus: {
      publish: process.outside((event) => {
        boxes[event.type]?.post({ event, isPoison: false });
        // The bus may have taken what it did not acknowledge.
        return story.faults.strikes("answerLost")
          ? Promise.reject(new Error("the bus did not answer"))
          : Promise.resolve();
      }),
    },
    setAside: process.outside((entry) => {
      const isPoison = JSON.stringify(entry).includes(POISON);
      story.deadLetters.push({ isPoison, what: `relayEntries ${JSON.stringify(entry)}` });
      return Promise.resolve();
    }),
  });
  await readBatch(story, post.relay, (records) => process.run(() => read({ Records: records })));
}

/** The projector reads a batch of the stream into the custody positions. */
export async function project(story: Story, post: Post): Promise<void> {
  const { process, kit } = story.newHelper("projectPositions");
  const read = projectPositions(kit);
  await readBatch(story, post.projector, (records) =>
    process.run(() => read({ Records: records })),
  );
}

type Records = StreamLetter["record"][];
type BatchAnswer = Awaited<ReturnType<ReturnType<typeof projectPositions>>>;

/** What a reader has not done comes again: from the record on that it names, or all when it died. */
async function readBatch(
  story: Story,
  box: Mailbox<StreamLetter>,
  read: (records: Records) => Promise<BatchAnswer | typeof DIED>,
): Promise<void> {
  const letters = box.take(1 + story.chance.below(BATCH));
  if (letters.length === 0) return;
  const answer = await read(letters.map((letter) => letter.message.record));
  const failed = answer === DIED ? undefined : answer.batchItemFailures[0]?.itemIdentifier;
  const from = letters.findIndex(
    ({ message }) => message.record.dynamodb?.SequenceNumber === failed,
  );
  const undone = answer === DIED ? letters : from < 0 ? [] : letters.slice(from);
  story.trace.add(`${box.name} ${letters.length} records, ${undone.length} again`);
  for (const letter of undone) box.again(letter);
}

type Consumer = (event: ReturnType<typeof busEventFrom>) => Promise<void>;

const consumerOfConfirmed = (kit: BankKit): Consumer =>
  eventLambda(custody.instructRelease, EARNED, instructRelease, kit);
const consumerOfInstructed = (kit: BankKit): Consumer =>
  eventLambda(custody.sendInstruction, ReleaseInstructed, sendInstruction, kit);
const consumerOfSuspended = (kit: BankKit): Consumer =>
  eventLambda(settlement.returnPayIn, PayInSuspended, returnPayIn, kit);
const consumerOfReturns = (kit: BankKit): Consumer =>
  eventLambda(settlement.sendReturn, ReturnInstructed, sendReturn, kit);

export const instruct = (story: Story, post: Post): Promise<void> =>
  consume(story, post.confirmed, "instructRelease", consumerOfConfirmed);
export const send = (story: Story, post: Post): Promise<void> =>
  consume(story, post.instructed, "sendInstruction", consumerOfInstructed);
export const sendBack = (story: Story, post: Post): Promise<void> =>
  consume(story, post.suspended, "returnPayIn", consumerOfSuspended);
export const askForReturn = (story: Story, post: Post): Promise<void> =>
  consume(story, post.returns, "sendReturn", consumerOfReturns);

/** The bus gives an event to its consumer; a failure comes again, and at last goes to the dead letters. */
async function consume(
  story: Story,
  box: Mailbox<BusLetter>,
  taskId: string,
  consumerOf: (kit: BankKit) => Consumer,
): Promise<void> {
  const [letter] = box.take();
  if (letter === undefined) return;
  const { event, isPoison } = letter.message;
  const { process, kit } = story.newProcess(taskId);
  const outcome = await process
    .run(async () => {
      await consumerOf(kit)(busEventFrom(event));
      return "done";
    })
    .catch((error: unknown) => {
      if (!isPoison && !isPassing(error))
        story.watch.break(`${taskId} ${event.id}: ${traceOf(error)}`);
      return error instanceof Error ? error.name : "failed";
    });
  story.trace.add(`${taskId} ${event.id} ${outcome === DIED ? "died" : outcome}`);
  if (outcome === "done") return;
  if (letter.attempts < (isPoison ? POISON_ATTEMPTS : ATTEMPTS)) box.again(letter);
  else story.deadLetters.push({ isPoison, what: `${taskId} ${event.id}` });
}

/** Failures that another delivery heals; any other is a defect. */
export const isPassing = (error: unknown): boolean =>
  error instanceof StaleVersion ||
  error instanceof BankUnavailable ||
  asRefused(error).code === "service.unavailable";

const POISON = "poison";

/** Puts one thing on the bus, and one into the stream, that nobody can read. */
export function poison(story: Story, post: Post): void {
  const { chance, poisons } = story;
  if (chance.happens(0.25)) {
    poisons.add("instructRelease");
    post.confirmed.post({ isPoison: true, event: unreadableEvent });
  }
  if (chance.happens(0.25)) {
    poisons.add("relayEntries");
    post.relay.post({ isPoison: true, record: unreadableRecord });
    post.projector.post({ isPoison: true, record: unreadableRecord });
  }
}

/** A confirmation that names no lesson. */
const unreadableEvent: CloudEvent = {
  specversion: "1.0",
  id: POISON,
  source: "/xiaowai",
  type: LessonConfirmed.detailType,
  time: "2026-03-02T09:00:00.000+08:00",
  subject: POISON,
  datacontenttype: "application/json",
  actor: POISON,
  correlationid: POISON,
  sequence: 1,
  data: { enrolmentId: POISON },
};

const unreadableRecord = {
  eventName: "INSERT",
  dynamodb: { SequenceNumber: POISON, NewImage: { type: { S: POISON } } },
} as const;
