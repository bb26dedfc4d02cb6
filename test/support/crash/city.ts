import type { BankClient } from "../../../adapters/bank/bank-client.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import type { Principal } from "../../../functions/kit/context.ts";
import { bankThat } from "../events.ts";
import type { Operation, Outcome, Request } from "../simulator/engine/call.ts";
import { Commands } from "../simulator/engine/commands.ts";
import type { Tamper } from "../simulator/engine/story.ts";
import type { Mailbox } from "../simulator/engine/mailbox.ts";
import { checkEnd } from "../simulator/watch/final-checks.ts";
import {
  actOnWaiting,
  lookForDue,
  openFamiliesShares,
  resumeHeld,
  superviseWaiting,
} from "../simulator/world/deadlines.ts";
import { consume, CONSUMERS } from "../simulator/world/consumers.ts";
import { project, relay } from "../simulator/world/deliveries.ts";
import { type Family, aFamily, linkOf } from "../simulator/world/families.ts";
import type { Fate } from "../simulator/world/mandates.ts";
import { ModelBank } from "../simulator/world/model-bank.ts";
import { operations } from "../simulator/world/operations.ts";
import {
  createPost,
  type NoticeLetter,
  noticesTo,
  type Post,
  readStage,
  readStream,
} from "../simulator/world/post.ts";
import { numbered, type Stage } from "../simulator/world/stage.ts";
import { judgeOne } from "../simulator/world/warnings.ts";
import { type Crash, CrashStory } from "./crash-story.ts";

type Json = Readonly<Record<string, unknown>>;

/** So often a caller without an answer asks again; a call that needs more will never be answered. */
const TRIES = 5;
/** More rounds than anything that is under way can need. */
const MOST_ROUNDS = 500;
/** Longer than any time of law that a chapter starts. */
const MOST_DAYS = 60;

/**
 * A city in which one thing happens after the other and everybody who is not answered, or whose process
 * died, does the same again: callers under the same key, bus, stream and queue with the same message.
 */
export class City {
  readonly story: CrashStory;
  readonly post: Post;
  /** What becomes of whatever a bank is asked from now on; of what it knows already it changes nothing. */
  fate: Fate = "executed";
  #calls = 0;

  private constructor(story: CrashStory) {
    this.story = story;
    this.post = createPost(story);
  }

  static async found(
    stage: Stage,
    families: readonly Family[],
    tamper: Tamper,
    crash?: Crash,
  ): Promise<City> {
    const city = new City(new CrashStory(stage, crash, tamper));
    const { story, post } = city;
    const puts = stage.items.map((item) => ({ kind: "put", item }) as const);
    for (const write of [...puts, ...families.map(linkOf)]) await story.table.commit([write]);
    story.watch.begin(stage.items);
    for (const bankId of new Set(stage.institutions.map((one) => one.bankId))) {
      const bank = new ModelBank(bankId, noticesTo(story, post), () => story.now);
      story.banks.set(bankId, bank);
      story.bankClients.set(bankId, city.#clientOf(bank));
    }
    story.table.onCommit((records) => {
      story.watch.onCommit(records, story.step);
      readStream(post, records);
    });
    readStage(post, stage.items);
    await city.arrive();
    story.begin();
    return city;
  }

  #clientOf(bank: ModelBank): BankClient {
    const accepted = { accepted: true } as const;
    return bankThat({
      requestPayment: (asked) => Promise.resolve().then(() => bank.requestPayment(asked)),
      release: (order) =>
        Promise.resolve().then(() => {
          bank.release(order, this.fate);
          return accepted;
        }),
      returnPayIn: (order) =>
        Promise.resolve().then(() => {
          bank.returnPayIn(order, this.fate);
          return accepted;
        }),
      refund: (order) =>
        Promise.resolve().then(() => {
          bank.refund(order, this.fate);
          return accepted;
        }),
    });
  }

  /** A caller's command, sent under one key until it is answered. @throws when it is refused */
  async call(operation: Operation, request: Omit<Request, "key">): Promise<Json> {
    this.#calls += 1;
    const key = `key-of-call-${this.#calls}`;
    const outcome = await this.#insist(operation, { ...request, key });
    if (outcome.kind === "answered") return JSON.parse(outcome.text) as Json;
    throw new Error(`${operation.id} was not answered: ${outcome.code}`);
  }

