import type { CloudEvent } from "../../../../events/define.ts";
import { LessonConfirmed } from "../../../../events/lesson.ts";
import { FactsChanged } from "../../../../events/risk.ts";
import { projectEntries } from "../../../../functions/stream/project-entries.ts";
import { relayEntries } from "../../../../functions/stream/relay-entries.ts";
import type { Mailbox } from "../engine/mailbox.ts";
import { DIED } from "../engine/process.ts";
import type { Story } from "../engine/story.ts";
import { listenersTo } from "./consumers.ts";
import type { Post, StreamLetter } from "./post.ts";
import { judgeBy } from "./warnings.ts";

/** Records that one batch of the stream may hold. */
const BATCH = 6;

const PUBLISHED = new Set([...listenersTo.keys(), FactsChanged.detailType]);

/** The relay reads a batch of the stream and puts its events on the bus. */
export async function relay(story: Story, post: Post): Promise<void> {
  const { process, kit } = story.newHelper("relayEntries");
  const read = relayEntries({
    log: kit.log,
    published: PUBLISHED,
    bus: {
      publish: process.outside((event) => {
        for (const name of listenersTo.get(event.type) ?? [])
          post.bus[name].post({ event, isPoison: false });
        judgeBy(post, event);
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

/** The projector reads a batch of the stream into custody positions and daily facts. */
export async function project(story: Story, post: Post): Promise<void> {
  const { process, kit } = story.newHelper("projectEntries");
  const read = projectEntries(kit);
  await readBatch(story, post.projector, (records) =>
    process.run(() => read({ Records: records })),
  );
}

type Records = StreamLetter["record"][];
type BatchAnswer = Awaited<ReturnType<ReturnType<typeof projectEntries>>>;

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

const POISON = "poison";

/** Puts one thing on the bus, and one into the stream, that nobody can read. */
export function poison(story: Story, post: Post): void {
  const { chance, poisons } = story;
  if (chance.happens(0.25)) {
    poisons.add("instructRelease");
    post.bus.instructRelease.post({ isPoison: true, event: unreadableEvent });
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
