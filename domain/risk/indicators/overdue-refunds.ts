import { indicatorNames } from "../indicator-names.ts";
import { defineIndicator, judged } from "../indicator.ts";

/** Refunds whose day to be paid has passed and that are not paid. Edge case: none known are none. */
export const overdueRefunds = defineIndicator({
  id: "overdue-refunds",
  name: indicatorNames["overdue-refunds"],
  facts: ["refundOverdueCount"],
  windowDays: 1,
  trigger: "facts",
  parameters: { yellow: "risk.overdue-refunds-yellow", red: "risk.overdue-refunds-red" },
  inputs: {
    overdueCount: { unit: "refund", name: { zh: "逾期未退", en: "refunds overdue" } },
  },
  measure: (window) => ({ overdueCount: window.at("refundOverdueCount") ?? 0 }),
  judge: ({ overdueCount }, { yellow, red }) =>
    judged(overdueCount >= red, overdueCount >= yellow, () => [
      { what: "overdueCount", toValue: yellow - 1 },
    ]),
  explanation: {
    zh: "逾期未退 {overdueCount} 件。",
    en: "{overdueCount} refunds are overdue.",
  },
  clearing: {
    overdueCount: {
      zh: "逾期未退不超过 {toValue} 件。",
      en: "At most {toValue} refunds are overdue.",
    },
  },
});
