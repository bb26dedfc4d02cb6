import { DAY_MS } from "../../../domain/shared/time.ts";
import { traceOf } from "./engine/call.ts";
import { Commands } from "./engine/commands.ts";
import { confirmMany, disputeOne, resolveOne, withdrawOne } from "./world/disputes.ts";
import { actOnWaiting, lookForDue } from "./world/deadlines.ts";
import {
  askForReturn,
  instruct,
  poison,
  project,
  relay,
  send,
  sendBack,
} from "./world/deliveries.ts";
import { aFamily, type Family, linkOf, type Order, takeNextStep } from "./world/families.ts";
import { checkEnd } from "./watch/final-checks.ts";
import { confirmOne, meanStepMs, recordSession, requestSession } from "./world/lessons.ts";
import { ModelBank } from "./world/model-bank.ts";
import { BankNotices, clientOf } from "./world/notices.ts";
import { readPosition } from "./world/officers.ts";
import { createPost, noticesTo, type Post, readStream } from "./world/post.ts";
import type { Stage } from "./world/stage.ts";
import { Story, type Tamper } from "./engine/story.ts";
import type { Watch } from "./watch/watch.ts";

export interface SeedReport {
  readonly seed: number;
  readonly operationCount: number;
  readonly faultCount: number;
  /** A hash of everything that happened and of the table it led to: the same seed gives the same. */
  readonly traceHash: string;
  /** How many lessons were released, came back from the bank, and pay-ins were held aside. */
  readonly seen: Watch["seen"];
  readonly broken?: { readonly what: string; readonly last: readonly string[] };
}

export interface SeedOptions {
  readonly operations: number;
  readonly tamper?: Tamper;
}

type Act = () => Promise<void>;

/** Plays one seed: so many operations with faults, then everything arrives, then all is checked. */
export async function simulateSeed(
  stage: Stage,
  seed: number,
  { operations, tamper = (_operation, table) => table }: SeedOptions,
): Promise<SeedReport> {
  const story = new Story(stage, seed, tamper);
  let operationCount = 0;
  try {
    const cast = await castOf(story, operations);
    await playOut(story, cast, operations);
    operationCount = story.operationCount;
    story.faults.isOver = true;
    if (story.watch.broken === undefined) await settle(story, cast);
    if (story.watch.broken === undefined) await checkEnd(story, cast.post, cast.commands);
  } catch (error) {
    // What nobody expected is shown with its seed like anything else.
    story.watch.break(traceOf(error));
  }
  const { broken: what } = story.watch;
  const last = story.trace.last();
  for (const item of story.table.all()) story.trace.add(JSON.stringify(item));
  return {
    seed,
    operationCount,
    faultCount: story.faults.count,
    traceHash: story.trace.digest(),
    seen: story.watch.seen,
    ...(what === undefined ? {} : { broken: { what, last } }),
  };
}

interface Cast {
  readonly post: Post;
  readonly commands: Commands;
  readonly families: readonly Family[];
  readonly notices: BankNotices;
}

/** One family for so many operations. */
const OPERATIONS_A_FAMILY = 40;

async function castOf(story: Story, operations: number): Promise<Cast> {
  const familyCount = 4 + Math.ceil(operations / OPERATIONS_A_FAMILY);
  const families = Array.from({ length: familyCount }, (_, index) => aFamily(index + 1));
  const puts = story.stage.items.map((item) => ({ kind: "put", item }) as const);
  for (const write of [...puts, ...families.map(linkOf)]) await story.table.commit([write]);
  const post = createPost(story);
  const notices = new BankNotices(story, post, (paymentId) => {
    for (const { order } of families) if (order?.paymentId === paymentId) order.isPaid = true;
  });
  for (const { bankId } of story.stage.institutions) {
    if (story.banks.has(bankId)) continue;
    const bank = new ModelBank(bankId, noticesTo(story, post), () => story.now);
    story.banks.set(bankId, bank);
    story.bankClients.set(bankId, clientOf(story, bank, notices));
  }
  story.table.onCommit((records) => {
    story.watch.onCommit(records);
    readStream(post, records);
  });
  return { post, commands: new Commands(story), families, notices };
}

/** With all faults, until the operations are used up. */
async function playOut(story: Story, cast: Cast, operations: number): Promise<void> {
  story.faults.isOver = false;
  poison(story, cast.post);
  while (story.operationCount < operations && story.watch.broken === undefined)
    await playStep(story, cast, operations);
}

