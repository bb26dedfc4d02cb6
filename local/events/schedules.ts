import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Deliveries, Delivery } from "./deliveries.ts";
import { wholeSeconds } from "./events.ts";
import type { Assembly, LocalClock, Store } from "../ports.ts";
import { readProperties } from "../assembly/properties.ts";
import { ACCOUNT_ID } from "../assembly/resource-names.ts";
import { requireTarget } from "./rules.ts";
import type { Rule } from "./rules.ts";
import { parseSchedule } from "./schedule-expression.ts";
import type { Schedule } from "./schedule-expression.ts";

const NAMESPACE = "schedule";
const TICK_MS = 500;
/** EventBridge Scheduler's own default. */
const DEFAULT_RETRIES = 185;

const ScheduleProperties = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  GroupName: z.string().optional(),
  KmsKeyArn: z.string().optional(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default("UTC"),
  State: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  /** Locally a schedule runs when it is due. */
  FlexibleTimeWindow: z.unknown(),
  Target: z.strictObject({
    Arn: z.string(),
    RoleArn: z.string().optional(),
    Input: z.string().default("{}"),
    RetryPolicy: z
      .object({
        MaximumRetryAttempts: z.number().default(DEFAULT_RETRIES),
        MaximumEventAgeInSeconds: z.number().optional(),
      })
      .optional(),
    DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
  }),
});

/** Something that runs by the clock. */
interface Timed {
  readonly id: string;
  readonly expression: string;
  readonly schedule: Schedule;
  deliveriesAt(dueMs: number): readonly Delivery[];
}

/** What is kept of a schedule; without `dueMs` it is over. */
interface Kept {
  readonly expression: string;
  readonly dueMs?: number;
}

export interface SchedulesOptions {
  readonly assembly: Assembly;
  readonly clock: LocalClock;
  readonly store: Store;
  readonly rules: readonly Rule[];
  readonly deliveries: Deliveries;
}

export interface Schedules {
  /** Accepts whatever is due; called by a timer and at each move of the clock. */
  tick(): void;
  stop(): void;
}

/**
 * Runs scheduled rules and EventBridge Scheduler's schedules on the virtual clock. When time leaps over
 * several instants of a schedule, it runs once, for the last of them: what runs by schedule does all that
 * is due, and a leap of a month must not run a schedule of each minute forty thousand times.
 */
export function startSchedules(options: SchedulesOptions): Schedules {
  const { clock, store, deliveries } = options;
  const timed = [...scheduledRules(options), ...schedulerSchedules(options.assembly)];

  const keep = ({ id, expression }: Timed, dueMs: number | undefined) => {
    const kept: Kept = { expression, ...(dueMs === undefined ? {} : { dueMs }) };
    store.set(NAMESPACE, id, kept);
  };
  for (const entry of timed) {
    // A changed expression begins anew.
    if (store.get<Kept>(NAMESPACE, entry.id)?.expression === entry.expression) continue;
    keep(entry, entry.schedule.next(clock.now()));
  }

  function run(entry: Timed, nowMs: number): void {
    const dueMs = store.get<Kept>(NAMESPACE, entry.id)?.dueMs;
    if (dueMs === undefined || dueMs > nowMs) return;
    const latestMs = entry.schedule.latest(dueMs, nowMs);
    store.transaction(() => {
      for (const delivery of entry.deliveriesAt(latestMs)) deliveries.accept(delivery);
      keep(entry, entry.schedule.next(latestMs));
    });
  }

  const tick = () => {
    for (const entry of timed) run(entry, clock.now());
  };
  const timer = setInterval(tick, TICK_MS);
  clock.onMove(tick);
  return { tick, stop: () => clearInterval(timer) };
}

function scheduledRules({ assembly, rules }: SchedulesOptions): readonly Timed[] {
  return rules.flatMap((rule) => {
    if (rule.schedule === undefined) return [];
    return [
      {
        id: rule.id,
        expression: rule.schedule,
        schedule: parseSchedule(rule.schedule),
        deliveriesAt: (dueMs: number) =>
          rule.deliveriesOf({
            version: "0",
            id: randomUUID(),
            "detail-type": "Scheduled Event",
            source: "aws.events",
            account: ACCOUNT_ID,
            time: wholeSeconds(dueMs / 1000),
            region: assembly.region,
            resources: [rule.arn],
            detail: {},
          }),
      },
    ];
  });
}

function schedulerSchedules(assembly: Assembly): readonly Timed[] {
  return assembly.ofType("AWS::Scheduler::Schedule").flatMap((resource) => {
    const properties = readProperties(resource, ScheduleProperties);
    if (properties.State === "DISABLED") return [];
    const { ScheduleExpression, ScheduleExpressionTimezone, Target } = properties;
    requireTarget(assembly, resource, Target.Arn);
    return [
      {
        id: resource.id,
        expression: `${ScheduleExpression} ${ScheduleExpressionTimezone}`,
        schedule: parseSchedule(ScheduleExpression, ScheduleExpressionTimezone),
        deliveriesAt: (dueMs: number) => [
          {
            targetArn: Target.Arn,
            payload: JSON.parse(fillContext(Target.Input, resource.arn, dueMs)) as unknown,
            sourceArn: resource.arn,
            maxRetries: Target.RetryPolicy?.MaximumRetryAttempts ?? DEFAULT_RETRIES,
            ...(Target.DeadLetterConfig === undefined
              ? {}
              : { deadLetterArn: Target.DeadLetterConfig.Arn }),
          },
        ],
      },
    ];
  });
}

/** Scheduler's context attributes within an input. */
const fillContext = (input: string, scheduleArn: string, dueMs: number): string =>
  input
    .replaceAll("<aws.scheduler.schedule-arn>", scheduleArn)
    .replaceAll("<aws.scheduler.scheduled-time>", wholeSeconds(dueMs / 1000))
    .replaceAll("<aws.scheduler.execution-id>", randomUUID())
    .replaceAll("<aws.scheduler.attempt-number>", "1");
