import { mkdirSync } from "node:fs";
import path from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createActivity, wait } from "./services/activity.ts";
import { inspectAssembly, loadAssembly } from "./assembly/assembly.ts";
import { startAwsEndpoint } from "./services/aws-endpoint.ts";
import { createClock } from "./services/clock.ts";
import { startDeliveries } from "./events/deliveries.ts";
import { startDynamoProcess } from "./storage/dynamo-process.ts";
import { createTables } from "./storage/dynamo.ts";
import { messageOf } from "./errors.ts";
import { startEventSources } from "./storage/event-sources.ts";
import { startEvents } from "./events/events.ts";
import { claimPort } from "./services/free-port.ts";
import { startGateway } from "./door/http-gateway.ts";
import { LOCAL_ISSUER } from "./door/issuer-url.ts";
import { startIssuer } from "./door/issuer.ts";
import { kmsOperations } from "./services/kms.ts";
import { startLambda } from "./lambda/lambda.ts";
import type { Assembly, Invoke } from "./ports.ts";
import { startMessaging } from "./events/queues.ts";
import type { Messaging } from "./events/queues.ts";
import type { LocalRuntime, QueueViews, RuntimeOptions, RuntimeParts } from "./runtime-types.ts";
import { LOCAL_CREDENTIALS } from "./assembly/resource-names.ts";
import { readRules } from "./events/rules.ts";
import { startSchedules } from "./events/schedules.ts";
import { openStore } from "./storage/store.ts";
import { createUploadFront } from "./door/upload-front.ts";
import { sendMessageTo } from "./workflows/integrations.ts";
import { startWorkflows } from "./workflows/workflows.ts";

/** How long a stop lets functions finish what they are at. */
const STOP_GRACE_MS = 2000;
const IDLE_POLL_MS = 20;

export type * from "./runtime-types.ts";

