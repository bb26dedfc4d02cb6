import type { SQSRecord } from "aws-lambda";
import { NotQueued, type WorkQueue } from "../../../../adapters/queue/work-queue.ts";
import { routed } from "../../../../functions/deadline/routed.ts";
import type { queueLambda } from "../../../../functions/kit/queue.ts";
import { traceOf } from "../engine/call.ts";
import type { Mailbox } from "../engine/mailbox.ts";
import { type CallProcess, DIED } from "../engine/process.ts";
import type { Story, StoryKit } from "../engine/story.ts";
import { ATTEMPTS, isPassing } from "./consumers.ts";
import type { Post } from "./post.ts";

/** A queue as a process fills it; it may have taken what it did not acknowledge. */
export const queueTo = (story: Story, box: Mailbox<string>, process: CallProcess): WorkQueue => ({
  send: process.outside((messages: readonly unknown[]) => {
    for (const message of messages) box.post(JSON.stringify(message));
    return messages.length > 0 && story.faults.strikes("answerLost")
      ? Promise.reject(new NotQueued("no answer"))
      : Promise.resolve();
  }),
});

/** The two queues of what is due, as one. */
export const dueQueuesTo = (
  story: Story,
  { due, supervision }: Pick<Post, "due" | "supervision">,
  process: CallProcess,
): WorkQueue => routed(queueTo(story, due, process), queueTo(story, supervision, process));

type Worker = ReturnType<typeof queueLambda>;

/** Works off a few messages of a queue; those that fail come again alone. */
export async function workOff(
  story: Story,
  box: Mailbox<string>,
  task: { readonly id: string; readonly batch: number; worker(kit: StoryKit): Worker },
): Promise<void> {
  const letters = box.take(1 + story.chance.below(task.batch));
  if (letters.length === 0) return;
  const { process, kit } = story.newProcess(task.id);
  const outcomes: unknown[] = [];
  const log = {
    line: (_message: string, fields?: Readonly<Record<string, unknown>>) => {
      outcomes.push(fields?.["outcome"]);
    },
    defect: (error: unknown) => {
      if (!isPassing(error)) story.watch.break(`${task.id}: ${traceOf(error)}`);
    },
  };
  const logged = { ...kit, log };
  const records = letters.map(({ message }, index) => recordOf(message, index));
  const answer = await story.within(logged, () =>
    process.run(() => task.worker(logged)({ Records: records })),
  );
  story.trace.add(`${task.id} ${outcomes.join(" ")} of ${letters.length}`);
  const failed = new Set(
    (answer === DIED ? [] : answer.batchItemFailures).map(({ itemIdentifier }) => itemIdentifier),
  );
  for (const [index, letter] of letters.entries()) {
    if (answer !== DIED && !failed.has(messageId(index))) continue;
    if (letter.attempts < ATTEMPTS) box.again(letter);
    else story.deadLetters.push({ isPoison: false, what: `${task.id} ${letter.message}` });
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
