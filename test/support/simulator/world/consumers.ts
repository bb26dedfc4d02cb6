import type * as z from "zod";
import { BankUnavailable } from "../../../../adapters/bank/bank-client.ts";
import {
  type GatewayMessage,
  GatewayUnavailable,
} from "../../../../adapters/notices/message-gateway.ts";
import { NotQueued } from "../../../../adapters/queue/work-queue.ts";
import { StaleVersion } from "../../../../adapters/unit-of-work.ts";
import { PayInSuspended, ReleaseExecuted, ReleaseInstructed } from "../../../../events/custody.ts";
import type { EventDefinition } from "../../../../events/define.ts";
import { PaymentReceived } from "../../../../events/enrolment.ts";
import {
  DisputeFoundForInstitution,
  LessonConfirmed,
  LessonDeemed,
} from "../../../../events/lesson.ts";
import { NoticeDeliveryDue, NoticeRecorded } from "../../../../events/notice.ts";
import { OpeningDepositClosed, OpeningDepositReceived } from "../../../../events/opening.ts";
import { RefundOrdered } from "../../../../events/complaint.ts";
import { FreezeConfirmed, FreezeLifted } from "../../../../events/institution.ts";
import { MassRefundOrdered, MassRefundPlanned } from "../../../../events/mass-refund.ts";
import { RefundCancelled, RefundExecuted, RefundInstructed } from "../../../../events/refund.ts";
import { CalendarCorrected } from "../../../../events/reference.ts";
import { ReturnInstructed } from "../../../../events/settlement.ts";
import { StudentLinked } from "../../../../events/student.ts";
import * as custody from "../../../../functions/custody/contracts.ts";
import * as held from "../../../../functions/custody/freeze-contracts.ts";
import { instructRelease } from "../../../../functions/custody/instruct-release.ts";
import { queueHeldReleases } from "../../../../functions/custody/queue-held-releases.ts";
import { sendInstruction } from "../../../../functions/custody/send-instruction.ts";
import * as deadline from "../../../../functions/deadline/contracts.ts";
import type { DueKit } from "../../../../functions/deadline/queue-items.ts";
import type { WorkQueue } from "../../../../adapters/queue/work-queue.ts";
import { recountDeadlines } from "../../../../functions/deadline/recount-deadlines.ts";
import { claimOpenings } from "../../../../functions/enrolment/claim-openings.ts";
import { closeOpenings } from "../../../../functions/enrolment/close-openings.ts";
import { openBalances } from "../../../../functions/enrolment/open-balances.ts";
import * as opening from "../../../../functions/enrolment/opening-task-contracts.ts";
import * as freeze from "../../../../functions/institution/freeze-contracts.ts";
import { tellOfFreeze } from "../../../../functions/institution/tell-of-freeze.ts";
import type { TaskContract } from "../../../../functions/kit/contract.ts";
import { eventLambda, type Reaction } from "../../../../functions/kit/event.ts";
import type { GatewayKit } from "../../../../functions/kit/gateway-deps.ts";
import { asRefused } from "../../../../functions/kit/problem.ts";
import type { WorkflowKit } from "../../../../functions/kit/workflow-deps.ts";
import * as notice from "../../../../functions/notice/contracts.ts";
import { deliverNotice } from "../../../../functions/notice/deliver-notice.ts";
import { deliverPostponed } from "../../../../functions/notice/deliver-postponed.ts";
import { tellOfPayment } from "../../../../functions/notice/tell-of-payment.ts";
import { tellOfRelease } from "../../../../functions/notice/tell-of-release.ts";
import * as refundBank from "../../../../functions/refund/bank-contracts.ts";
import { followShare } from "../../../../functions/refund/follow-share.ts";
import * as mass from "../../../../functions/refund/mass-refund-contracts.ts";
import { openOrderedRefund } from "../../../../functions/refund/open-ordered-refund.ts";
import { planMassRefund } from "../../../../functions/refund/plan-mass-refund.ts";
import { queueShares } from "../../../../functions/refund/queue-shares.ts";
import { resumeRefundWorkflow } from "../../../../functions/refund/resume-refund-workflow.ts";
import { sendRefund } from "../../../../functions/refund/send-refund.ts";
import { startRefundWorkflow } from "../../../../functions/refund/start-refund-workflow.ts";
import * as workflow from "../../../../functions/refund/workflow-contracts.ts";
import * as settlement from "../../../../functions/settlement/contracts.ts";
import { returnPayIn } from "../../../../functions/settlement/return-pay-in.ts";
import { sendReturn } from "../../../../functions/settlement/send-return.ts";
import { busEventFrom } from "../../events.ts";
import { traceOf } from "../engine/call.ts";
import { DIED } from "../engine/process.ts";
import type { CallProcess } from "../engine/process.ts";
import type { Story, StoryKit } from "../engine/story.ts";
import { dueQueuesTo, queueTo } from "./queues.ts";
import type { Post } from "./post.ts";

