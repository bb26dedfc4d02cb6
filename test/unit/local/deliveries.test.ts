import { describe, expect, it, vi } from "vitest";
import { createActivity } from "../../../local/services/activity.ts";
import { createClock } from "../../../local/services/clock.ts";
import { startDeliveries } from "../../../local/events/deliveries.ts";
import type { Delivery } from "../../../local/events/deliveries.ts";
import { FunctionError } from "../../../local/lambda/lambda-protocol.ts";
import type { Assembly, Resource } from "../../../local/ports.ts";
import type { Messaging } from "../../../local/events/queues.ts";
import { openStore } from "../../../local/storage/store.ts";

const FUNCTION = "arn:aws:lambda:x:0:function:notify";
const resource = (name: string, type: string, arn: string, properties: unknown): Resource => ({
  ...{ id: `S/${name}`, stack: "S", logicalId: name, type, name, arn, properties },
});
const delivery: Delivery = {
  targetArn: FUNCTION,
  payload: { detail: { id: "enr_1" } },
  sourceArn: "arn:rule",
  maxRetries: 1,
  deadLetterArn: "arn:rule-dlq",
};

/** Deliveries to a function of these properties that behaves as `invoke` does. */
function setUp(
  invoke: (name: string, event: unknown) => Promise<unknown>,
  properties: Record<string, unknown> = {},
  store = openStore(":memory:"),
) {
  const resources = [
    resource("notify", "AWS::Lambda::Function", FUNCTION, properties),
    resource("rule-dlq", "AWS::SQS::Queue", "arn:rule-dlq", {}),
    resource("function-dlq", "AWS::SQS::Queue", "arn:function-dlq", {}),
  ];
  const assembly: Assembly = {
    region: "cn-north-1",
    partition: "aws-cn",
    resources,
    ofType: (...types) => resources.filter(({ type }) => types.includes(type)),
    byArn: (arn) => resources.find((candidate) => candidate.arn === arn),
    byRef: () => undefined,
    assetPath: () => "",
    outputs: () => ({}),
    describe: () => ({ run: {}, inert: {} }),
  };
  const sent: unknown[][] = [];
  const lost: string[] = [];
  const started: unknown[][] = [];
  const messaging = { send: (...message: unknown[]) => sent.push(message) };
  const calls = vi.fn(invoke);
  const deliveries = startDeliveries({
    assembly,
    store,
    clock: createClock(store),
    invoke: calls,
    startExecution: (...execution) => started.push(execution),
    messaging: messaging as unknown as Messaging,
    activity: createActivity(),
    onError: (text) => lost.push(text),
  });
  const done = () => vi.waitFor(() => expect(deliveries.pending()).toBe(0));
  return { store, deliveries, sent, lost, started, calls, done };
}

const failing = () =>
  Promise.reject(new FunctionError("notify", { errorType: "TypeError", errorMessage: "no good" }));

describe("a delivery", () => {
  it("is made once and then forgotten", async () => {
    const { store, deliveries, calls, done, sent } = setUp(() => Promise.resolve(null));
    deliveries.accept(delivery);
    await done();
    expect(calls.mock.calls).toEqual([[FUNCTION, delivery.payload]]);
    expect(store.list("delivery")).toEqual([]);
    expect(sent).toEqual([]);
  });

  it("to a state machine starts an execution, by the same name if it must be made again", async () => {
    const { store, deliveries, started, done } = setUp(() => Promise.resolve(null));
    const targetArn = "arn:aws-cn:states:cn-north-1:1:stateMachine:refund";
    deliveries.accept({ ...delivery, targetArn });
    const [[key] = []] = store.list("delivery");
    await done();
    expect(started).toEqual([[targetArn, key, delivery.payload]]);
  });

  it("that a function fails on goes to the function's dead-letter queue, not to the rule's", async () => {
    const { deliveries, calls, done, sent } = setUp(failing, {
      DeadLetterConfig: { TargetArn: "arn:function-dlq" },
    });
    deliveries.accept(delivery);
    await done();
    expect(calls).toHaveBeenCalledTimes(3);
    expect(sent).toMatchObject([
      ["function-dlq", JSON.stringify(delivery.payload), { ErrorMessage: "no good" }],
    ]);
  });

  it("that a function fails on is lost, loudly, where the function has no such queue", async () => {
    const { deliveries, done, sent, lost } = setUp(failing);
    deliveries.accept(delivery);
    await done();
    expect(sent).toEqual([]);
    expect(lost).toEqual([expect.stringContaining("an event for notify is lost")]);
  });

  it("that cannot be handed over goes to the dead-letter queue of its rule", async () => {
    const { deliveries, done, sent } = setUp(() => Promise.resolve(null));
    deliveries.accept({ ...delivery, targetArn: "arn:aws:sqs:x:0:gone" });
    await done();
    expect(sent).toMatchObject([
      ["rule-dlq", JSON.stringify(delivery.payload), { RULE_ARN: "arn:rule" }],
    ]);
  });

  it("that was accepted and not finished is made by the next run", async () => {
    const never = new Promise<unknown>(() => undefined);
    const first = setUp(() => never);
    first.deliveries.accept(delivery);
    await vi.waitFor(() => expect(first.calls).toHaveBeenCalledOnce());
    const second = setUp(() => Promise.resolve(null), {}, first.store);
    second.deliveries.resume();
    await second.done();
    expect(second.calls.mock.calls).toEqual([[FUNCTION, delivery.payload]]);
  });
});
