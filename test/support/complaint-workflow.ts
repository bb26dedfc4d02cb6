import type { Words } from "../../adapters/workflows/executions.ts";
import { ComplaintFiled, ComplaintReopened } from "../../events/complaint.ts";
import type { EventDefinition } from "../../events/define.ts";
import type * as z from "zod";
import { awaitComplaintStep } from "../../functions/complaint/await-complaint-step.ts";
import { findComplaintTurn } from "../../functions/complaint/find-complaint-turn.ts";
import { handOverComplaintLead } from "../../functions/complaint/hand-over-complaint-lead.ts";
import { orderComplaintRefund } from "../../functions/complaint/order-complaint-refund.ts";
import { resumeComplaintWorkflow } from "../../functions/complaint/resume-complaint-workflow.ts";
import { settleComplaintLessons } from "../../functions/complaint/settle-complaint-lessons.ts";
import { startComplaintWorkflow } from "../../functions/complaint/start-complaint-workflow.ts";
import * as contracts from "../../functions/complaint/workflow-contracts.ts";
import { OfComplaint, WaitingStep } from "../../functions/complaint/workflow-input.ts";
import { eventLambda } from "../../functions/kit/event.ts";
import { stepLambda } from "../../functions/kit/workflow-step.ts";
import type { ComplaintKit } from "./complaint-city.ts";
import { busEvent, entriesIn } from "./events.ts";
import { runWorkflow, type Walk, type Walked } from "./run-workflow.ts";
import type { Stub } from "./workflows/machine-room.ts";

type Room = Parameters<NonNullable<Walk["meanwhile"]>>[0];
type AnyEvent = EventDefinition<string, z.ZodObject>;

/** An execution that was asked for, by its name. */
export interface Begun {
  readonly name: string;
  readonly input: Words;
}

/** The steps of the workflow on a city's table, and the tokens that they have answered. */
export function complaintSteps(city: ComplaintKit) {
  const answers: { readonly token: string; readonly output: Words }[] = [];
  const begun: Begun[] = [];
  const kit = {
    ...city,
    executions: {
      start: (name: string, input: Words) => {
        begun.push({ name, input });
        return Promise.resolve("started" as const);
      },
      answer: (token: string, output: Words) => {
        answers.push({ token, output });
        return Promise.resolve("answered" as const);
      },
    },
  };
  const functions: Readonly<Record<string, Stub>> = {
    findComplaintTurn: stepLambda(contracts.findComplaintTurn, OfComplaint, findComplaintTurn, kit),
    awaitComplaintStep: stepLambda(
      contracts.awaitComplaintStep,
      WaitingStep,
      awaitComplaintStep,
      kit,
    ),
    settleComplaintLessons: stepLambda(
      contracts.settleComplaintLessons,
      OfComplaint,
      settleComplaintLessons,
      kit,
    ),
    orderComplaintRefund: stepLambda(
      contracts.orderComplaintRefund,
      OfComplaint,
      orderComplaintRefund,
      kit,
    ),
    handOverComplaintLead: stepLambda(
      contracts.handOverComplaintLead,
      OfComplaint,
      handOverComplaintLead,
      kit,
    ),
  };
  const start = eventLambda(
    contracts.startComplaintWorkflow,
    [ComplaintFiled, ComplaintReopened] as readonly AnyEvent[],
    startComplaintWorkflow,
    kit,
  );
  const { events } = contracts.resumeComplaintWorkflow.trigger;
  const resume = eventLambda(
    contracts.resumeComplaintWorkflow,
    events as readonly AnyEvent[],
    resumeComplaintWorkflow,
    kit,
  );
  const seen = new Set<string>();

  return {
    functions,
    begun,
    /** The bus brings every event that no one has heard of yet to both consumers. */
    async deliver(again = false): Promise<void> {
      const names = {
        start: ["complaint-filed", "complaint-reopened"],
        resume: events.map(({ name }) => name),
      };
      for (const entry of entriesIn(city.table)) {
        const id = `${entry.aggregateId}.${entry.sequence}`;
        if (entry.aggregateType !== "complaint" || (seen.has(id) && !again)) continue;
        seen.add(id);
        if (names.start.includes(entry.eventName)) await start(busEvent(entry));
        if ((names.resume as readonly string[]).includes(entry.eventName))
          await resume(busEvent(entry));
      }
    },
    /** Hands the answers to the engine; those to tokens by which nobody waits any more are refused there. */
    async answer(room: Room): Promise<void> {
      for (const { token, output } of answers.splice(0)) {
        try {
          room.ask("SendTaskSuccess", { taskToken: token, output: JSON.stringify(output) });
        } catch {
          // Late: as the adapter says, and nobody minds.
        }
        await room.settled();
      }
    },
  };
}

/** Lets a complaint's workflow run while its people act; events reach it after each of their acts. */
export async function walkComplaint(
  definitionText: string,
  steps: ReturnType<typeof complaintSteps>,
  input: Words,
  acts: readonly (() => Promise<unknown>)[],
): Promise<Walked> {
  return runWorkflow({
    definitionText,
    functions: steps.functions,
    input,
    meanwhile: async (room) => {
      await steps.answer(room);
      for (const act of acts) {
        await act();
        await steps.deliver();
        await steps.answer(room);
      }
    },
  });
}
