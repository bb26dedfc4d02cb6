import type { SQSRecord } from "aws-lambda";
import { NotQueued } from "../../../../adapters/queue/work-queue.ts";
import { actOnDue, DueMessage } from "../../../../functions/deadline/act-on-due.ts";
import * as contracts from "../../../../functions/deadline/contracts.ts";
import { queueDue } from "../../../../functions/deadline/queue-due.ts";
import { queueLambda, scheduleLambda } from "../../../../functions/kit/queue.ts";
import { traceOf } from "../engine/call.ts";
import { DIED } from "../engine/process.ts";
import type { Story } from "../engine/story.ts";
import { ATTEMPTS, isPassing } from "./deliveries.ts";
import type { Post } from "./post.ts";

/** Messages that one run takes at most. */
const BATCH = 4;

/** The schedule's run: whatever is due is queued, again and again until it is done. */
export async function lookForDue(story: Story, post: Post): Promise<void> {
  const { process, kit } = story.newHelper("queueDue");
  const send = process.outside((messages: readonly unknown[]) => {
    for (const message of messages) post.due.post(JSON.stringify(message));
    // The queue may have taken what it did not acknowledge.
    return messages.length > 0 && story.faults.strikes("answerLost")
      ? Promise.reject(new NotQueued("no answer"))
      : Promise.resolve();
  });
  const look = scheduleLambda(contracts.queueDue, queueDue, { ...kit, queue: { send } });
  await process.run(look).catch((error: unknown) => {
    if (!(error instanceof NotQueued) && !isPassing(error))
      story.watch.break(`queueDue: ${traceOf(error)}`);
  });
  story.trace.add(`queueDue ${post.due.size}`);
}

const warm = new WeakMap<Story, ReturnType<typeof workerOf>>();
const workerOf = (story: Story) =>
  queueLambda(
    contracts.actOnDue,
    DueMessage,
    (kit) => actOnDue({ ...kit, now: story.cacheNow }),
    story.warmKit(),
  );

function warmIn(story: Story): ReturnType<typeof workerOf> {
  const known = warm.get(story) ?? workerOf(story);
  warm.set(story, known);
  return known;
}

/** Works off a few messages of the queue; those that fail come again alone. */
export async function actOnWaiting(story: Story, post: Post): Promise<void> {
  const letters = post.due.take(1 + story.chance.below(BATCH));
  if (letters.length === 0) return;
  const { process, kit } = story.newProcess("actOnDue");
  const outcomes: unknown[] = [];
  const log = {
    line: (_message: string, fields?: Readonly<Record<string, unknown>>) => {
      outcomes.push(fields?.["outcome"]);
    },
    defect: (error: unknown) => {
      if (!isPassing(error)) story.watch.break(`actOnDue: ${traceOf(error)}`);
    },
  };
  const records = letters.map(({ message }, index) => recordOf(message, index));
  const answer = await story.within({ ...kit, log }, () =>
    process.run(() => warmIn(story)({ Records: records })),
  );
  story.trace.add(`actOnDue ${outcomes.join(" ")} of ${letters.length}`);
  const failed = new Set(
    (answer === DIED ? [] : answer.batchItemFailures).map(({ itemIdentifier }) => itemIdentifier),
  );
  for (const [index, letter] of letters.entries()) {
    if (answer !== DIED && !failed.has(messageId(index))) continue;
    if (letter.attempts < ATTEMPTS) post.due.again(letter);
    else story.deadLetters.push({ isPoison: false, what: `actOnDue ${letter.message}` });
  }
}

const messageId = (index: number): string => `message-${index}`;

const recordOf = (body: string, index: number): SQSRecord => ({
  messageId: messageId(index),
  receiptHandle: `receipt-${index}`,
  body,
  attributes: {
    ApproximateReceiveCount: "1",
    SentTimestamp: "0",
    SenderId: "story",
    ApproximateFirstReceiveTimestamp: "0",
  },
  messageAttributes: {},
  md5OfBody: "",
  eventSource: "aws:sqs",
  eventSourceARN: "arn:aws:sqs:cn-north-1:000000000000:due",
  awsRegion: "cn-north-1",
});
