import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import type { ChangeRecord } from "../../../../adapters/table/memory-store.ts";
import type { Item } from "../../../../adapters/table/table.ts";
import type { CloudEvent } from "../../../../events/define.ts";
import { type ConsumerName, CONSUMERS } from "./consumers.ts";
import type {
  Balance,
  ModelBank,
  PayIn,
  RefundAnswer,
  Result,
  Reversal,
  ReturnAnswer,
} from "./model-bank.ts";
import type { StepLetter } from "./model-workflow.ts";
import { Mailbox } from "../engine/mailbox.ts";
import type { WarningLetter } from "./warnings.ts";
import type { Story } from "../engine/story.ts";

/** Something that no consumer can take, put there on purpose. */
interface MayBePoison {
  readonly isPoison: boolean;
}
export interface StreamLetter extends MayBePoison {
  readonly record: DynamoDBRecord;
}
export interface BusLetter extends MayBePoison {
  readonly event: CloudEvent;
}
export interface NoticeLetter<T> {
  readonly bankId: string;
  readonly notice: T;
  readonly key: string;
}

/** Everything that is on its way between the platform's parts, and between it and the banks. */
export interface Post {
  readonly relay: Mailbox<StreamLetter>;
  readonly projector: Mailbox<StreamLetter>;
  /** By consumer: the events that the bus has for it. */
  readonly bus: Readonly<Record<ConsumerName, Mailbox<BusLetter>>>;
  /** Changed facts, as the rule of each indicator hands them on. */
  readonly warnings: Mailbox<WarningLetter>;
  /** What is due, as the queue holds it. */
  readonly due: Mailbox<string>;
  /** The same of what authorities watch and order. */
  readonly supervision: Mailbox<string>;
  /** Releases that a freeze has held, and families of a mass refund, as their queues hold them. */
  readonly held: Mailbox<string>;
  readonly shares: Mailbox<string>;
  /** Steps of refunds' workflows that are to be called. */
  readonly steps: Mailbox<StepLetter>;
  readonly payIns: Mailbox<NoticeLetter<PayIn>>;
  readonly reversals: Mailbox<NoticeLetter<Reversal>>;
  readonly results: Mailbox<NoticeLetter<Result>>;
  readonly returnResults: Mailbox<NoticeLetter<ReturnAnswer>>;
  readonly refundResults: Mailbox<NoticeLetter<RefundAnswer>>;
  readonly balances: Mailbox<NoticeLetter<Balance>>;
}

/** Every place where something may wait. */
export const boxesOf = ({ bus, ...others }: Post): readonly Mailbox<unknown>[] => [
  ...Object.values(bus),
  ...Object.values(others),
];

export function createPost(story: Story): Post {
  const box = <T>(name: string) =>
    new Mailbox<T>(name, story.chance, story.faults, () => story.step);
  return {
    relay: box("relay"),
    projector: box("projector"),
    bus: Object.fromEntries(CONSUMERS.map((name) => [name, box<BusLetter>(name)])) as Post["bus"],
    warnings: box("warnings"),
    due: box("due"),
    supervision: box("supervision"),
    held: box("held-releases"),
    shares: box("shares"),
    steps: story.workflow.letters,
    payIns: box("pay-ins"),
    reversals: box("reversals"),
    results: box("results"),
    returnResults: box("return-results"),
    refundResults: box("refund-results"),
    balances: box("balances"),
  };
}

/** What the table's stream says goes to its readers, as the event source's filters let it through. */
export function readStream(post: Post, records: readonly ChangeRecord[]): void {
  for (const { after, sequence } of records) {
    if (after?.type !== "entry" && after?.type !== "facts") continue;
    const letter = { record: streamRecord(after, sequence), isPoison: false };
    post.relay.post(letter);
    if (after.type === "entry") post.projector.post(letter);
  }
}

/** What was written before the story began is projected within it. */
export function readStage(post: Post, items: readonly Item[]): void {
  for (const [index, item] of items.entries())
    if (item.type === "entry")
      post.projector.post({ record: streamRecord(item, -1 - index), isPoison: false });
}

type Image = NonNullable<NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"]>;

const streamRecord = (item: object, sequence: number): DynamoDBRecord => {
  const image = marshall(item, { removeUndefinedValues: true }) as Image;
  return {
    eventName: "INSERT",
    dynamodb: { SequenceNumber: String(sequence), NewImage: image },
  };
};

/** A bank tells of its bookings until it is heard; the serial, or the instruction, is the key. */
export const noticesTo = (
  story: Story,
  post: Post,
): ConstructorParameters<typeof ModelBank>[1] => ({
  payIn(bankId, notice, booking) {
    story.watch.tookIn(booking);
    post.payIns.post({ bankId, notice, key: `serial-${notice.bankSerial}` });
  },
  result(bankId, notice, booking) {
    if (booking !== undefined) story.watch.paidOut(notice.instructionId, booking);
    post.results.post({ bankId, notice, key: `result-${notice.instructionId}` });
  },
  reversal(bankId, notice, booking) {
    story.watch.seized(booking);
    post.reversals.post({ bankId, notice, key: `serial-${notice.reversalSerial}` });
  },
  returnResult(bankId, notice, booking) {
    if (booking !== undefined) story.watch.paidBack(notice.bankSerial, booking);
    post.returnResults.post({ bankId, notice, key: `result-${notice.returnId}` });
  },
  refundResult(bankId, notice, booking) {
    if (booking !== undefined) story.watch.refunded(notice.instructionId, booking);
    post.refundResults.post({ bankId, notice, key: `result-${notice.instructionId}` });
  },
});
