import { defineTask } from "../kit/contract.ts";

/** Each night, when the sales of the day before are in. */
export const queueLocalPrices = defineTask({
  id: "queueLocalPrices",
  capability: "risk",
  summary: {
    zh: "每日凌晨将售出过课时的区县排队计算课时单价中位数",
    en: "Queues each night every county in which something was sold, for its median prices",
  },
  trigger: { kind: "daily", at: "01:30" },
  touches: { reads: ["unitMarks"] },
  fills: "tellLocalPrices",
  timeoutSeconds: 300,
  alarm: {
    effect: "Prices are compared with the median of some night before.",
    runbook: "median-prices-are-old",
  },
});

export const tellLocalPrices = defineTask({
  id: "tellLocalPrices",
  capability: "risk",
  summary: {
    zh: "计算区县各行业课时单价中位数并记录到各机构",
    en: "Reckons a county's median price of a lesson by trade, and tells its institutions",
  },
  trigger: { kind: "queue", batchSize: 1, maxConcurrency: 20 },
  touches: {
    reads: ["institutionsByUnit", "institution", "facts", "unit", "rulePack"],
    writes: ["localPrice"],
  },
  timeoutSeconds: 300,
  alarm: {
    effect: "In one county prices are compared with the median of some night before.",
    runbook: "median-prices-are-old",
  },
});

export const tasks = [queueLocalPrices, tellLocalPrices];