/** Runs a cloud assembly on this machine. @throws CannotStart with a text for the person at the terminal */
export async function startRuntime(options: RuntimeOptions): Promise<LocalRuntime> {
  const stops: (() => void | Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    return await startParts(options, stops, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param stops gets what ends each part, in the order of their start */
async function startParts(
  options: RuntimeOptions,
  stops: (() => void | Promise<void>)[],
  stop: () => Promise<void>,
): Promise<LocalRuntime> {
  const { dataDir } = options;
  const onError = options.onError ?? ((text: string) => console.error(text));
  const folder = (name: string) => (dataDir === undefined ? undefined : path.join(dataDir, name));

  const files = inspectAssembly(options.assemblyDir);
  const { region } = files;
  const port = await claimPort(options.port ?? 0);

  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  const store = openStore(folder("local.sqlite") ?? ":memory:");
  stops.push(() => store.close());
  const clock = createClock(store, options.initialEpochMs);

  const { dynamo, messaging } = await startEmulators();
  const client = new DynamoDBClient({
    endpoint: dynamo.endpoint,
    region,
    credentials: LOCAL_CREDENTIALS,
  });
  stops.push(() => client.destroy());

  const assembly = loadAssembly(files, {
    queueUrl: (name) => messaging.queueUrl(name),
    apiUrl: `http://127.0.0.1:${port}`,
  });
  const rules = readRules(assembly);
  await Promise.all([createTables(assembly, client), messaging.createResources(assembly)]);

  // Functions are told these addresses, and these parts call functions: so events and workflows come in late.
  const putEvents = (request: unknown) => events.putEvents(request);
  const workflows = startWorkflows({
    assembly,
    store,
    clock,
    services: {
      invoke: (functionArnOrName, event) => invoke(functionArnOrName, event),
      putEvents,
      sendMessage: sendMessageTo(messaging.sqs),
    },
    onError,
  });
  const awsEndpoint = await startAwsEndpoint({
    "AWSEvents.PutEvents": putEvents,
    ...kmsOperations(assembly, store),
    ...workflows.operations,
  });
  stops.push(() => awsEndpoint.stop());
  const uploads = createUploadFront({
    assembly,
    clock,
    putEvents,
    baseUrl: messaging.endpoint,
    credentials: LOCAL_CREDENTIALS,
  });
  const uploadsUrl = await uploads.listen();
  stops.push(() => uploads.stop());

  const activity = createActivity();
  const stopping = new AbortController();
  const logFolder = options.logFolder ?? folder("logs");
  const lambda = startLambda({
    assembly,
    clock,
    environment: {
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: LOCAL_CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: LOCAL_CREDENTIALS.secretAccessKey,
      AWS_ENDPOINT_URL: awsEndpoint.url,
      AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
      AWS_ENDPOINT_URL_SQS: messaging.endpoint,
      AWS_ENDPOINT_URL_SNS: messaging.endpoint,
      AWS_ENDPOINT_URL_S3: uploadsUrl,
    },
    ...(options.extraEnvironment === undefined ? {} : { overrides: options.extraEnvironment }),
    ...(options.maxWorkers === undefined ? {} : { maxWorkers: options.maxWorkers }),
    ...(logFolder === undefined ? {} : { logFolder }),
    onFailure: (error) => onError(error.message),
    onFinished: () => activity.wake(),
  });
  stops.push(() => lambda.stop());
  const invoke: Invoke = (functionArnOrName, event) =>
    activity.during(() => lambda.invoke(functionArnOrName, event));

  const common = { assembly, store, clock, messaging, activity, invoke, onError };
  const deliveries = startDeliveries({
    ...common,
    startExecution: (...execution) => workflows.start(...execution),
  });
  const events = startEvents({ ...common, rules, deliveries });
  const schedules = startSchedules({ ...common, rules, deliveries });
  const sources = await startEventSources({ ...common, client, dynamoEndpoint: dynamo.endpoint });
  stops.push(async () => {
    stopping.abort();
    schedules.stop();
    const finished = Promise.all([deliveries.stop(), sources.stop(), workflows.stop()]);
    // What a function does not finish in time stays kept, and is delivered again at the next start.
    const graceIsOver = new AbortController();
    await Promise.race([finished, wait(STOP_GRACE_MS, graceIsOver.signal)]);
    graceIsOver.abort();
    await lambda.stop();
    await finished;
  });

  const issuer = await startIssuer({
    store,
    clock,
    issuerUrl: options.issuerUrl ?? LOCAL_ISSUER,
  });
  const queues = queueViews(assembly, messaging, sources.queueNames);
  const parts: RuntimeParts = {
    assembly,
    clock,
    store,
    invoke,
    queues,
    endpoints: {
      dynamodb: dynamo.endpoint,
      sqs: messaging.endpoint,
      s3: uploadsUrl,
      aws: awsEndpoint.url,
    },
    javaPid: dynamo.pid,
    token: (claims, ttlSeconds) => issuer.token(claims, ttlSeconds),
    idle,
  };
  const gateway = await startGateway({
    assembly,
    invoke,
    clock,
    issuer,
    port,
    ...(options.control === undefined ? {} : { control: options.control(parts) }),
    onError: (route, error) => onError(`${route}: ${messageOf(error)}`),
  });
  stops.push(() => gateway.stop());
  deliveries.resume();
  workflows.resume();
  return { ...parts, url: gateway.url, stop };

  async function startEmulators() {
    const [messagingStart, dynamoStart] = await Promise.allSettled([
      startMessaging(region, folder("messaging")),
      claimPort(0).then((dynamoPort) => startDynamoProcess(dynamoPort, folder("dynamodb"))),
    ]);
    if (messagingStart.status === "fulfilled") stops.push(() => messagingStart.value.stop());
    if (dynamoStart.status === "fulfilled") stops.push(() => dynamoStart.value.stop());
    if (messagingStart.status === "rejected") throw messagingStart.reason;
    if (dynamoStart.status === "rejected") throw dynamoStart.reason;
    return { messaging: messagingStart.value, dynamo: dynamoStart.value };
  }

  /** Quiet means that nothing began or ended while everything was looked at twice. */
  async function idle(): Promise<void> {
    for (;;) {
      const before = activity.version;
      await sources.caughtUp();
      const isQuiet = activity.isQuiet && deliveries.pending() === 0 && workflows.isSettled();
      if (isQuiet && activity.version === before) return;
      await wait(IDLE_POLL_MS, stopping.signal);
      stopping.signal.throwIfAborted();
    }
  }
}

function queueViews(
  assembly: Assembly,
  messaging: Messaging,
  readByFunctions: readonly string[],
): QueueViews {
  const names = assembly.ofType("AWS::SQS::Queue").map(({ name }) => name);
  const unread = names.filter((name) => !readByFunctions.includes(name));
  const nameOf = (nameOrArn: string) => assembly.byArn(nameOrArn)?.name ?? nameOrArn;
  return {
    peek: (nameOrArn) => messaging.peek(nameOf(nameOrArn)),
    take: (nameOrArn) => messaging.take(nameOf(nameOrArn)),
    deadLetters: () => Object.fromEntries(unread.map((name) => [name, messaging.peek(name)])),
  };
}
