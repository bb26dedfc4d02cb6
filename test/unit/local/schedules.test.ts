import { afterEach, describe, expect, it } from "vitest";
import { createClock } from "../../../local/services/clock.ts";
import type { Delivery } from "../../../local/events/deliveries.ts";
import type { Assembly } from "../../../local/ports.ts";
import type { Rule } from "../../../local/events/rules.ts";
import { parseSchedule } from "../../../local/events/schedule-expression.ts";
import { startSchedules } from "../../../local/events/schedules.ts";
import type { Schedules } from "../../../local/events/schedules.ts";
import { openStore } from "../../../local/storage/store.ts";

const at = (text: string) => Date.parse(text);
const iso = (epochMs: number | undefined) =>
  epochMs === undefined ? undefined : new Date(epochMs).toISOString();
/** A Monday, nine o'clock in Shanghai. */
const START = at("2026-03-02T01:00:00Z");

describe("schedule expressions", () => {
  it.each([
    ["rate(5 minutes)", "UTC", "2026-03-02T01:05:00.000Z"],
    ["rate(1 day)", "UTC", "2026-03-03T01:00:00.000Z"],
    ["cron(0 16 * * ? *)", "UTC", "2026-03-02T16:00:00.000Z"],
    ["cron(0/15 * * * ? *)", "UTC", "2026-03-02T01:15:00.000Z"],
    ["cron(30 8 ? * MON-FRI *)", "Asia/Shanghai", "2026-03-03T00:30:00.000Z"],
    ["cron(0 9 ? * 2 *)", "UTC", "2026-03-02T09:00:00.000Z"],
    ["cron(0 9 ? * 1#1 *)", "UTC", "2026-04-05T09:00:00.000Z"],
    ["cron(0 9 L * ? *)", "UTC", "2026-03-31T09:00:00.000Z"],
    ["cron(0 9 1 1 ? 2030)", "UTC", "2030-01-01T09:00:00.000Z"],
    ["at(2026-03-05T09:00:00)", "Asia/Shanghai", "2026-03-05T01:00:00.000Z"],
  ])("%s in %s comes next at %s", (expression, timezone, expected) => {
    expect(iso(parseSchedule(expression, timezone).next(START))).toBe(expected);
  });

  it("never comes again once its one time is over", () => {
    expect(parseSchedule("at(2026-03-01T09:00:00)").next(START)).toBeUndefined();
  });

  it.each(["rate(0 minutes)", "rate(5 weeks)", "cron(* * * *)", "every day", "at(tomorrow)"])(
    "refuses %s",
    (expression) => {
      expect(() => parseSchedule(expression)).toThrow("is not understood");
    },
  );
});

describe("scheduled rules", () => {
  let schedules: Schedules | undefined;
  afterEach(() => schedules?.stop());

  const assembly: Assembly = {
    region: "cn-north-1",
    partition: "aws-cn",
    resources: [],
    ofType: () => [],
    byArn: () => undefined,
    byRef: () => undefined,
    assetPath: () => "",
    outputs: () => ({}),
    describe: () => ({ run: {}, inert: {} }),
  };
  const ruleWith = (schedule: string): Rule => ({
    id: "Service/Due",
    arn: "arn:rule",
    busName: "default",
    pattern: undefined,
    schedule,
    deliveriesOf: (payload) => [
      { targetArn: "arn:function", payload, sourceArn: "arn:rule", maxRetries: 0 },
    ],
  });
  function run(schedule: string, store = openStore(":memory:")) {
    const clock = createClock(store, START);
    const accepted: Delivery[] = [];
    schedules = startSchedules({
      assembly,
      clock,
      store,
      rules: [ruleWith(schedule)],
      deliveries: {
        accept: (delivery) => accepted.push(delivery),
        resume: () => undefined,
        pending: () => 0,
        stop: () => Promise.resolve(),
      },
    });
    return { clock, store, accepted };
  }

  it("does not run before it is due", () => {
    const { clock, accepted } = run("rate(5 minutes)");
    clock.moveTo(START + 4 * 60_000);
    expect(accepted).toEqual([]);
  });

  it("runs at each move that passes an instant of it, with that instant as its time", () => {
    const { clock, accepted } = run("rate(5 minutes)");
    clock.moveTo(START + 6 * 60_000);
    clock.moveTo(START + 11 * 60_000);
    expect(accepted.map(({ payload }) => payload)).toMatchObject([
      { "detail-type": "Scheduled Event", time: "2026-03-02T01:05:00Z" },
      { time: "2026-03-02T01:10:00Z" },
    ]);
  });

  it("runs once for a leap over thousands of its instants, and then goes on", () => {
    const { clock, accepted } = run("cron(* * * * ? *)");
    clock.moveTo(at("2026-04-02T00:00:30Z"));
    clock.moveTo(at("2026-04-02T00:01:30Z"));
    expect(accepted.map(({ payload }) => payload)).toMatchObject([
      { time: "2026-04-02T00:00:00Z" },
      { time: "2026-04-02T00:01:00Z" },
    ]);
  });

  it("catches up after a restart on what became due meanwhile", () => {
    const first = run("cron(0 16 * * ? *)");
    schedules?.stop();
    first.clock.moveTo(at("2026-03-04T17:00:00Z"));
    first.accepted.length = 0;
    first.store.set("schedule", "Service/Due", {
      expression: "cron(0 16 * * ? *)",
      dueMs: at("2026-03-03T16:00:00Z"),
    });
    const second = run("cron(0 16 * * ? *)", first.store);
    schedules?.tick();
    expect(second.accepted.map(({ payload }) => payload)).toMatchObject([
      { time: "2026-03-04T16:00:00Z" },
    ]);
  });
});
