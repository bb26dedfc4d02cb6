import type { Assembly, LocalClock, Store } from "../ports.ts";
import { messageOf } from "../errors.ts";
import type { Operations } from "../services/aws-endpoint.ts";
import { AwsError } from "../services/aws-endpoint.ts";
import { createExecutions } from "./executions.ts";
import { createIntegrations } from "./integrations.ts";
import type { Services } from "./integrations.ts";
import { readMachines } from "./machines.ts";
import type { Engine } from "./run.ts";
import { stepFunctionsOperations } from "./step-functions.ts";
import { createStrands } from "./strands.ts";
import { createTimers } from "./timers.ts";
import { openTokens } from "./tokens.ts";

export interface WorkflowsOptions {
  readonly assembly: Assembly;
  readonly store: Store;
  readonly clock: LocalClock;
  readonly services: Services;
  readonly onError: (text: string) => void;
}

/** The state machines of an assembly, on this machine. */
export interface Workflows {
  /** What the AWS-protocol endpoint offers. */
  readonly operations: Operations;
  /** Starts an execution for a rule or schedule; done already when there is one of that name. */
  start(stateMachineArn: string, name: string, input: unknown): void;
  /** Goes on with what ran when the runtime ended. */
  resume(): void;
  /** Whether nothing moves any more but by the clock or by somebody's answer. */
  isSettled(): boolean;
  /** Ends as soon as what was asked of services is answered; executions go on at the next start. */
  stop(): Promise<void>;
}

/**
 * Runs state machines as Step Functions does, from their synthesised definitions, on the virtual clock. What has
 * happened in an execution is kept as it happens, so that it goes on after SIGKILL where it was.
 * @throws UnsupportedTemplate when a definition says what does not run here
 */
export function startWorkflows(options: WorkflowsOptions): Workflows {
  const { assembly, store, clock, onError } = options;
  const integrations = createIntegrations(options.services);
  const machines = readMachines(assembly, integrations);
  const tokens = openTokens(store);
  const timers = createTimers(clock);
  const calls = new Set<Promise<void>>();
  let isStopping = false;
  const engine: Engine = {
    clock,
    timers,
    tokens,
    integrations,
    strands: createStrands((error) => onError(`a workflow: ${messageOf(error)}`)),
    isStopping: () => isStopping,
    follow: (call) => {
      const followed = call.catch(() => undefined).finally(() => calls.delete(followed));
      calls.add(followed);
    },
  };
  const executions = createExecutions(engine, store, onError);
  const operations = stepFunctionsOperations({ machines, executions, tokens, clock, store });

  return {
    operations,
    start: (stateMachineArn, name, input) => {
      const request = { stateMachineArn, name, input: JSON.stringify(input ?? {}) };
      try {
        operations["AWSStepFunctions.StartExecution"]?.(request);
      } catch (error) {
        if (!(error instanceof AwsError) || error.code !== "ExecutionAlreadyExists") throw error;
      }
    },
    resume: () => executions.resume(),
    isSettled: () => engine.strands.atWork === 0 && !timers.isDue,
    stop: async () => {
      isStopping = true;
      timers.stop();
      await Promise.all(calls);
    },
  };
}