/** One to five things at the same time, and the stream's readers beside them. */
async function playStep(story: Story, cast: Cast, operations: number): Promise<void> {
  const { chance } = story;
  story.step += 1;
  const isOrdering = story.operationCount < operations * 0.15;
  story.now += chance.below(
    isOrdering ? 120_000 : 2 * meanStepMs(story.operationCount, operations),
  );
  const atOnce = chance.happens(0.6) ? 1 : 2 + chance.below(4);
  const acts: Act[] = Array.from({ length: atOnce }, () => () => act(story, cast));
  if (chance.happens(0.5)) acts.push(() => relay(story, cast.post));
  if (chance.happens(0.25)) acts.push(() => project(story, cast.post));
  if (chance.happens(0.1)) acts.push(() => lookForDue(story, cast.post));
  for (const bank of story.banks.values()) {
    if (chance.happens(0.3)) bank.executeOne();
    if (chance.happens(0.3)) bank.returnOne();
  }
  await story.turns.run(acts);
  story.watch.checkBanks(story.banks);
}

/** What happens next: mostly something that waits, else something that somebody begins. */
async function act(story: Story, { post, commands, families, notices }: Cast): Promise<void> {
  const { chance } = story;
  const orders = families.flatMap(({ order }) => order ?? []);
  const deliveries = waitingActs(story, { post, commands, notices });
  const delivery = chance.happens(0.6) ? chance.pick(deliveries) : undefined;
  return delivery === undefined ? begin(story, commands, families, orders) : delivery();
}

/** One act for each place where something waits. */
function waitingActs(
  story: Story,
  { post, commands, notices }: Omit<Cast, "families">,
): readonly Act[] {
  const places: readonly (readonly [waiting: number, act: Act])[] = [
    [post.confirmed.size, () => instruct(story, post)],
    [post.instructed.size, () => send(story, post)],
    [post.suspended.size, () => sendBack(story, post)],
    [post.returns.size, () => askForReturn(story, post)],
    [post.due.size, () => actOnWaiting(story, post)],
    [post.payIns.size, () => notices.payIn()],
    [post.results.size, () => notices.result()],
    [post.returnResults.size, () => notices.returnResult()],
    [commands.openCount, () => commands.retry()],
  ];
  return places.flatMap(([waiting, act]) => (waiting > 0 ? [act] : []));
}

async function begin(
  story: Story,
  commands: Commands,
  families: readonly Family[],
  orders: readonly Order[],
): Promise<void> {
  const { chance } = story;
  const waiting = families.filter(
    (one) => !one.isBusy && !one.hasGivenUp && one.order?.isPaid !== true,
  );
  const family = chance.pick(waiting);
  if (family !== undefined && chance.happens(0.5)) return takeNextStep(story, commands, family);
  const kind = chance.next();
  if (kind < 0.12) return commands.repeat();
  if (kind < 0.16) return readPosition(story);
  if (kind < 0.36) return recordSession(story, commands, orders);
  if (kind < 0.56) return requestSession(story, commands, orders);
  if (kind < 0.64) return disputeOne(story, commands, orders);
  if (kind < 0.68) return withdrawOne(story, commands, orders);
  if (kind < 0.74) return resolveOne(story, commands, orders);
  if (kind < 0.82) return confirmMany(story, commands, orders);
  return confirmOne(story, commands, orders);
}

/** So many rounds are more than everything that is under way can need. */
const MOST_ROUNDS = 10_000;

/** Nothing more goes wrong: whatever is under way arrives, and then time does what nobody has done. */
async function settle(story: Story, cast: Cast): Promise<void> {
  await arrive(story, cast);
  await story.turns.run([() => cast.commands.replayAll()]);
  const isDue = () => story.table.all().some((item) => item["duepk"] !== undefined);
  for (let day = 0; day < MOST_DAYS && story.watch.broken === undefined && isDue(); day += 1) {
    story.now += DAY_MS;
    await story.turns.run([() => lookForDue(story, cast.post)]);
    await arrive(story, cast);
  }
}

/** Longer than any time of law that a story starts. */
const MOST_DAYS = 60;

async function arrive(story: Story, cast: Cast): Promise<void> {
  const { post } = cast;
  for (let round = 0; round < MOST_ROUNDS && story.watch.broken === undefined; round += 1) {
    story.step += 1;
    const waiting: Act[] = [
      ...(post.relay.size > 0 ? [() => relay(story, post)] : []),
      ...(post.projector.size > 0 ? [() => project(story, post)] : []),
      ...waitingActs(story, cast),
    ];
    for (const one of waiting) await story.turns.run([one]);
    const executed = [...story.banks.values()].flatMap((bank) => [
      ...(bank.executeOne() === undefined ? [] : [bank]),
      ...(bank.returnOne() === undefined ? [] : [bank]),
    ]);
    if (waiting.length === 0 && executed.length === 0) break;
  }
}
