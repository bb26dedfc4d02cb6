import * as z from "zod";
import { IndicatorTrialId, IndicatorVersionId, UnitId } from "../../domain/shared/ids.ts";
import { defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import { FindingView, TrialView, VersionView } from "./schemas.ts";

/** Whoever drafts, decides or audits limits sees what trying them found. */
const access = { role: "officer", duties: ["risk", "reference", "audit"] } as const;
const errors = ["identity.outside-unit", "resource.not-found", "input.cursor-invalid"] as const;

export const listIndicatorVersions = defineUseCase({
  id: "listIndicatorVersions",
  capability: "indicator",
  end: "management",
  method: "GET",
  path: "/v1/units/{unitId}/indicator-versions",
  summary: {
    zh: "列出本单位起草的预警指标参数版本及其状态",
    en: "Lists the limits of indicators that a unit has drafted, and how far each has come",
  },
  access,
  input: { path: z.strictObject({ unitId: UnitId }), query: z.strictObject(pageQuery) },
  output: z.strictObject({ versions: z.array(VersionView), ...pageOutput }),
  errors: ["identity.outside-unit", "input.cursor-invalid"],
  touches: { reads: ["indicatorVersion", "indicatorVersionsByUnit"] },
  load: { perSecond: 1 },
});

export const listIndicatorTrials = defineUseCase({
  id: "listIndicatorTrials",
  capability: "indicator",
  end: "management",
  method: "GET",
  path: "/v1/indicator-versions/{versionId}/trials",
  summary: {
    zh: "列出参数版本的回测与影子运行，逐次给出汇总",
    en: "Lists the backtests and the days in shadow of a version, each with its counts",
  },
  access,
  input: {
    path: z.strictObject({ versionId: IndicatorVersionId }),
    query: z.strictObject(pageQuery),
  },
  output: z.strictObject({ trials: z.array(TrialView), ...pageOutput }),
  errors: [...errors],
  touches: { reads: ["indicatorVersion", "indicatorTrial", "indicatorTrialsByVersion"] },
  load: { perSecond: 1 },
});

export const getIndicatorTrial = defineUseCase({
  id: "getIndicatorTrial",
  capability: "indicator",
  end: "management",
  method: "GET",
  path: "/v1/indicator-trials/{trialId}",
  summary: {
    zh: "查看一次试算：进度、汇总，以及会被预警的机构、级别与日期",
    en: "One trial: how far it is, its counts, and the institutions warned of with levels and days",
  },
  access,
  input: {
    path: z.strictObject({ trialId: IndicatorTrialId }),
    query: z.strictObject(pageQuery),
  },
  output: z.strictObject({
    ...TrialView.shape,
    institutions: z.array(FindingView),
    ...pageOutput,
  }),
  errors: [...errors],
  touches: { reads: ["indicatorTrial"] },
  load: { perSecond: 2 },
});

export const useCases = [listIndicatorVersions, listIndicatorTrials, getIndicatorTrial];
