import prices from "../prices.json" with { type: "json" };

/** What the services of AWS are asked for. */
export const COUNTS = [
  "httpRequests",
  "invocations",
  "tableRequests",
  "readUnits",
  "writeUnits",
  "transitions",
  "events",
  "messages",
  "signatures",
] as const;
export type Usage = Readonly<Record<(typeof COUNTS)[number], number>>;

export const NOTHING_USED: Usage = {
  httpRequests: 0,
  invocations: 0,
  tableRequests: 0,
  readUnits: 0,
  writeUnits: 0,
  transitions: 0,
  events: 0,
  messages: 0,
  signatures: 0,
};

/** Adds up what is used, until it is taken. */
export function usageMeter() {
  let usage = NOTHING_USED;
  return {
    add: (used: Partial<Usage>): void => {
      usage = Object.fromEntries(
        COUNTS.map((name) => [name, usage[name] + (used[name] ?? 0)]),
      ) as Usage;
    },
    take: (): Usage => {
      const taken = usage;
      usage = NOTHING_USED;
      return taken;
    },
  };
}
export type UsageMeter = ReturnType<typeof usageMeter>;

/** Milliseconds that the functions run, by the assumptions of the price file. */
export function millisecondsOf({ invocations, tableRequests, signatures }: Usage): number {
  const { assumed } = prices;
  return (
    invocations * assumed.millisecondsPerInvocation +
    tableRequests * assumed.millisecondsPerTableRequest +
    signatures * assumed.millisecondsPerSignature
  );
}

/** What a million of such usages cost at list price, in US dollars, by service. */
export function billOf(usage: Usage): Readonly<Record<string, number>> {
  const { perMillion, perGigabyteSecond, assumed } = prices;
  const gigabyteSeconds = (millisecondsOf(usage) / 1_000) * (assumed.memoryMegabytes / 1_024);
  return {
    "API Gateway": usage.httpRequests * perMillion.httpRequests,
    Lambda: usage.invocations * perMillion.invocations + gigabyteSeconds * perGigabyteSecond * 1e6,
    DynamoDB: usage.readUnits * perMillion.readUnits + usage.writeUnits * perMillion.writeUnits,
    "Step Functions": usage.transitions * perMillion.transitions,
    EventBridge: usage.events * perMillion.events,
    SQS: usage.messages * perMillion.messages,
    KMS: usage.signatures * perMillion.signatures,
  };
}
