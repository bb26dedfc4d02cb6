import { describe, expect, it } from "vitest";
import { calendarYear2026 } from "../../../domain/reference/calendar-data.ts";
import { calendarOf } from "../../../domain/reference/calendar-year.ts";
import { addWorkingDays, type CalendarDay } from "../../../domain/reference/calendar.ts";
import { localDate } from "../../../domain/shared/time.ts";
import {
  isWorkingDayByNotice,
  nextDay,
  workingDayAfter,
} from "../../support/oracles/working-days.ts";

const calendar = calendarOf([calendarYear2026()]);
const days: CalendarDay[] = [];
for (let date = "2026-01-01"; date.startsWith("2026"); date = nextDay(date)) {
  const day = calendar.day(localDate(date));
  if (day !== undefined) days.push(day);
}

const after = (from: string, count: number) => addWorkingDays(calendar, localDate(from), count);
const datesOf = (kind: string) => days.filter((day) => day.kind === kind).map((day) => day.date);

describe("the official calendar of 2026", () => {
  it("has every day of the year, once", () => {
    expect(days).toHaveLength(365);
    expect(new Set(days.map((day) => day.date)).size).toBe(365);
    expect(calendar.coveredYears).toEqual([2026]);
  });

  it("has exactly the holidays of the State Council's notice", () => {
    expect(datesOf("holiday")).toEqual([
      ...["2026-01-01", "2026-01-02", "2026-01-03"],
      ...["2026-02-15", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19"],
      ...["2026-02-20", "2026-02-21", "2026-02-22", "2026-02-23"],
      ...["2026-04-04", "2026-04-05", "2026-04-06"],
      ...["2026-05-01", "2026-05-02", "2026-05-03", "2026-05-04", "2026-05-05"],
      ...["2026-06-19", "2026-06-20", "2026-06-21"],
      ...["2026-09-25", "2026-09-26", "2026-09-27"],
      ...["2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04"],
      ...["2026-10-05", "2026-10-06", "2026-10-07"],
    ]);
  });

  it("has exactly the worked weekend days of the notice", () => {
    expect(datesOf("makeup-workday")).toEqual([
      "2026-01-04",
      "2026-02-14",
      "2026-02-28",
      "2026-05-09",
      "2026-09-20",
      "2026-10-10",
    ]);
  });

  it("agrees with the notice on each day whether people work", () => {
    for (const day of days) {
      expect(day.isWorkingDay, day.date).toBe(isWorkingDayByNotice(day.date));
    }
  });

  it("names its days in Chinese and English", () => {
    expect(calendar.day(localDate("2026-02-17"))?.name).toEqual({
      zh: "春节",
      en: "Spring Festival",
    });
    expect(calendar.day(localDate("2026-03-02"))?.name).toEqual({ zh: "星期一", en: "Monday" });
    expect(days.filter((day) => day.name.zh === "" || day.name.en === "")).toEqual([]);
  });
});

describe("counting working days", () => {
  it.each([
    ["2026-09-18", 15, "2026-10-15"],
    ["2026-09-24", 5, "2026-10-09"],
    ["2026-02-12", 5, "2026-02-26"],
    ["2026-02-12", 15, "2026-03-11"],
    ["2026-01-03", 1, "2026-01-04"],
    ["2026-03-06", 1, "2026-03-09"],
  ])("%s and %i working days make %s", (from, count, expected) => {
    expect(after(from, count)).toEqual({
      ok: true,
      value: { date: expected, provisional: false },
    });
  });

  it("agrees with an independent walk from every day of the year that leads to a day of it", () => {
    let compared = 0;
    for (const count of [1, 3, 5, 15, 30]) {
      for (let from = "2026-01-01"; from < "2026-11-01"; from = nextDay(from)) {
        expect(after(from, count), `${from} + ${String(count)}`).toEqual({
          ok: true,
          value: { date: workingDayAfter(from, count), provisional: false },
        });
        compared += 1;
      }
    }
    expect(compared).toBe(5 * 304);
  });

  it("gives a provisional weekday beyond the covered years, never a certain working day", () => {
    // 2026-12-31 is a Thursday; 1 January 2027 is a Friday and surely a holiday, but no notice says so yet.
    expect(after("2026-12-31", 1)).toEqual({
      ok: true,
      value: { date: "2027-01-01", provisional: true },
    });
    expect(after("2026-12-30", 1)).toEqual({
      ok: true,
      value: { date: "2026-12-31", provisional: false },
    });
    expect(after("2026-12-25", 15)).toMatchObject({ value: { provisional: true } });
    expect(after("2025-09-30", 5)).toMatchObject({ value: { provisional: true } });
  });

  it("is certain from an uncovered day on when every counted day is covered", () => {
    expect(after("2025-12-31", 1)).toEqual({
      ok: true,
      value: { date: "2026-01-04", provisional: false },
    });
  });

  it.each([0, -1, 1.5, Number.NaN, 1001])("refuses a period of %d working days", (count) => {
    expect(after("2026-03-02", count)).toMatchObject({
      ok: false,
      refusal: { code: "calendar.working-days-invalid" },
    });
  });
});
