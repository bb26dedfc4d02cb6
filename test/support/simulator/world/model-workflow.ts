import type { Executions } from "../../../../adapters/workflows/executions.ts";
import type { WorkflowKit } from "../../../../functions/kit/workflow-deps.ts";
import { stepLambda } from "../../../../functions/kit/workflow-step.ts";
import { assessRefund } from "../../../../functions/refund/assess-refund.ts";
import { awaitRefundStep } from "../../../../functions/refund/await-refund-step.ts";
import { callForRefund } from "../../../../functions/refund/call-for-refund.ts";
import { instructRefund } from "../../../../functions/refund/instruct-refund.ts";
import * as contracts from "../../../../functions/refund/workflow-contracts.ts";
import { OfRefund, WaitingStep } from "../../../../functions/refund/workflow-input.ts";
import { traceOf } from "../engine/call.ts";
import { Mailbox } from "../engine/mailbox.ts";
import { type CallProcess, DIED } from "../engine/process.ts";
import type { Story } from "../engine/story.ts";
import { isPassing } from "./consumers.ts";

/** What each step does, by the id of its task. */
const steps = {
  assessRefund: (kit: WorkflowKit) =>
    stepLambda(contracts.assessRefund, OfRefund, assessRefund, kit),
  instructRefund: (kit: WorkflowKit) =>
    stepLambda(contracts.instructRefund, OfRefund, instructRefund, kit),
  callForRefund: (kit: WorkflowKit) =>
    stepLambda(contracts.callForRefund, OfRefund, callForRefund, kit),
  awaitRefundStep: (kit: WorkflowKit) =>
    stepLambda(contracts.awaitRefundStep, WaitingStep, awaitRefundStep, kit),
} as const;
type StepName = keyof typeof steps;

/** The words after which something is done; after any other the workflow waits for an answer. */
const DOES: Readonly<Record<string, StepName>> = {
  instruct: "instructRefund",
  "call-a-person": "callForRefund",
};

interface Execution {
  readonly name: string;
  readonly refundId: string;
  /** Counts the states that it has been in. */
  place: number;
  /** Until when the bank rests. */
  restsUntil?: number;
  hasEnded: boolean;
}

export interface StepLetter {
  readonly name: string;
  readonly place: number;
  readonly step: StepName;
  /** What it waits for. */
  readonly awaited?: string;
}

/** A bank that has refused rests for so long. */
const REST_MS = 30 * 60_000;
/** A step that has failed so often ends its execution; the refund's clock has another one started. */
const TRIES = 8;

/**
 * The engine that carries refunds, as the definition in `infra/constructs/refund-workflow.ts` tells it to: it calls
 * steps until they have answered, waits by tokens, and starts one execution for a name.
 */
export class ModelWorkflow {
  readonly letters: Mailbox<StepLetter>;
  readonly #story: Story;
  readonly #executions = new Map<string, Execution>();

  constructor(story: Story) {
    this.#story = story;
    const { chance, faults } = story;
    this.letters = new Mailbox("workflow-steps", chance, faults, () => story.step);
  }

  /** The engine as a process calls it. */
  executions(process: CallProcess): Executions {
    return {
      start: process.outside((name, { refundId }) => {
        if (this.#executions.has(name)) return Promise.resolve("started-before");
        const execution = { name, refundId: String(refundId), place: 0, hasEnded: false };
        this.#executions.set(name, execution);
        this.#call(execution, "assessRefund");
        return Promise.resolve("started");
      }),
      answer: process.outside((token, { step }) => {
        const name = token.slice(0, token.lastIndexOf("@"));
        const execution = this.#executions.get(name);
        if (execution === undefined || token !== tokenOf(execution) || execution.hasEnded)
          return Promise.resolve("late");
        this.#goOn(execution, String(step));
        return Promise.resolve("answered");
      }),
    };
  }

  /** Whoever has rested goes on. @returns whether anyone did */
  wake(): boolean {
    const rested = [...this.#executions.values()].filter(
      ({ restsUntil = Infinity }) => restsUntil <= this.#story.now,
    );
    for (const execution of rested) {
      delete execution.restsUntil;
      this.#call(execution, "instructRefund");
    }
    return rested.length > 0;
  }

  /** Calls one step; a call that died, or met something that passes, is made again. */
  async callOne(): Promise<void> {
    const [letter] = this.letters.take();
    const execution = this.#executions.get(letter?.message.name ?? "");
    // The engine calls a step while it stands there.
    if (letter === undefined || execution?.place !== letter.message.place || execution.hasEnded)
      return;
    const { step, awaited } = letter.message;
    const { process, kit } = this.#story.newProcess(step);
    const call = steps[step]({ ...kit, executions: this.executions(process) });
    const input = { execution: execution.name, refundId: execution.refundId };
    const outcome = await process
      .run(() => call(awaited ? { ...input, step: awaited, token: tokenOf(execution) } : input))
      .catch((error: unknown) => this.#failed(step, error));
    const said = typeof outcome === "symbol" ? "died" : JSON.stringify(outcome);
    this.#story.trace.add(`${step} ${execution.name} ${said}`);
    if (outcome === DIED || "error" in outcome) {
      if (letter.attempts < TRIES) this.letters.again(letter);
      else execution.hasEnded = true;
    } else if (step !== "awaitRefundStep" && execution.place === letter.message.place) {
      this.#goOn(execution, String(outcome["step"]));
    }
  }

  #failed(step: StepName, error: unknown): Readonly<Record<string, string | number>> {
    if (error instanceof Error && error.name === "Refund.NoWayBack")
      return { step: "call-a-person" };
    if (!isPassing(error)) this.#story.watch.break(`${step}: ${traceOf(error)}`);
    return { error: error instanceof Error ? error.name : "failed" };
  }

  #goOn(execution: Execution, next: string): void {
    execution.place += 1;
    const does = DOES[next];
    if (next === "close") execution.hasEnded = true;
    else if (next === "rest") execution.restsUntil = this.#story.now + REST_MS;
    else if (does !== undefined) this.#call(execution, does);
    else this.#call(execution, "awaitRefundStep", next);
  }

  #call({ name, place }: Execution, step: StepName, awaited?: string): void {
    this.letters.post({ name, place, step, ...(awaited === undefined ? {} : { awaited }) });
  }
}

const tokenOf = ({ name, place }: Execution): string => `${name}@${place}`;