type ConsumerKit = StoryKit & GatewayKit & DueKit & WorkflowKit;

/** A consumer of bus events: what it listens to, and how a process of it starts. */
interface Consumer {
  readonly events: readonly { readonly detailType: string }[];
  readonly start: (kit: ConsumerKit) => (event: ReturnType<typeof busEventFrom>) => Promise<void>;
}

const consumer = <S extends z.ZodObject>(
  contract: TaskContract,
  events: readonly EventDefinition<string, S>[],
  reaction: (kit: ConsumerKit) => Reaction<z.output<S>>,
): Consumer => ({ events, start: (kit) => eventLambda(contract, events, reaction, kit) });

type AnyEvents = readonly EventDefinition<string, z.ZodObject>[];

/** What makes a lesson's fee earned. */
const EARNED = [LessonConfirmed, LessonDeemed, DisputeFoundForInstitution];

/** Who listens to the bus, by the id of the task. */
export const consumers = {
  instructRelease: consumer(custody.instructRelease, EARNED, instructRelease),
  sendInstruction: consumer(custody.sendInstruction, [ReleaseInstructed], sendInstruction),
  returnPayIn: consumer(settlement.returnPayIn, [PayInSuspended], returnPayIn),
  sendReturn: consumer(settlement.sendReturn, [ReturnInstructed], sendReturn),
  recountDeadlines: consumer(deadline.recountDeadlines, [CalendarCorrected], recountDeadlines),
  tellOfPayment: consumer(notice.tellOfPayment, [PaymentReceived], tellOfPayment),
  tellOfRelease: consumer(notice.tellOfRelease, [ReleaseExecuted], tellOfRelease),
  openBalances: consumer(opening.openBalances, [OpeningDepositReceived], openBalances),
  claimOpenings: consumer(opening.claimOpenings, [StudentLinked], claimOpenings),
  closeOpenings: consumer(opening.closeOpenings, [OpeningDepositClosed], closeOpenings),
  tellOfFreeze: consumer(freeze.tellOfFreeze, [FreezeConfirmed, FreezeLifted], tellOfFreeze),
  queueHeldReleases: consumer(
    held.queueHeldReleases,
    held.queueHeldReleases.trigger.events as AnyEvents,
    queueHeldReleases,
  ),
  startRefundWorkflow: consumer(
    workflow.startRefundWorkflow,
    workflow.startRefundWorkflow.trigger.events as AnyEvents,
    startRefundWorkflow,
  ),
  resumeRefundWorkflow: consumer(
    workflow.resumeRefundWorkflow,
    workflow.resumeRefundWorkflow.trigger.events as AnyEvents,
    resumeRefundWorkflow,
  ),
  openOrderedRefund: consumer(workflow.openOrderedRefund, [RefundOrdered], openOrderedRefund),
  sendRefund: consumer(refundBank.sendRefund, [RefundInstructed], sendRefund),
  planMassRefund: consumer(mass.planMassRefund, [MassRefundOrdered], planMassRefund),
  queueShares: consumer(mass.queueShares, [MassRefundPlanned], queueShares),
  followShare: {
    events: [RefundExecuted, RefundCancelled],
    start: (kit) => {
      const executed = eventLambda(mass.followShare, RefundExecuted, followShare, kit);
      const cancelled = eventLambda(mass.followShare, RefundCancelled, followShare, kit);
      return (event) =>
        event["detail-type"] === RefundCancelled.detailType ? cancelled(event) : executed(event);
    },
  },
  deliverNotice: consumer(notice.deliverNotice, [NoticeRecorded], deliverNotice),
  deliverPostponed: consumer(notice.deliverPostponed, [NoticeDeliveryDue], deliverPostponed),
} as const satisfies Readonly<Record<string, Consumer>>;

