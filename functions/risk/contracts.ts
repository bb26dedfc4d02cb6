import * as z from "zod";
import { NATION_ID } from "../../domain/reference/division.ts";
import { InstitutionSize } from "../../domain/reference/vocabulary.ts";
import { allIndicators } from "../../domain/risk/indicators/all.ts";
import { InstitutionId, UnitId } from "../../domain/shared/ids.ts";
import { IndicatorId } from "../../domain/shared/risk-codes.ts";
import { LocalDate } from "../../domain/shared/time.ts";
import { TrainingCategory, TrainingMode } from "../../domain/shared/training.ts";
import { FactsChanged } from "../../events/risk.ts";
import { defineTask, defineUseCase } from "../kit/contract.ts";
import { useCases as attendanceUseCases } from "./attendance-contracts.ts";
import { tasks as priceTasks } from "./price-contracts.ts";
import { EvaluationView, IndicatorView } from "./schemas.ts";

const officer = { role: "officer", duties: ["risk", "audit"] } as const;

export const listIndicators = defineUseCase({
  id: "listIndicators",
  capability: "risk",
  end: "management",
  method: "GET",
  path: "/v1/indicators",
  summary: {
    zh: "列出全部预警指标：所依据的数据、回看天数、某地某日生效的阈值及其依据",
    en: "Lists the indicators: facts, window, and the limits in force at a place, each with its source",
  },
  access: { role: "officer", duties: ["risk", "reference", "audit"] },
  input: {
    query: z.strictObject({
      unitId: UnitId.default(NATION_ID).meta({
        description: "The place; the nation when left out",
      }),
      date: LocalDate.optional().meta({ description: "Today when left out" }),
      category: TrainingCategory.optional(),
      mode: TrainingMode.optional(),
      size: InstitutionSize.default("small"),
    }),
  },
  output: z.strictObject({ unitId: UnitId, date: LocalDate, indicators: z.array(IndicatorView) }),
  errors: ["resource.not-found", "risk.day-before-rules"],
  touches: { reads: ["unit", "rulePack"] },
  load: { perSecond: 1 },
});

export const explainEvaluation = defineUseCase({
  id: "explainEvaluation",
  capability: "risk",
  end: "management",
  method: "GET",
  path: "/v1/institutions/{institutionId}/evaluations/{indicatorId}",
  summary: {
    zh: "某机构某指标在某日的判断：各项数值、适用的阈值与依据、如何解除",
    en: "What an indicator says of an institution on a day: its inputs, its limits, what would end it",
  },
  access: officer,
  input: {
    path: z.strictObject({ institutionId: InstitutionId, indicatorId: IndicatorId }),
    query: z.strictObject({
      date: LocalDate.optional().meta({ description: "Today when left out" }),
    }),
  },
  output: EvaluationView,
  errors: [
    "resource.not-found",
    "identity.outside-unit",
    "risk.day-not-come",
    "risk.day-before-rules",
  ],
  touches: { reads: ["institution", "facts", "unit", "calendar", "rulePack"] },
  load: { perSecond: 5 },
});

const evaluating = {
  reads: ["institution", "facts", "unit", "calendar", "rulePack"],
  writes: ["alert", "alertsByInstitution", "alertsByOwner", "notice"],
  checks: ["facts"],
} as const;

export const evaluateIndicator = defineTask({
  id: "evaluateIndicator",
  capability: "risk",
  summary: {
    zh: "机构数据变化后立即评估相关预警指标",
    en: "Judges an institution by an indicator as soon as a fact that it reads has changed",
  },
  trigger: {
    kind: "indicators",
    event: FactsChanged,
    indicators: allIndicators
      .filter(({ trigger }) => trigger === "facts")
      .map(({ id, facts, wakers = facts }) => ({ id, facts: wakers })),
  },
  touches: evaluating,
  alarm: {
    effect: "A warning is raised, or ends, only with the evaluation of the next night.",
    runbook: "indicators-are-not-evaluated",
  },
});

export const evaluateDaily = defineTask({
  id: "evaluateDaily",
  capability: "risk",
  summary: {
    zh: "每日凌晨将有机构的区县分组排队评估",
    en: "Queues the counties with institutions each night, some together, to be judged by all indicators",
  },
  trigger: { kind: "daily", at: "00:30" },
  touches: { reads: ["unitFunds"] },
  fills: "evaluateCounty",
  timeoutSeconds: 300,
  alarm: {
    effect: "What time alone brings (expiries, closing signs) is not seen, and no warning passes.",
    runbook: "counties-are-not-evaluated",
  },
});

export const evaluateCounty = defineTask({
  id: "evaluateCounty",
  capability: "risk",
  summary: {
    zh: "按全部指标逐一评估若干区县的机构",
    en: "Judges each institution of some counties by all indicators",
  },
  trigger: { kind: "queue", batchSize: 1, maxConcurrency: 20 },
  touches: { ...evaluating, reads: [...evaluating.reads, "institutionsByUnit"] },
  timeoutSeconds: 300,
  alarm: {
    effect: "Some institution of a county was not judged this night; the others were.",
    runbook: "an-institution-is-not-evaluated",
  },
});

export const useCases = [listIndicators, explainEvaluation, ...attendanceUseCases];
export const tasks = [evaluateIndicator, evaluateDaily, evaluateCounty, ...priceTasks];
