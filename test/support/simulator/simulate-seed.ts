import { DAY_MS } from "../../../domain/shared/time.ts";
import { type FaultReport, reportOf } from "./engine/faults.ts";
import { type Tamper, Story } from "./engine/story.ts";
import { traceOf } from "./engine/call.ts";
import { Commands } from "./engine/commands.ts";
import { checkEnd } from "./watch/final-checks.ts";
import type { Watch } from "./watch/watch.ts";
import { act, type Act, type Cast, waitingActs } from "./world/acts.ts";
import { clientOf } from "./world/bank-client.ts";
import { enterMissingCalendar } from "./world/calendar.ts";
import { liftAll } from "./world/collapse.ts";
import { lookForDue } from "./world/deadlines.ts";
import { poison, project, relay } from "./world/deliveries.ts";
import { aFamily, linkOf } from "./world/families.ts";
import { meanStepMs } from "./world/lessons.ts";
import { ModelBank } from "./world/model-bank.ts";
import { BankNotices } from "./world/notices.ts";
import { createPost, noticesTo, readStage, readStream } from "./world/post.ts";
import type { Stage } from "./world/stage.ts";
import { sayAllBalances, sayBalance } from "./world/tasks.ts";

export interface SeedReport {
  readonly seed: number;
  readonly operationCount: number;
  /** Everything that went wrong, and how often it might have. */
  readonly faults: FaultReport;
  /** A hash of everything that happened and of the table it led to: the same seed gives the same. */
  readonly traceHash: string;
  /** How many lessons were released, came back from the bank, and pay-ins were held aside. */
  readonly seen: Watch["seen"];
  readonly broken?: { readonly what: string; readonly last: readonly string[] };
}

export interface SeedOptions {
  readonly operations: number;
  /** Nothing goes wrong: to see what the faults cost. */
  readonly isCalm?: boolean;
  readonly tamper?: Tamper;
}

/** Plays one seed: so many operations with faults, then everything arrives, then all is checked. */
export async function simulateSeed(
  stage: Stage,
  seed: number,
  { operations, isCalm = false, tamper = (_operation, table) => table }: SeedOptions,
): Promise<SeedReport> {
  const story = new Story(stage, seed, tamper);
  let operationCount = 0;
  try {
    const cast = await castOf(story, operations);
    story.faults.isOver = isCalm;
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
    faults: reportOf(story.faults),
    traceHash: story.trace.digest(),
    seen: story.watch.seen,
    ...(what === undefined ? {} : { broken: { what, last } }),
  };
}

/** One family for so many operations. */
const OPERATIONS_A_FAMILY = 40;
/** Writes that a commit may have. */
const MOST_AT_ONCE = 100;
/** In so many stories the year's calendar is not in yet when they begin. */
const CALENDAR_IS_LATE = 0.15;

async function castOf(story: Story, operations: number): Promise<Cast> {
  const familyCount = 4 + Math.ceil(operations / OPERATIONS_A_FAMILY);
  const families = Array.from({ length: familyCount }, (_, index) => aFamily(index + 1));
  const isLate = story.chance.happens(CALENDAR_IS_LATE);
  const items = story.stage.items.filter(({ pk }) => !(isLate && pk.startsWith("CAL#")));
  const puts = items.map((item) => ({ kind: "put", item }) as const);
  const writes = [...puts, ...families.map(linkOf)];
  while (writes.length > 0) await story.table.commit(writes.splice(0, MOST_AT_ONCE));
  story.watch.begin(items);
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
    story.watch.onCommit(records, story.step);
    readStream(post, records);
  });
  readStage(post, items);
  return { post, commands: new Commands(story), families, notices };
}

/** Until the operations are used up. */
async function playOut(story: Story, cast: Cast, operations: number): Promise<void> {
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
  if (chance.happens(0.02)) sayBalance(story, cast.post);
  story.workflow.wake();
  story.catchUp();
  for (const bank of story.banks.values()) {
    if (chance.happens(0.3)) bank.executeOne();
    if (chance.happens(0.3)) bank.returnOne();
    if (chance.happens(0.08)) bank.refundOne();
  }
  await story.turns.run(acts);
  story.watch.checkBanks(story.banks);
}

/** So many rounds are more than everything that is under way can need. */
const MOST_ROUNDS = 10_000;

/** Nothing more goes wrong: whatever is under way arrives, and then time does what nobody has done. */
async function settle(story: Story, cast: Cast): Promise<void> {
  await arrive(story, cast);
  await story.turns.run([() => cast.commands.replayAll()]);
  await enterMissingCalendar(story, cast.commands);
  await arrive(story, cast);
  // Longer than a freeze stands that nobody has confirmed, and no shorter than anybody puts a payment off.
  story.now += 2 * DAY_MS;
  story.catchUp();
  await story.turns.run([() => lookForDue(story, cast.post)]);
  await arrive(story, cast);
  await liftAll(story, cast.commands);
  await arrive(story, cast);
  const isDue = () => story.watch.dueCount > 0;
  for (
    let half = 0;
    half < MOST_HALF_DAYS && story.watch.broken === undefined && isDue();
    half += 1
  ) {
    story.now += HALF_DAY_MS;
    await story.turns.run([() => lookForDue(story, cast.post)]);
    await arrive(story, cast);
  }
  story.now += HALF_DAY_MS;
  sayAllBalances(story, cast.post);
  await arrive(story, cast);
}

/** Of two such instants one is by day, when people may be woken. */
const HALF_DAY_MS = DAY_MS / 2;
/** Longer than any time of law that a story starts. */
const MOST_HALF_DAYS = 120;

async function arrive(story: Story, cast: Cast): Promise<void> {
  const { post } = cast;
  for (let round = 0; round < MOST_ROUNDS && story.watch.broken === undefined; round += 1) {
    story.step += 1;
    story.workflow.wake();
    const waiting: Act[] = [
      ...(post.relay.size > 0 ? [() => relay(story, post)] : []),
      ...(post.projector.size > 0 ? [() => project(story, post)] : []),
      ...waitingActs(story, cast),
    ];
    for (const one of waiting) await story.turns.run([one]);
    const executed = [...story.banks.values()].flatMap((bank) => [
      ...(bank.executeOne() === undefined ? [] : [bank]),
      ...(bank.returnOne() === undefined ? [] : [bank]),
      ...(bank.refundOne() === undefined ? [] : [bank]),
    ]);
    if (waiting.length === 0 && executed.length === 0) break;
  }
}