export type ConsumerName = keyof typeof consumers;

export const CONSUMERS = Object.keys(consumers) as readonly ConsumerName[];

/** The queues that consumers fill, where it is not that of what is due. */
const FILLS: Readonly<Partial<Record<ConsumerName, "held" | "shares">>> = {
  queueHeldReleases: "held",
  queueShares: "shares",
};

/** By the type of an event: the consumers that listen to it. */
export const listenersTo: ReadonlyMap<string, readonly ConsumerName[]> = new Map(
  [
    ...Map.groupBy(
      CONSUMERS.flatMap((name) =>
        consumers[name].events.map(({ detailType }) => ({ name, detailType })),
      ),
      ({ detailType }) => detailType,
    ),
  ].map(([detailType, all]) => [detailType, all.map(({ name }) => name)]),
);

/** Those that only tell people of what has happened. */
export const TELLERS: readonly ConsumerName[] = [
  "tellOfPayment",
  "tellOfRelease",
  "tellOfFreeze",
  "deliverNotice",
  "deliverPostponed",
];

/** So often the bus tries; then a person has to look. */
const POISON_ATTEMPTS = 4;
export const ATTEMPTS = 200;

/** The queue that a consumer fills: its own, or those of what is due. */
function queueOf(story: Story, post: Post, name: ConsumerName, process: CallProcess): WorkQueue {
  const box = FILLS[name];
  return box === undefined ? dueQueuesTo(story, post, process) : queueTo(story, post[box], process);
}

/** The bus gives an event to its consumer; a failure comes again, and at last goes to the dead letters. */
export async function consume(story: Story, post: Post, name: ConsumerName): Promise<void> {
  const box = post.bus[name];
  const [letter] = box.take();
  if (letter === undefined) return;
  const { event, isPoison } = letter.message;
  const { process, kit } = story.newProcess(name);
  const outside = {
    ...kit,
    queue: queueOf(story, post, name, process),
    executions: story.workflow.executions(process),
    gateway: { send: process.outside((message: GatewayMessage) => story.gateway.send(message)) },
  };
  const outcome = await process
    .run(async () => {
      await consumers[name].start(outside)(busEventFrom(event));
      return "done";
    })
    .catch((error: unknown) => {
      if (!isPoison && !isPassing(error))
        story.watch.break(`${name} ${event.id}: ${traceOf(error)}`);
      return error instanceof Error ? error.name : "failed";
    });
  story.trace.add(`${name} ${event.id} ${outcome === DIED ? "died" : outcome}`);
  if (outcome === "done") return;
  if (letter.attempts < (isPoison ? POISON_ATTEMPTS : ATTEMPTS)) box.again(letter);
  else story.deadLetters.push({ isPoison, what: `${name} ${event.id}` });
}

const PASSING = [StaleVersion, BankUnavailable, GatewayUnavailable, NotQueued];

/** Failures that another delivery heals; any other is a defect. */
export const isPassing = (error: unknown): boolean =>
  PASSING.some((kind) => error instanceof kind) || asRefused(error).code === "service.unavailable";
