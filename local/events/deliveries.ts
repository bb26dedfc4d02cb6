import { ulid } from "ulid";
import { wait } from "../services/activity.ts";
import type { Activity } from "../services/activity.ts";
import { messageOf } from "../errors.ts";
import { DEFAULT_FAILURE_POLICY, failurePolicies } from "./failure-policies.ts";
import type { FailurePolicy } from "./failure-policies.ts";
import { FunctionError } from "../lambda/lambda-protocol.ts";
import type { Assembly, Invoke, LocalClock, Store } from "../ports.ts";
import type { Messaging } from "./queues.ts";

const NAMESPACE = "delivery";
const FIRST_RETRY_MS = 100;
/** AWS waits up to minutes between attempts; here nobody would. */
const MAX_RETRY_MS = 2000;
const MAX_CONCURRENT = 16;

/** Something accepted for a target, kept until it is delivered or given up. */
export interface Delivery {
  readonly targetArn: string;
  readonly payload: unknown;
  /** The rule or schedule it comes from. */
  readonly sourceArn: string;
  readonly maxRetries: number;
  /** Takes what could not be handed to the target. */
  readonly deadLetterArn?: string;
}

export interface Deliveries {
  /** Keeps a delivery; call within a store transaction to keep several together. Works on it afterwards. */
  accept(delivery: Delivery): void;
  /** Goes on with what an earlier run had accepted and not finished. */
  resume(): void;
  pending(): number;
  stop(): Promise<void>;
}

export interface DeliveryOptions {
  readonly assembly: Assembly;
  readonly store: Store;
  readonly clock: LocalClock;
  readonly invoke: Invoke;
  /** Starts an execution of a state machine, unless there is one of this name. */
  readonly startExecution: (stateMachineArn: string, name: string, input: unknown) => void;
  readonly messaging: Messaging;
  readonly activity: Activity;
  readonly onError: (text: string) => void;
}

/**
 * Delivers events to functions, queues and state machines, at least once, over restarts. A function's own failure is its
 * own affair, as on AWS: it is retried, then sent to the destination or dead-letter queue **of the
 * function**. The dead-letter queue of a rule or schedule takes only what could not be handed over at all.
 */
export function startDeliveries(options: DeliveryOptions): Deliveries {
  const { assembly, store, activity, onError } = options;
  const policies = failurePolicies(assembly);
  const stopped = new AbortController();
  const queue: string[] = [];
  const working = new Set<Promise<void>>();

  async function toFunction(key: string, delivery: Delivery): Promise<void> {
    const policy = policies.get(delivery.targetArn) ?? DEFAULT_FAILURE_POLICY;
    for (let failures = 1; ; failures += 1) {
      try {
        await options.invoke(delivery.targetArn, delivery.payload);
        return;
      } catch (error) {
        // A worker that was ended by the stop of the runtime is no failure of its function.
        stopped.signal.throwIfAborted();
        if (!(error instanceof FunctionError)) throw error;
        if (failures > policy.maxRetries) {
          functionGaveUp(key, delivery, policy, error, failures);
          return;
        }
        await backOff(failures);
      }
    }
  }

  function functionGaveUp(
    requestId: string,
    { targetArn, payload }: Delivery,
    { destinationArn, deadLetterArn }: FailurePolicy,
    { envelope, functionName }: FunctionError,
    invokeCount: number,
  ): void {
    if (destinationArn !== undefined) {
      sendToQueue(options, destinationArn, {
        version: "1.0",
        timestamp: new Date(options.clock.now()).toISOString(),
        requestContext: {
          requestId,
          functionArn: `${targetArn}:$LATEST`,
          condition: "RetriesExhausted",
          approximateInvokeCount: invokeCount,
        },
        requestPayload: payload,
        responseContext: {
          statusCode: 200,
          executedVersion: "$LATEST",
          functionError: "Unhandled",
        },
        responsePayload: envelope,
      });
    } else if (deadLetterArn !== undefined) {
      sendToQueue(options, deadLetterArn, payload, {
        RequestID: requestId,
        ErrorCode: "200",
        ErrorMessage: envelope.errorMessage.slice(0, 1024),
      });
    } else {
      onError(
        `an event for ${functionName} is lost: it failed ${invokeCount} times and has neither an on-failure ` +
          "destination nor a dead-letter queue (that of a rule takes no function's failures)",
      );
    }
  }

  const toTarget = (key: string, delivery: Delivery): Promise<void> => {
    const { targetArn, payload } = delivery;
    if (targetArn.includes(":function:")) return toFunction(key, delivery);
    // A delivery that comes again after SIGKILL has the same key, and so the same execution.
    if (targetArn.includes(":stateMachine:")) options.startExecution(targetArn, key, payload);
    else sendToQueue(options, targetArn, payload);
    return Promise.resolve();
  };

  async function handOver(key: string, delivery: Delivery): Promise<void> {
    for (let failures = 1; ; failures += 1) {
      try {
        await toTarget(key, delivery);
        return;
      } catch (error) {
        if (stopped.signal.aborted) throw error;
        if (failures > delivery.maxRetries) {
          couldNotHandOver(delivery, error);
          return;
        }
        await backOff(failures);
      }
    }
  }

  function couldNotHandOver({ deadLetterArn, ...delivery }: Delivery, error: unknown): void {
    const reason = messageOf(error);
    if (deadLetterArn === undefined) {
      onError(`an event for ${delivery.targetArn} is lost, it cannot be handed over: ${reason}`);
      return;
    }
    sendToQueue(options, deadLetterArn, delivery.payload, {
      RULE_ARN: delivery.sourceArn,
      TARGET_ARN: delivery.targetArn,
      ERROR_CODE: "SDK_CLIENT_ERROR",
      ERROR_MESSAGE: reason.slice(0, 1024),
    });
  }

  /** @throws when the runtime stops meanwhile, so that the delivery stays kept */
  async function backOff(failures: number): Promise<void> {
    await wait(Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), MAX_RETRY_MS), stopped.signal);
    stopped.signal.throwIfAborted();
  }

  function fill(): void {
    while (!stopped.signal.aborted && working.size < MAX_CONCURRENT) {
      const key = queue.shift();
      const delivery = key === undefined ? undefined : store.get<Delivery>(NAMESPACE, key);
      if (key === undefined) return;
      if (delivery === undefined) continue;
      const work = activity
        .during(async () => {
          await handOver(key, delivery);
          store.remove(NAMESPACE, key);
        })
        .catch((error: unknown) => {
          if (!stopped.signal.aborted)
            onError(`delivery to ${delivery.targetArn}: ${messageOf(error)}`);
        })
        .finally(() => {
          working.delete(work);
          fill();
        });
      working.add(work);
    }
  }

  return {
    accept: (delivery) => {
      const key = ulid();
      store.set(NAMESPACE, key, delivery);
      queue.push(key);
      // Not before the transaction around this call is done.
      queueMicrotask(fill);
    },
    resume: () => {
      queue.push(...store.list(NAMESPACE).map(([key]) => key));
      fill();
    },
    pending: () => queue.length + working.size,
    stop: async () => {
      stopped.abort();
      await Promise.all(working);
    },
  };
}

/** Sends to a queue of the assembly by its ARN. @throws when there is no such queue */
function sendToQueue(
  { assembly, messaging }: DeliveryOptions,
  queueArn: string,
  body: unknown,
  attributes?: Readonly<Record<string, string>>,
): void {
  const queue = assembly.byArn(queueArn);
  if (queue === undefined) throw new Error(`there is no queue ${queueArn}`);
  messaging.send(queue.name, JSON.stringify(body), attributes);
}
