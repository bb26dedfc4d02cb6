import * as z from "zod";
import { ProposalStatus } from "../../domain/proposal/proposal.ts";
import { CalendarDayKind } from "../../domain/reference/calendar.ts";
import { CalendarYear } from "../../domain/reference/calendar-year.ts";
import { NATION_ID, UnitLevel } from "../../domain/reference/division.ts";
import { ParameterId } from "../../domain/reference/rule-parameters.ts";
import { InstitutionSize, TrainingStage } from "../../domain/reference/vocabulary.ts";
import { ProposalId, UnitId } from "../../domain/shared/ids.ts";
import { LocalDate } from "../../domain/shared/time.ts";
import { TrainingCategory, TrainingMode } from "../../domain/shared/training.ts";
import { defineTask, defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import { Bilingual, RuleInput, RuleView } from "./schemas.ts";

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

const Applied = z.strictObject({ packVersion: z.string(), parameter: RuleView });

export const getEffectiveRules = defineUseCase({
  id: "getEffectiveRules",
  capability: "reference",
  end: "public",
  method: "GET",
  path: "/v1/rules",
  summary: {
    zh: "查询某地某日对某类培训生效的规则：国家、省、市、区县逐级从严，并说明依据",
    en: "The rules in force at a place, the strictest of all levels, each with where it comes from",
  },
  access: { role: "anyone" },
  input: {
    query: z.strictObject({
      unitId: UnitId.default(NATION_ID).meta({
        description: "The place; the nation when left out",
      }),
      category: TrainingCategory.optional(),
      mode: TrainingMode.optional(),
      stage: TrainingStage.optional(),
      size: InstitutionSize.optional(),
      date: LocalDate.optional().meta({ description: "Today when left out" }),
    }),
  },
  output: z.strictObject({
    unitId: UnitId,
    date: LocalDate,
    packs: z
      .array(z.strictObject({ unitId: UnitId, version: z.string(), effectiveFrom: LocalDate }))
      .meta({ description: "The packs in force, the nation's first" }),
    rules: z.array(
      z.strictObject({
        id: ParameterId,
        name: Bilingual,
        value: z.int(),
        unit: z.string(),
        strictest: z.enum(["lower", "higher"]),
        binding: Applied.meta({ description: "The value that binds" }),
        others: z.array(Applied).meta({ description: "What else applies, the strictest first" }),
      }),
    ),
  }),
  errors: ["resource.not-found"],
  touches: { reads: ["unit", "rulePack"] },
  load: { perSecond: 50 },
});

const Proposed = z.strictObject({ proposalId: ProposalId, status: ProposalStatus });

/** What one authority sets by itself: with the nation's parameters and some restrictions there is room. */
const MOST_PARAMETERS = 150;

export const putRulePack = defineUseCase({
  id: "putRulePack",
  capability: "reference",
  end: "management",
  method: "PUT",
  path: "/v1/units/{unitId}/rule-pack",
  summary: {
    zh: "提出本单位的规则包（只能比上级从严），由另一名经办人员审批后自生效日起施行",
    en: "Proposes the unit's own rule pack, never looser than above; another officer decides it",
  },
  access: { role: "officer", duties: ["reference"] },
  input: {
    path: z.strictObject({ unitId: UnitId }),
    body: z.strictObject({
      effectiveFrom: LocalDate.meta({ description: "A day after the one on which it is decided" }),
      parameters: z.array(RuleInput).max(MOST_PARAMETERS).meta({
        description: "All of the unit's own values; they take the place of its former pack",
      }),
    }),
  },
  output: Proposed,
  status: 202,
  errors: [
    "identity.outside-unit",
    "resource.not-found",
    "rule.looser-than-above",
    "rule.effective-too-early",
    "rule.dates-reversed",
  ],
  touches: { reads: ["unit", "rulePack"], writes: ["proposal"] },
  load: { perSecond: 1 },
});

export const putCalendar = defineUseCase({
  id: "putCalendar",
  capability: "reference",
  end: "management",
  method: "PUT",
  path: "/v1/calendar/{year}",
  summary: {
    zh: "提出某一年的工作日历（新增或更正），由另一名全国经办人员审批",
    en: "Proposes a year of the calendar, new or corrected; another national officer decides it",
  },
  access: { role: "officer", duties: ["reference"] },
  input: {
    path: z.strictObject({ year: z.coerce.number().pipe(CalendarYear.shape.year) }),
    body: z.strictObject({
      notice: CalendarYear.shape.notice.meta({ description: "Title and date of the notice" }),
      namedDays: CalendarYear.shape.namedDays.meta({
        description: "Days off and working days made up; every other day is what its weekday says",
      }),
    }),
  },
  output: Proposed,
  status: 202,
  errors: [
    "identity.outside-unit",
    "calendar.year-not-open",
    "calendar.day-of-another-year",
    "calendar.day-named-twice",
    "calendar.workday-made-up",
  ],
  touches: { writes: ["proposal"] },
  load: { perSecond: 1 },
});

export const seedReference = defineTask({
  id: "seedReference",
  capability: "reference",
  summary: {
    zh: "写入行政区划、2026 年日历与随平台提供的规则包",
    en: "Writes the divisions, the calendar of 2026 and the rule packs that come with the platform",
  },
  trigger: { kind: "operator", input: z.strictObject({}) },
  touches: { writes: ["unit", "calendar", "rulePack", "seed"] },
  alarm: {
    effect: "Nothing can be sold, nobody found by their division; deadlines are provisional.",
    runbook: "reference-data-not-seeded",
  },
  timeoutSeconds: 300,
  memoryMb: 1024,
});

export const useCases = [
  listDivisions,
  getCalendarDay,
  getEffectiveRules,
  putRulePack,
  putCalendar,
];
export const tasks = [seedReference];