  async #insist(operation: Operation, request: Request): Promise<Outcome> {
    let outcome = await operation.call(this.story, request);
    for (let tries = 1; outcome.kind === "again" && tries < TRIES; tries += 1)
      outcome = await operation.call(this.story, request);
    return outcome;
  }

  /** Lets everything arrive that is under way; a bank does its work when it is not being spoken to. */
  async arrive(): Promise<void> {
    const { story, post } = this;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      story.workflow.wake();
      const waiting = this.#waiting();
      for (const act of waiting) await act();
      story.watch.checkBanks(story.banks);
      if (waiting.length === 0 && !this.#banksWork()) return;
    }
    const stuck = Object.values(post).filter(({ size }) => size > 0);
    throw new Error(`it never arrives: ${stuck.map(({ name }) => name).join(", ")}`);
  }

  #banksWork(): boolean {
    const answers = [...this.story.banks.values()].flatMap((bank) => [
      bank.executeOne(),
      bank.returnOne(),
      bank.refundOne(),
    ]);
    return answers.some((answer) => answer !== undefined);
  }

  #waiting(): (() => Promise<void>)[] {
    const { story, post } = this;
    const places: readonly (readonly [waiting: number, act: () => Promise<void>])[] = [
      [post.relay.size, () => relay(story, post)],
      [post.projector.size, () => project(story, post)],
      ...CONSUMERS.map((name) => [post.bus[name].size, () => consume(story, post, name)] as const),
      [post.due.size, () => actOnWaiting(story, post)],
      [post.supervision.size, () => superviseWaiting(story, post)],
      [post.held.size, () => resumeHeld(story, post)],
      [post.shares.size, () => openFamiliesShares(story, post)],
      [post.steps.size, () => story.workflow.callOne()],
      [post.warnings.size, () => judgeOne(story, post)],
      [post.payIns.size, () => this.#tell("notifyPayIn", post.payIns)],
      [post.reversals.size, () => this.#tell("reportPayInReversal", post.reversals)],
      [post.results.size, () => this.#tell("reportInstructionResult", post.results)],
      [post.returnResults.size, () => this.#tell("reportReturnResult", post.returnResults)],
      [post.refundResults.size, () => this.#tell("reportRefundResult", post.refundResults)],
    ];
    return places.flatMap(([waiting, act]) => (waiting > 0 ? [act] : []));
  }

  /** A bank tells one thing under that thing's own key, until it is heard. */
  async #tell<T>(
    name:
      | "notifyPayIn"
      | "reportPayInReversal"
      | "reportInstructionResult"
      | "reportReturnResult"
      | "reportRefundResult",
    box: Mailbox<NoticeLetter<T>>,
  ): Promise<void> {
    const [letter] = box.take();
    if (letter === undefined) return;
    const { bankId, notice, key } = letter.message;
    const request = { principal: bankPrincipal(bankId), body: notice, key };
    const outcome = await operations[name].call(this.story, request);
    if (outcome.kind === "again") box.again(letter);
    if (outcome.kind === "refused") throw new Error(`${name} was refused: ${outcome.code}`);
  }

  /** The clock goes on; the schedule queues what has fallen due, and it is done. */
  async until(instant: number): Promise<void> {
    const { story, post } = this;
    story.now = instant;
    const before = story.begun.length;
    await lookForDue(story, post);
    // A run of the schedule that died is followed by the next one.
    if (story.hasDied && story.begun.length === before + 1) await lookForDue(story, post);
    await this.arrive();
  }

  /** Everything arrives. @throws when anything that the watch looks at was ever wrong */
  async end(): Promise<void> {
    await this.arrive();
    const { broken } = this.story.watch;
    if (broken !== undefined) throw new Error(broken);
  }

  /** Time does what nobody has done, and then all of the table is checked against all of the banks. */
  async settle(): Promise<void> {
    const { story, post } = this;
    const isDue = () => story.table.all().some((item) => item["duepk"] !== undefined);
    for (let day = 0; day < MOST_DAYS && isDue(); day += 1) await this.until(story.now + DAY_MS);
    for (const { bankId, custodyAccountNo } of story.stage.institutions) {
      const body = story.banks.get(bankId)?.balanceOf(custodyAccountNo);
      await this.call(operations.pushBalance, { principal: bankPrincipal(bankId), body });
    }
    await this.arrive();
    await checkEnd(story, post, new Commands(story));
    await this.end();
  }
}

export const bankPrincipal = (bankId: string): Principal => ({
  kind: "bank",
  bankId,
  keyId: `${bankId}/2026-1`,
});

/** A second child of a family. */
export const sibling = (family: Family, n: number): Family => ({
  ...aFamily(n),
  principal: family.principal,
  studentId: numbered("stu", n),
});
