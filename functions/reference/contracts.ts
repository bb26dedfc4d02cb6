import * as z from "zod";
import { CalendarDayKind } from "../../domain/reference/calendar.ts";
import { NATION_ID, UnitLevel } from "../../domain/reference/division.ts";
import { UnitId } from "../../domain/shared/ids.ts";
import { LocalDate } from "../../domain/shared/time.ts";
import { defineTask, defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";

const Division = z.strictObject({
  unitId: UnitId,
  code: z.string().optional().meta({ description: "GB/T 2260; the Corps has none" }),
  name: z.string(),
  level: UnitLevel,
  isCountyLevel: z.boolean().meta({ description: "Whether institutions belong to it directly" }),
});

export const listDivisions = defineUseCase({
  id: "listDivisions",
  capability: "reference",
  end: "public",
  method: "GET",
  path: "/v1/divisions",
  summary: {
    zh: "列出某一行政区划的下一级（默认为全国的省级）",
    en: "Lists the divisions right below one, the provinces when none is named",
  },
  access: { role: "anyone" },
  input: {
    query: z.strictObject({
      ...pageQuery,
      parent: UnitId.default(NATION_ID).meta({ description: "The unit above" }),
    }),
  },
  output: z.strictObject({ divisions: z.array(Division), ...pageOutput }),
  errors: ["input.cursor-invalid", "resource.not-found"],
  touches: { reads: ["unit"] },
  load: { perSecond: 200 },
});

const Bilingual = z.strictObject({ zh: z.string(), en: z.string() });

export const getCalendarDay = defineUseCase({
  id: "getCalendarDay",
  capability: "reference",
  end: "public",
  method: "GET",
  path: "/v1/calendar/{date}",
  summary: {
    zh: "查询某日是否为工作日（以国务院办公厅放假通知为准）",
    en: "Whether a day is a working day, by the State Council's yearly notice",
  },
  access: { role: "anyone" },
  input: { path: z.strictObject({ date: LocalDate }) },
  output: z.discriminatedUnion("covered", [
    z.strictObject({
      date: LocalDate,
      covered: z.literal(true),
      kind: CalendarDayKind,
      isWorkingDay: z.boolean(),
      name: Bilingual,
    }),
    z.strictObject({
      date: LocalDate,
      covered: z.literal(false),
      awaiting: Bilingual.meta({ description: "Why nothing can be said of this day yet" }),
    }),
  ]),
  errors: [],
  touches: { reads: ["calendar"] },
  load: { perSecond: 50 },
});

export const seedReference = defineTask({
  id: "seedReference",
  capability: "reference",
  summary: {
    zh: "写入行政区划与 2026 年日历",
    en: "Writes the divisions and the calendar of 2026",
  },
  trigger: { kind: "operator", input: z.strictObject({}) },
  touches: { writes: ["unit", "calendar", "seed"] },
  alarm: {
    effect: "Nobody can be found by their division, and deadlines in working days are provisional.",
    runbook: "reference-data-not-seeded",
  },
  timeoutSeconds: 300,
  memoryMb: 1024,
});

export const useCases = [listDivisions, getCalendarDay];
export const tasks = [seedReference];
