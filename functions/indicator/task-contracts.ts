import { IndicatorTrialAdvanced, IndicatorTrialStarted } from "../../events/indicator.ts";
import { defineTask } from "../kit/contract.ts";

export const startShadowTrials = defineTask({
  id: "startShadowTrials",
  capability: "indicator",
  summary: {
    zh: "每日为影子运行中的参数版本开始前一日的试算",
    en: "Begins each day to try the versions in shadow on the day before",
  },
  // The day before is over by then, and what was told late of it has come in.
  trigger: { kind: "daily", at: "04:00" },
  touches: { reads: ["shadowVersions"], writes: ["indicatorVersion", "indicatorTrial"] },
  timeoutSeconds: 900,
  alarm: {
    effect:
      "Nobody sees whom new limits would have warned of yesterday; what is live is untouched.",
    runbook: "shadow-trials-do-not-start",
  },
});

export const queueTrial = defineTask({
  id: "queueTrial",
  capability: "indicator",
  summary: {
    zh: "试算开始或完成一页后，将下一页排队",
    en: "Queues the first or the next group of institutions of a trial",
  },
  trigger: { kind: "events", events: [IndicatorTrialStarted, IndicatorTrialAdvanced] },
  touches: { writes: [] },
  fills: "runTrial",
  alarm: {
    effect:
      "A backtest does not begin or go on, so that new limits of a warning cannot be proposed.",
    runbook: "trial-stands-still",
  },
});

export const runTrial = defineTask({
  id: "runTrial",
  capability: "indicator",
  summary: {
    zh: "逐页试算：按现行参数与新参数分别评估一组机构的已存事实",
    en: "Judges a group of institutions by their stored facts, with a version's limits and without",
  },
  trigger: { kind: "queue", batchSize: 1, maxConcurrency: 5 },
  touches: {
    reads: ["institution", "institutionsByUnit", "unit", "rulePack", "calendar", "facts"],
    writes: ["indicatorVersion", "indicatorTrial"],
  },
  timeoutSeconds: 300,
  memoryMb: 1024,
  alarm: {
    effect: "A backtest stands still, so that new limits of a warning cannot be proposed.",
    runbook: "trial-stands-still",
  },
});

export const tasks = [startShadowTrials, queueTrial, runTrial];
