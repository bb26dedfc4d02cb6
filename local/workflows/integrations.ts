import { SendMessageCommand } from "@aws-sdk/client-sqs";
import type { SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod";
import { messageOf, nameOf } from "../errors.ts";
import { FunctionError } from "../lambda/lambda-protocol.ts";
import type { Invoke } from "../ports.ts";
import { AwsError } from "../services/aws-endpoint.ts";
import { StateFailure } from "./language/failure.ts";
import type { ExecutionContext } from "./run.ts";

/** What tasks reach of this machine. */
export interface Services {
  readonly invoke: Invoke;
  /** EventBridge's operation. */
  putEvents(request: unknown): Promise<PutEventsAnswer>;
  /** SQS's operation, with a body that is text already. */
  sendMessage(request: SendMessageRequest): Promise<SendMessageAnswer>;
}

interface PutEventsAnswer {
  readonly FailedEntryCount: number;
  readonly Entries: readonly Readonly<Record<string, string>>[];
}
interface SendMessageRequest {
  readonly QueueUrl: string;
  readonly MessageBody: string;
}
interface SendMessageAnswer {
  readonly MessageId?: string | undefined;
  readonly MD5OfMessageBody?: string | undefined;
}

/** The queues of this machine, for tasks. */
export const sendMessageTo =
  (sqs: SQSClient): Services["sendMessage"] =>
  (request) =>
    sqs.send(new SendMessageCommand(request));

/** A resource that a Task state may name. */
export interface Integration {
  /** Its task is done when somebody hands back the token. */
  readonly waitsForToken: boolean;
  /** The names that its Parameters may have; undefined: whatever they are, they are the function's event. */
  readonly parameters: readonly string[] | undefined;
  /** @throws StateFailure as the service names its error */
  call(parameters: unknown, context: ExecutionContext): Promise<unknown>;
}

export interface Integrations {
  /** @throws StateFailure `States.Runtime` when nothing of that name runs here */
  named(resource: string): Integration;
  find(resource: string): Integration | undefined;
  /** What a resource may be, for messages. */
  readonly names: readonly string[];
}

const FunctionArn = /^arn:[^:]+:lambda:[^:]*:[^:]*:function:[^:]+(?::\$LATEST)?$/;
const Service = /^arn:[^:]+:states:::([a-z]+:[A-Za-z]+)(\.waitForTaskToken)?$/;

const InvokeParameters = z.strictObject({
  FunctionName: z.string(),
  Payload: z.json().default({}),
});
const EntryParameters = z.looseObject({ Resources: z.array(z.string()).default([]) });
const EventsParameters = z.strictObject({ Entries: z.array(EntryParameters) });
const MessageParameters = z.strictObject({ QueueUrl: z.string(), MessageBody: z.json() });

type Call = Integration["call"];
interface ServiceCall {
  readonly parameters: readonly string[];
  readonly mayWait: boolean;
  readonly call: Call;
}

/** What a service's call needs and did not get ends the execution, as AWS's own check of it does. */
function read<S extends z.ZodType>(schema: S, parameters: unknown, service: string): z.output<S> {
  const parsed = schema.safeParse(parameters);
  if (parsed.success) return parsed.data;
  throw new StateFailure("States.Runtime", `${service}: ${z.prettifyError(parsed.error)}`);
}

const asText = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);

/** AWS's wrapping of an answer whose HTTP part means nothing here. */
const metadata = { SdkHttpMetadata: { HttpStatusCode: 200 }, SdkResponseMetadata: {} };

export function createIntegrations(services: Services): Integrations {
  async function invoke(functionArn: string, payload: unknown): Promise<unknown> {
    try {
      return await services.invoke(functionArn.replace(/:\$LATEST$/, ""), payload);
    } catch (error) {
      if (!(error instanceof FunctionError))
        throw new StateFailure("Lambda.Unknown", messageOf(error));
      const { errorType, errorMessage, trace = [] } = error.envelope;
      // AWS hands on the whole envelope as text.
      throw new StateFailure(errorType, JSON.stringify({ errorType, errorMessage, trace }));
    }
  }

  /** An error of a service is named after both. */
  const naming = async <T>(service: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const code = error instanceof AwsError ? error.code : nameOf(error);
      throw new StateFailure(`${service}.${code}`, messageOf(error));
    }
  };

  const lambdaInvoke: Call = async (parameters) => {
    const { FunctionName, Payload } = read(InvokeParameters, parameters, "lambda:invoke");
    const answer = await invoke(FunctionName, Payload);
    return { ExecutedVersion: "$LATEST", Payload: answer, StatusCode: 200, ...metadata };
  };

  const eventsPutEvents: Call = async (parameters, { Execution, StateMachine }) => {
    const { Entries } = read(EventsParameters, parameters, "events:putEvents");
    const answer = await naming("EventBridge", () =>
      services.putEvents({
        Entries: Entries.map(({ Detail, ...entry }) => ({
          ...entry,
          Detail: asText(Detail ?? {}),
          // AWS tells by them which execution an event comes from.
          Resources: [...entry.Resources, Execution.Id, StateMachine.Id],
        })),
      }),
    );
    if (answer.FailedEntryCount > 0)
      throw new StateFailure("EventBridge.FailedEntry", JSON.stringify(answer.Entries));
    return { ...answer, ...metadata };
  };

  const sqsSendMessage: Call = async (parameters) => {
    const { QueueUrl, MessageBody } = read(MessageParameters, parameters, "sqs:sendMessage");
    const { MessageId, MD5OfMessageBody } = await naming("SQS", () =>
      services.sendMessage({ QueueUrl, MessageBody: asText(MessageBody) }),
    );
    return { MessageId, MD5OfMessageBody, ...metadata };
  };

  const calls: ReadonlyMap<string, ServiceCall> = new Map([
    [
      "lambda:invoke",
      { parameters: ["FunctionName", "Payload"], mayWait: true, call: lambdaInvoke },
    ],
    ["events:putEvents", { parameters: ["Entries"], mayWait: false, call: eventsPutEvents }],
    [
      "sqs:sendMessage",
      { parameters: ["QueueUrl", "MessageBody"], mayWait: true, call: sqsSendMessage },
    ],
  ]);

  function find(resource: string): Integration | undefined {
    if (FunctionArn.test(resource))
      return {
        waitsForToken: false,
        parameters: undefined,
        call: (parameters) => invoke(resource, parameters),
      };
    const [, service = "", waiting] = Service.exec(resource) ?? [];
    const known = calls.get(service);
    if (known === undefined || (waiting !== undefined && !known.mayWait)) return undefined;
    const { parameters, call } = known;
    return { waitsForToken: waiting !== undefined, parameters, call };
  }

  return {
    find,
    named: (resource) => {
      const integration = find(resource);
      if (integration !== undefined) return integration;
      throw new StateFailure("States.Runtime", `No resource ${resource} runs here.`);
    },
    names: [
      "the ARN of a function",
      ...[...calls].flatMap(([service, { mayWait }]) =>
        mayWait ? [service, `${service}.waitForTaskToken`] : [service],
      ),
    ],
  };
}
