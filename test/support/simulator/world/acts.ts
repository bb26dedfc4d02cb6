import type { Commands } from "../engine/commands.ts";
import type { Story } from "../engine/story.ts";
import { changeOne } from "./class-changes.ts";
import { decideCalendar, proposeCalendar } from "./calendar.ts";
import { consume, type ConsumerName, TELLERS } from "./consumers.ts";
import { decideMatter, endFreeze, freezeOne } from "./collapse.ts";
import { actOnWaiting, superviseWaiting, openFamiliesShares, resumeHeld } from "./deadlines.ts";
import { confirmMany, disputeOne, resolveOne, undoOne, withdrawOne } from "./disputes.ts";
import { type Family, type Order, takeNextStep } from "./families.ts";
import { wishForNotices } from "./gateway.ts";
import { confirmOne, recordSession, requestSession } from "./lessons.ts";
import type { BankNotices } from "./notices.ts";
import { readPosition } from "./officers.ts";
import type { Post } from "./post.ts";
import { liftOne, stopOne } from "./stops.ts";
import {
  answerRefund,
  arbitrateOne,
  askForRefund,
  orderRefund,
  pushRefund,
  withdrawRefund,
} from "./refunds.ts";
import { reverseOne } from "./reversals.ts";
import { settleTask } from "./tasks.ts";
import { judgeOne } from "./warnings.ts";

export type Act = () => Promise<void>;

/** Who plays in a story. */
export interface Cast {
  readonly post: Post;
  readonly commands: Commands;
  readonly families: readonly Family[];
  readonly notices: BankNotices;
}

/** What happens next: mostly something that waits, else something that somebody begins. */
export async function act(story: Story, cast: Cast): Promise<void> {
  const { chance } = story;
  const waiting = waitingActs(story, cast);
  const next = chance.happens(0.6) ? chance.pick(waiting) : undefined;
  return next === undefined ? begin(story, cast) : next();
}

/** Consumers whose events matter as much as each other; those that tell people share one place. */
const MOVERS: readonly ConsumerName[] = [
  "instructRelease",
  "sendInstruction",
  "returnPayIn",
  "sendReturn",
  "recountDeadlines",
  "startRefundWorkflow",
  "resumeRefundWorkflow",
  "sendRefund",
  "openOrderedRefund",
  "queueHeldReleases",
  "planMassRefund",
  "queueShares",
  "followShare",
];

/** One act for each place where something waits. */
export function waitingActs(
  story: Story,
  { post, commands, notices }: Omit<Cast, "families">,
): readonly Act[] {
  const teller = story.chance.pick(TELLERS.filter((name) => post.bus[name].size > 0));
  const told: readonly ConsumerName[] = teller === undefined ? [] : [teller];
  const places: readonly (readonly [waiting: number, act: Act])[] = [
    ...[...MOVERS, ...told].map(
      (name) => [post.bus[name].size, () => consume(story, post, name)] as const,
    ),
    [post.warnings.size, () => judgeOne(story, post)],
    [post.due.size, () => actOnWaiting(story, post)],
    [post.supervision.size, () => superviseWaiting(story, post)],
    [post.held.size, () => resumeHeld(story, post)],
    [post.shares.size, () => openFamiliesShares(story, post)],
    [post.steps.size, () => story.workflow.callOne()],
    [post.payIns.size, () => notices.payIn()],
    [post.reversals.size, () => notices.reversal()],
    [post.results.size, () => notices.result()],
    [post.returnResults.size, () => notices.returnResult()],
    [post.refundResults.size, () => notices.refundResult()],
    [post.balances.size, () => notices.balance()],
    [commands.openCount, () => commands.retry()],
  ];
  return places.flatMap(([waiting, act]) => (waiting > 0 ? [act] : []));
}

type Beginning = (
  story: Story,
  commands: Commands,
  cast: {
    readonly orders: readonly Order[];
    readonly families: readonly Family[];
    readonly post: Post;
  },
) => Promise<void> | void;

/** What somebody may begin, and how often: weights beside one another. */
const BEGINNINGS: readonly (readonly [weight: number, begin: Beginning])[] = [
  [11, (_story, commands) => commands.repeat()],
  [3, (story) => readPosition(story)],
  [6, (story, _commands, { orders }) => reverseOne(story, orders)],
  [6, (story, commands) => settleTask(story, commands)],
  [1.5, (story, commands) => proposeCalendar(story, commands)],
  [2, (story, commands) => decideCalendar(story, commands)],
  [2, (story, commands, { families }) => wishForNotices(story, commands, families)],
  [9, (story, commands, { orders }) => askForRefund(story, commands, orders)],
  [7, (story, commands, { orders }) => answerRefund(story, commands, orders)],
  [6, (story, commands, { orders }) => arbitrateOne(story, commands, orders)],
  [5, (story, commands, { orders }) => changeOne(story, commands, orders)],
  [1.5, (story, commands, { orders }) => withdrawRefund(story, commands, orders)],
  [1.5, (story, commands, { orders }) => pushRefund(story, commands, orders)],
  [1, (story, _commands, { orders, post }) => orderRefund(story, post, orders)],
  [1.1, (story, commands) => freezeOne(story, commands)],
  [7, (story, commands, { post }) => endFreeze(story, commands, post)],
  [0.7, (story, commands) => stopOne(story, commands)],
  [2, (story, commands) => liftOne(story, commands)],
  [7, (story, commands) => decideMatter(story, commands)],
  [18, (story, commands, { orders }) => recordSession(story, commands, orders)],
  [18, (story, commands, { orders }) => requestSession(story, commands, orders)],
  [8, (story, commands, { orders }) => disputeOne(story, commands, orders)],
  [4, (story, commands, { orders }) => withdrawOne(story, commands, orders)],
  [6, (story, commands, { orders }) => resolveOne(story, commands, orders)],
  [4, (story, commands, { orders }) => undoOne(story, commands, orders)],
  [7, (story, commands, { orders }) => confirmMany(story, commands, orders)],
  [16, (story, commands, { orders }) => confirmOne(story, commands, orders)],
];
const WEIGHT = BEGINNINGS.reduce((sum, [weight]) => sum + weight, 0);

async function begin(story: Story, { commands, families, post }: Cast): Promise<void> {
  const { chance } = story;
  const waiting = families.filter(
    (one) => !one.isBusy && !one.hasGivenUp && one.order?.isPaid !== true,
  );
  const family = chance.pick(waiting);
  if (family !== undefined && chance.happens(0.5)) return takeNextStep(story, commands, family);
  const orders = families.flatMap(({ order, changed }) => [order ?? [], changed].flat());
  let left = chance.next() * WEIGHT;
  const chosen = BEGINNINGS.find(([weight]) => (left -= weight) < 0);
  return chosen?.[1](story, commands, { orders, families, post });
}
