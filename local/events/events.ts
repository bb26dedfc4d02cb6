import { randomUUID } from "node:crypto";
import * as z from "zod";
import { AwsError } from "../services/aws-endpoint.ts";
import type { Deliveries } from "./deliveries.ts";
import { matchesPattern } from "./event-pattern.ts";
import type { Assembly, LocalClock, Store } from "../ports.ts";
import { ACCOUNT_ID } from "../assembly/resource-names.ts";
import { busNameOf } from "./rules.ts";
import type { Rule } from "./rules.ts";

const MAX_ENTRIES = 10;
/** AWS's limit of a whole request, in bytes. */
const MAX_REQUEST_BYTES = 1024 * 1024;

const Entry = z.looseObject({
  EventBusName: z.string().default("default"),
  Source: z.string().default(""),
  DetailType: z.string().default(""),
  Detail: z.string().default(""),
  Resources: z.array(z.string()).default([]),
  /** Epoch seconds, as the protocol has it, or RFC 3339. */
  Time: z.union([z.number(), z.string()]).optional(),
});
type Entry = z.infer<typeof Entry>;
const PutEventsRequest = z.looseObject({ Entries: z.array(Entry).min(1).max(MAX_ENTRIES) });

export interface EventBridge {
  /** The service's operation; what it accepts is kept before it answers. */
  putEvents(request: unknown): Promise<PutEventsAnswer>;
}

export interface PutEventsAnswer {
  readonly FailedEntryCount: number;
  readonly Entries: readonly Readonly<Record<string, string>>[];
}

export interface EventBridgeOptions {
  readonly assembly: Assembly;
  readonly clock: LocalClock;
  readonly store: Store;
  readonly rules: readonly Rule[];
  readonly deliveries: Deliveries;
}

export function startEvents(options: EventBridgeOptions): EventBridge {
  const { assembly, clock, store, deliveries } = options;
  const rules = options.rules.filter(({ pattern }) => pattern !== undefined);
  const buses = new Set([
    "default",
    ...assembly.ofType("AWS::Events::EventBus").map(({ name }) => name),
  ]);

  function readRequest(request: unknown): readonly Entry[] {
    const parsed = PutEventsRequest.safeParse(request);
    if (!parsed.success) throw new AwsError("ValidationException", z.prettifyError(parsed.error));
    const sizeBytes = Buffer.byteLength(JSON.stringify(parsed.data.Entries));
    if (sizeBytes > MAX_REQUEST_BYTES) {
      throw new AwsError(
        "ValidationException",
        `The entries are ${sizeBytes} bytes long; ${MAX_REQUEST_BYTES} are allowed.`,
      );
    }
    for (const { EventBusName } of parsed.data.Entries) {
      if (buses.has(busNameOf(EventBusName))) continue;
      throw new AwsError("ResourceNotFoundException", `There is no event bus ${EventBusName}.`);
    }
    return parsed.data.Entries;
  }

  function accept(entry: Entry): Readonly<Record<string, string>> {
    const detail = readDetail(entry);
    if (detail === undefined) {
      return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is not a JSON object." };
    }
    if (entry.Source === "" || entry.DetailType === "") {
      return { ErrorCode: "InvalidArgument", ErrorMessage: "Source and DetailType are required." };
    }
    const event = {
      version: "0",
      id: randomUUID(),
      "detail-type": entry.DetailType,
      source: entry.Source,
      account: ACCOUNT_ID,
      time: wholeSeconds(entry.Time ?? clock.now() / 1000),
      region: assembly.region,
      resources: entry.Resources,
      detail,
    };
    const busName = busNameOf(entry.EventBusName);
    for (const rule of rules) {
      if (rule.busName !== busName || !matchesPattern(rule.pattern ?? {}, event)) continue;
      for (const delivery of rule.deliveriesOf(event)) deliveries.accept(delivery);
    }
    return { EventId: event.id };
  }

  return {
    putEvents: (request) => {
      try {
        const entries = readRequest(request);
        const answers = store.transaction(() => entries.map(accept));
        const failed = answers.filter(({ ErrorCode }) => ErrorCode !== undefined);
        return Promise.resolve({ FailedEntryCount: failed.length, Entries: answers });
      } catch (error) {
        return Promise.reject(error instanceof Error ? error : new Error(String(error)));
      }
    },
  };
}

function readDetail({ Detail }: Entry): Readonly<Record<string, unknown>> | undefined {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(Detail));
  } catch {
    return undefined;
  }
}

/** Events tell their time without fractions: `2026-03-02T01:00:00Z`. */
export const wholeSeconds = (time: number | string): string =>
  new Date(typeof time === "number" ? time * 1000 : time).toISOString().replace(/\.\d+/, "");
