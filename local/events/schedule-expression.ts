/** AWS's schedule expressions: `rate(5 minutes)`, `cron(0 16 * * ? *)`, `at(2026-03-05T09:00:00)`. */
import { Cron } from "croner";
import { UnsupportedTemplate } from "../errors.ts";

const UNIT_MS: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** The instants of an expression, in epoch milliseconds. */
export interface Schedule {
  /** The first instant after `afterMs`; undefined when there is none any more. */
  next(afterMs: number): number | undefined;
  /** The last instant at or before `untilMs`, knowing that `dueMs` is one and not later. */
  latest(dueMs: number, untilMs: number): number;
}

function rateSchedule(text: string): Schedule | undefined {
  const [, count, unit] = /^(\d+) (minute|hour|day)s?$/.exec(text) ?? [];
  const unitMs = unit === undefined ? undefined : UNIT_MS[unit];
  const periodMs = Number(count) * (unitMs ?? 0);
  if (!(periodMs > 0)) return undefined;
  return {
    next: (afterMs) => afterMs + periodMs,
    latest: (dueMs, untilMs) => dueMs + Math.floor((untilMs - dueMs) / periodMs) * periodMs,
  };
}

/** AWS counts the days of the week from 1 (Sunday), the library from 0; `2#1` is the first Monday. */
const daysOfWeek = (field: string): string =>
  field.replaceAll(/(?<![#/])\d+/g, (day) => String(Number(day) - 1));

function cronSchedule(text: string, timezone: string): Schedule | undefined {
  const fields = text.split(" ");
  const [minute, hour, dayOfMonth, month, dayOfWeek, year] = fields;
  if (fields.length !== 6 || dayOfWeek === undefined) return undefined;
  const cron = new Cron(
    ["0", minute, hour, dayOfMonth, month, daysOfWeek(dayOfWeek), year].join(" "),
    { timezone, paused: true, sloppyRanges: true },
  );
  return {
    next: (afterMs) => cron.nextRun(new Date(afterMs))?.getTime(),
    latest: (dueMs, untilMs) =>
      // The library works in whole seconds and looks for runs strictly before: so one second later.
      cron
        .previousRuns(2, new Date(untilMs + 1000))
        .find((run) => run.getTime() <= untilMs)
        ?.getTime() ?? dueMs,
  };
}

function atSchedule(text: string, timezone: string): Schedule | undefined {
  const atMs = new Cron(text, { timezone, paused: true }).nextRun(new Date(0))?.getTime();
  if (atMs === undefined) return undefined;
  return { next: (afterMs) => (afterMs < atMs ? atMs : undefined), latest: (dueMs) => dueMs };
}

/** @throws UnsupportedTemplate when the expression is not one */
export function parseSchedule(expression: string, timezone = "UTC"): Schedule {
  const [, kind, text = ""] = /^(rate|cron|at)\((.+)\)$/.exec(expression) ?? [];
  let schedule: Schedule | undefined;
  try {
    if (kind === "rate") schedule = rateSchedule(text);
    else if (kind === "cron") schedule = cronSchedule(text, timezone);
    else if (kind === "at") schedule = atSchedule(text, timezone);
  } catch {
    schedule = undefined;
  }
  if (schedule !== undefined) return schedule;
  throw new UnsupportedTemplate(`the schedule ${expression} is not understood`);
}
