import { describe, expect, it } from "vitest";
import { DEFAULT_QUIET_HOURS, quietUntil } from "../../../domain/notice/quiet-hours.ts";
import { toRfc3339 } from "../../../domain/shared/time.ts";

const at = (time: string) => Date.parse(`2026-03-02T${time}+08:00`);
const until = (quiet: { from: string; to: string }, time: string) => {
  const end = quietUntil(quiet, at(time));
  return end === undefined ? undefined : toRfc3339(end);
};
const TODAY = "2026-03-02T08:00:00.000+08:00";
const TOMORROW = "2026-03-03T08:00:00.000+08:00";

describe("quiet hours over midnight", () => {
  it.each([
    ["20:59:59.999", undefined],
    ["21:00:00.000", TOMORROW],
    ["23:59:59.999", TOMORROW],
    ["00:00:00.000", TODAY],
    ["07:59:59.999", TODAY],
    ["08:00:00.000", undefined],
    ["12:00:00.000", undefined],
  ])("at %s last until %s", (time, end) => {
    expect(until(DEFAULT_QUIET_HOURS, time)).toBe(end);
  });
});

describe("quiet hours within a day", () => {
  const noon = { from: "12:00", to: "14:30" };
  it.each([
    ["11:59:59.999", undefined],
    ["12:00:00.000", "2026-03-02T14:30:00.000+08:00"],
    ["14:29:59.999", "2026-03-02T14:30:00.000+08:00"],
    ["14:30:00.000", undefined],
  ])("at %s last until %s", (time, end) => {
    expect(until(noon, time)).toBe(end);
  });

  it("are never where they begin when they end", () => {
    for (const time of ["00:00:00.000", "21:00:00.000", "23:59:59.999"])
      expect(until({ from: "21:00", to: "21:00" }, time)).toBeUndefined();
  });
});
