import type * as z from "zod";
import type { Executions } from "../../adapters/workflows/executions.ts";
import { tasks } from "../../functions/contracts.ts";
import { bundleFolder } from "../../functions/kit/contract.ts";
import { stepLambda, type WorkflowStep } from "../../functions/kit/workflow-step.ts";
import { readEntries } from "../../local/workflows/journal.ts";
import { MACHINE, machineRoom, type Stub } from "../../test/support/workflows/machine-room.ts";
import type { CountedKit } from "./counted-city.ts";
import type { UsageMeter } from "./usage.ts";

type StepInput = z.ZodObject<{ execution: z.ZodString }>;

/** A workflow of the platform: its definition as it is synthesised, and what its steps are told. */
export interface WorkflowOf {
  readonly machine: string;
  readonly definitionText: string;
  readonly input: StepInput;
  /** Of the steps that wait for an answer. */
  readonly waitingInput: StepInput;
}

/** Runs a workflow's own steps in the local engine; each call of one is an invocation. */
export async function meteredWorkflow(workflow: WorkflowOf, kit: CountedKit, meter: UsageMeter) {
  const begun: string[] = [];
  const executions: Executions = {
    start: (name, input) => {
      const { executionArn } = room.ask<{ executionArn: string }>("StartExecution", {
        stateMachineArn: MACHINE,
        name,
        input: JSON.stringify(input),
      });
      begun.push(executionArn);
      return Promise.resolve("started");
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
  const room = machineRoom({
    definition: JSON.parse(workflow.definitionText),
    functions: await stepsOf(workflow, { ...kit, executions }, meter),
  });
  return {
    executions,
    settled: () => room.settled(),
    stop: () => room.workflows.stop(),
    /** Meters the states that the executions have entered since the last time; all have to be over. */
    meterTransitions: (): void => {
      for (const executionArn of begun.splice(0)) {
        const { status } = room.describe(executionArn);
        if (status !== "SUCCEEDED") throw new Error(`${executionArn} is ${status}`);
        const entered = readEntries(room.store, executionArn).filter(
          ({ kind }) => kind === "entered",
        );
        meter.add({ transitions: entered.length });
      }
    },
  };
}

type AnyStep = (kit: CountedKit) => WorkflowStep<Readonly<Record<string, unknown>>>;

async function stepsOf(
  { machine, input, waitingInput }: WorkflowOf,
  kit: CountedKit,
  meter: UsageMeter,
): Promise<Readonly<Record<string, Stub>>> {
  const steps = tasks.filter(
    ({ trigger }) => trigger.kind === "workflow" && trigger.machine === machine,
  );
  const loaded = steps.map(async (contract) => {
    const path = `../../functions/${bundleFolder(contract)}.ts`;
    const module = (await import(path)) as Readonly<Record<string, AnyStep>>;
    const step = module[contract.id];
    if (step === undefined) throw new Error(`${path} does not export ${contract.id}`);
    const told = contract.id.startsWith("await") ? waitingInput : input;
    const run = stepLambda(contract, told, step, kit);
    const metered: Stub = (event) => {
      meter.add({ invocations: 1 });
      return run(event);
    };
    return [contract.id, metered] as const;
  });
  return Object.fromEntries(await Promise.all(loaded));
}
