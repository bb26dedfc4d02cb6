import { describe, expect, it } from "vitest";
import { calendarYear2026 } from "../../../domain/reference/calendar-data.ts";
import { calendarOf, CalendarYear } from "../../../domain/reference/calendar-year.ts";
import { recountDeadline, startDeadline } from "../../../domain/reference/working-day-deadline.ts";
import {
  type Deadline,
  hasExpired,
  isToBeReminded,
  nextAttention,
  nextReminder,
  remindersOf,
} from "../../../domain/shared/deadline.ts";
import { DAY_MS, toRfc3339 } from "../../../domain/shared/time.ts";
import { nextDay, workingDayAfter } from "../../support/oracles/working-days.ts";
import { HOUR_MS, refusalOf, valueOf } from "../../support/money-builders.ts";

const calendar = calendarOf([calendarYear2026()]);

const started = (from: string, workingDays: number, on = calendar): Deadline =>
  valueOf(
    startDeadline(on, { basis: "条款", action: "deem-lesson", workingDays }, Date.parse(from)),
  );

/** The instant at which a day of Shanghai begins, in words of its own. */
const midnight = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);

describe("a deadline of working days", () => {
  it.each([
    ["2026-09-18", 15, "2026-10-15"],
    ["2026-09-24", 5, "2026-10-09"],
    ["2026-02-12", 5, "2026-02-26"],
    ["2026-02-12", 15, "2026-03-11"],
  ])("from %s with %i days ends with %s", (from, days, last) => {
    for (const time of ["00:00:00", "09:00:00", "23:59:59.999"]) {
      const deadline = started(`${from}T${time}+08:00`, days);
      expect([deadline.fromDay, deadline.lastDay, deadline.provisional]).toEqual([
        from,
        last,
        false,
      ]);
      expect(deadline.dueAt).toBe(midnight(nextDay(last)));
    }
  });

  // Every fifth day of the year from January to November, with periods of 1 to 15 days.
  const starts: [string, number][] = [];
  for (let date = "2026-01-01", place = 0; date < "2026-11-20"; date = nextDay(date), place += 1)
    if (place % 5 === 0) starts.push([date, 1 + ((place / 5) % 15)]);

  it("is tried from more than forty days", () => {
    expect(starts.length).toBeGreaterThan(40);
  });

  it.each(starts)("from %s with %i days ends where an oracle that walks days ends", (from, n) => {
    const deadline = started(`${from}T18:30:00+08:00`, n);
    const last = workingDayAfter(from, n);
    expect([deadline.lastDay, deadline.dueAt]).toEqual([last, midnight(nextDay(last))]);
    expect(deadline.provisional).toBe(false);
  });

  it("begins with the day of Shanghai, also where it is still yesterday in Greenwich", () => {
    expect(started("2026-03-01T16:00:00Z", 1).fromDay).toBe("2026-03-02");
    expect(started("2026-03-01T15:59:59Z", 1).fromDay).toBe("2026-03-01");
  });

  it("leaves the whole last day to the person, to the millisecond", () => {
    const deadline = started("2026-03-02T09:00:00+08:00", 15);
    expect(toRfc3339(deadline.dueAt)).toBe("2026-03-24T00:00:00.000+08:00");
    expect(hasExpired(deadline, deadline.dueAt - 1)).toBe(false);
    expect(hasExpired(deadline, deadline.dueAt)).toBe(true);
  });

  it("refuses a period that is none", () => {
    const rule = { basis: "条款", action: "deem-lesson", workingDays: 0 } as const;
    expect(refusalOf(startDeadline(calendar, rule, 0))?.code).toBe("calendar.working-days-invalid");
  });
});

/** Invented: New Year's holiday from Friday to Sunday. */
const year2027 = CalendarYear.parse({
  year: 2027,
  notice: "测试通知（2026-11-30）",
  namedDays: ["2027-01-01", "2027-01-02", "2027-01-03"].map((date) => ({
    date,
    kind: "holiday",
    name: { zh: "元旦", en: "New Year's Day" },
  })),
});

describe("a deadline beyond the covered years", () => {
  const deadline = started("2026-12-21T09:00:00+08:00", 15);

  it("counts weekdays, says so, and never expires", () => {
    expect([deadline.lastDay, deadline.provisional]).toEqual(["2027-01-11", true]);
    expect(hasExpired(deadline, deadline.dueAt + 400 * DAY_MS)).toBe(false);
  });

  it("is counted anew once the year's notice is in", () => {
    const known = calendarOf([calendarYear2026(), year2027]);
    const recounted = valueOf(recountDeadline(known, deadline));
    expect([recounted.lastDay, recounted.provisional]).toEqual(["2027-01-12", false]);
    expect(recounted.fromAt).toBe(deadline.fromAt);
  });
});

describe("the reminders of a deadline", () => {
  const deadline = started("2026-03-02T09:00:00+08:00", 15);

  it("are at half time and one day before the end", () => {
    const half = deadline.fromAt + (deadline.dueAt - deadline.fromAt) / 2;
    expect(remindersOf(deadline)).toEqual([half, deadline.dueAt - DAY_MS]);
  });

  it("are one where half time is within the last day, and none where all of it is", () => {
    const { fromAt } = deadline;
    const short = (hours: number) => ({ ...deadline, dueAt: fromAt + hours * HOUR_MS });
    expect(remindersOf(short(30))).toEqual([fromAt + 6 * HOUR_MS]);
    expect(remindersOf(short(24))).toEqual([]);
  });

  it("come one after the other", () => {
    const [half = 0, dayBefore = 0] = remindersOf(deadline);
    expect(nextReminder(deadline, deadline.fromAt)).toBe(half);
    expect(nextReminder(deadline, half)).toBe(dayBefore);
    expect(nextReminder(deadline, dayBefore)).toBeUndefined();
  });

  it("are what needs attention next, then its end, and of an uncertain one its end alone", () => {
    const [half = 0, dayBefore = 0] = remindersOf(deadline);
    const { fromAt, dueAt } = deadline;
    const told = [undefined, fromAt - DAY_MS, half, dayBefore];
    expect(told.map((at) => nextAttention(deadline, at).at)).toEqual([
      half,
      half,
      dayBefore,
      dueAt,
    ]);
    const uncertain = { ...deadline, provisional: true };
    expect(nextAttention(uncertain)).toEqual({ at: dueAt, provisional: true });
  });

  it("are due from their instant on, once each, and never when the time is over", () => {
    const [half = 0, dayBefore = 0] = remindersOf(deadline);
    const isDue = (at: number, told?: number) => isToBeReminded(deadline, told, at);
    expect([isDue(half - 1), isDue(half), isDue(dayBefore - 1, half)]).toEqual([
      false,
      true,
      false,
    ]);
    expect([isDue(dayBefore, half), isDue(deadline.dueAt - 1, dayBefore)]).toEqual([true, false]);
    expect([isDue(deadline.dueAt - 1), isDue(deadline.dueAt)]).toEqual([true, false]);
    expect(isToBeReminded({ ...deadline, provisional: true }, undefined, half)).toBe(false);
  });
});
