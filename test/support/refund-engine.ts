import type { EventBridgeEvent } from "aws-lambda";
import type * as z from "zod";
import type { Executions } from "../../adapters/workflows/executions.ts";
import { RefundOrdered } from "../../events/complaint.ts";
import type { EventDefinition } from "../../events/define.ts";
import { RefundInstructed } from "../../events/refund.ts";
import { RefundWorkflow } from "../../infra/constructs/refund-workflow.ts";
import type { PersonalKit } from "../../functions/kit/personal-deps.ts";
import { eventLambda } from "../../functions/kit/event.ts";
import { stepLambda } from "../../functions/kit/workflow-step.ts";
import { assessRefund } from "../../functions/refund/assess-refund.ts";
import { awaitRefundStep } from "../../functions/refund/await-refund-step.ts";
import * as bankContracts from "../../functions/refund/bank-contracts.ts";
import { callForRefund } from "../../functions/refund/call-for-refund.ts";
import { instructRefund } from "../../functions/refund/instruct-refund.ts";
import { openOrderedRefund } from "../../functions/refund/open-ordered-refund.ts";
import { resumeRefundWorkflow } from "../../functions/refund/resume-refund-workflow.ts";
import { sendRefund } from "../../functions/refund/send-refund.ts";
import { startRefundWorkflow } from "../../functions/refund/start-refund-workflow.ts";
import * as contracts from "../../functions/refund/workflow-contracts.ts";
import { OfRefund, WaitingStep } from "../../functions/refund/workflow-input.ts";
import type { TestKit } from "./door.ts";
import { busEvent, entriesIn } from "./events.ts";
import type { aRefundBank } from "./refund-bank.ts";
import { definitionOf } from "./workflows/construct-definition.ts";
import { functionError, MACHINE, machineRoom, type Stub } from "./workflows/machine-room.ts";

type AnyEvent = EventDefinition<string, z.ZodObject>;
type Consumer = (event: EventBridgeEvent<string, unknown>) => Promise<void>;

/** The error of a step reaches the workflow by its name. */
const failingAsFunctionsDo =
  (step: Stub): Stub =>
  async (event) => {
    try {
      return await step(event);
    } catch (error) {
      throw functionError(error instanceof Error ? error.name : "Error", String(error));
    }
  };

let definition: string | undefined;
/** The synthesised definition, made once a file. */
export const refundDefinition = (): string => (definition ??= definitionOf(RefundWorkflow));

/** The refund's workflow in the local engine, with its real steps and consumers on a kit's table. */
export function refundEngine(kit: TestKit & PersonalKit, bank: ReturnType<typeof aRefundBank>) {
  const executions: Executions = {
    start: (name, input) => {
      try {
        room.ask("StartExecution", {
          stateMachineArn: MACHINE,
          name,
          input: JSON.stringify(input),
        });
        return Promise.resolve("started");
      } catch {
        return Promise.resolve("started-before");
      }
    },
    answer: (taskToken, output) => {
      try {
        room.ask("SendTaskSuccess", { taskToken, output: JSON.stringify(output) });
        return Promise.resolve("answered");
      } catch {
        return Promise.resolve("late");
      }
    },
  };
  const able = { ...kit, executions, bank: () => bank.client, knowsBank: () => true };
  const steps: Readonly<Record<string, Stub>> = {
    assessRefund: stepLambda(contracts.assessRefund, OfRefund, assessRefund, able),
    awaitRefundStep: stepLambda(contracts.awaitRefundStep, WaitingStep, awaitRefundStep, able),
    instructRefund: stepLambda(contracts.instructRefund, OfRefund, instructRefund, able),
    callForRefund: stepLambda(contracts.callForRefund, OfRefund, callForRefund, able),
  };
  const functions = Object.fromEntries(
    Object.entries(steps).map(([id, step]) => [id, failingAsFunctionsDo(step)]),
  );
  const room = machineRoom({ definition: JSON.parse(refundDefinition()), functions });

  const on = (events: readonly AnyEvent[], consumer: Consumer) =>
    events.map(({ name }) => ({ name, consumer }));
  const { startRefundWorkflow: starting, resumeRefundWorkflow: resuming } = contracts;
  const started = starting.trigger.events as readonly AnyEvent[];
  const resumed = resuming.trigger.events as readonly AnyEvent[];
  const consumers = [
    ...on(started, eventLambda(starting, started, startRefundWorkflow, able)),
    ...on(resumed, eventLambda(resuming, resumed, resumeRefundWorkflow, able)),
    ...on(
      [RefundInstructed],
      eventLambda(bankContracts.sendRefund, RefundInstructed, sendRefund, able),
    ),
    ...on(
      [RefundOrdered],
      eventLambda(contracts.openOrderedRefund, RefundOrdered, openOrderedRefund, able),
    ),
  ];
  const delivered = new Set<string>();

  return {
    room,
    executions,
    /** The bus brings every event that nobody has heard of, until nothing moves any more. */
    async settle({ again = false } = {}): Promise<void> {
      if (again) delivered.clear();
      for (let isMoving = true; isMoving;) {
        await room.settled();
        const fresh = entriesIn(kit.table).filter(
          ({ aggregateId, sequence }) => !delivered.has(`${aggregateId}.${sequence}`),
        );
        for (const entry of fresh) {
          for (const { name, consumer } of consumers)
            if (name === entry.eventName) await consumer(busEvent(entry));
          delivered.add(`${entry.aggregateId}.${entry.sequence}`);
        }
        isMoving = fresh.length > 0;
      }
    },
    /** The execution of one attempt as the engine has it. */
    execution: (refundId: string, attempt = 1) =>
      room.describe(`${MACHINE.replace("stateMachine", "execution")}:${refundId}-${attempt}`),
  };
}
