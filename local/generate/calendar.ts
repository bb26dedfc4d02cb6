/**
 * Writes `domain/reference/calendar-2026.generated.json` from the package `chinese-days`, which holds the State
 * Council's holiday notices. Run by hand: `node local/generate/calendar.ts`. A year goes in only after its notice
 * was published: the package takes an unpublished year for a year without holidays, without saying so.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as z from "zod";

const YEAR = 2026;
const DAY_MS = 86_400_000;

/** Day to `English name,Chinese name,days off`. */
const Names = z.record(z.iso.date(), z.string());
const Source = z.object({ holidays: Names, workdays: Names });

const WEEKDAYS = [
  ["星期日", "Sunday"],
  ["星期一", "Monday"],
  ["星期二", "Tuesday"],
  ["星期三", "Wednesday"],
  ["星期四", "Thursday"],
  ["星期五", "Friday"],
  ["星期六", "Saturday"],
] as const;

const path = createRequire(import.meta.url).resolve("chinese-days/dist/chinese-days.json");
const source = Source.parse(JSON.parse(readFileSync(path, "utf8")));

/** Day, kind, Chinese name, English name. */
function rowOf(date: string): readonly [string, string, string, string] {
  const [holidayEn, holidayZh] = (source.holidays[date] ?? source.workdays[date] ?? "").split(",");
  if (holidayEn && holidayZh) {
    return date in source.holidays
      ? [date, "holiday", holidayZh, holidayEn]
      : [date, "makeup-workday", `${holidayZh}调休上班`, `Working day made up for ${holidayEn}`];
  }
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const [zh, en] = WEEKDAYS[weekday] ?? ["", ""];
  return [date, weekday === 0 || weekday === 6 ? "weekend" : "workday", zh, en];
}

const rows: (readonly [string, string, string, string])[] = [];
for (let at = Date.UTC(YEAR, 0, 1); at < Date.UTC(YEAR + 1, 0, 1); at += DAY_MS) {
  rows.push(rowOf(new Date(at).toISOString().slice(0, 10)));
}
if (!rows.some(([, kind]) => kind === "holiday")) {
  throw new Error(`chinese-days knows no holiday of ${String(YEAR)}: its notice is not in yet`);
}
const lines = rows.map((row) => `    ${JSON.stringify(row)}`).join(",\n");
writeFileSync(
  new URL(`../../domain/reference/calendar-${String(YEAR)}.generated.json`, import.meta.url),
  `{\n  "source": "chinese-days 1.5.7",\n  "notice": "国务院办公厅关于2026年部分节假日安排的通知, 2025-11-04",\n  "days": [\n${lines}\n  ]\n}\n`,
);
console.log(`${String(rows.length)} days written`);
