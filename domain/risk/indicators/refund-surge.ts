import { indicatorNames } from "../indicator-names.ts";
import { defineIndicator, judged } from "../indicator.ts";

const WEEK = 7;
const MEAN_DAYS = 28;

/**
 * Refund requests of 7 days, against what 7 days had on the mean of the 28 days before them.
 * Edge cases: below the least count nothing is said; with fewer than 28 days before, the mean is of those there
 * are; with fewer than the least history, or without any request before, the count alone decides: families who
 * ask for their money back at the beginning are no less a sign.
 */
export const refundSurge = defineIndicator({
  id: "refund-surge",
  name: indicatorNames["refund-surge"],
  facts: ["refundAskedCount"],
  windowDays: WEEK + MEAN_DAYS,
  trigger: "facts",
  parameters: {
    yellow: "risk.refund-surge-yellow",
    red: "risk.refund-surge-red",
    leastYellow: "risk.refund-surge-least-yellow",
    leastRed: "risk.refund-surge-least-red",
    leastDays: "risk.least-history-days",
  },
  inputs: {
    askedCount: { unit: "refund", name: { zh: "7日退费申请", en: "requests of 7 days" } },
    formerCount: { unit: "refund", name: { zh: "此前退费申请", en: "requests before" } },
    formerDays: { unit: "day", name: { zh: "此前天数", en: "days before" } },
  },
  measure: (window, { leastDays }) => {
    const days = Math.min(MEAN_DAYS, Math.max(0, window.historyDays - WEEK));
    const askedCount = window.sum("refundAskedCount", WEEK);
    if (days < leastDays) return { askedCount, formerCount: 0, formerDays: 0 };
    const formerCount = window.sum("refundAskedCount", MEAN_DAYS, WEEK);
    return { askedCount, formerCount, formerDays: days };
  },
  judge: ({ askedCount, formerCount, formerDays }, limits) => {
    const most = (perCent: number, least: number) => {
      const byMean = formerDays === 0 ? 0 : (perCent * formerCount * WEEK) / (100 * formerDays);
      return Math.max(least - 1, Math.floor(byMean));
    };
    const mostYellow = most(limits.yellow, limits.leastYellow);
    const isRed = askedCount > most(limits.red, limits.leastRed);
    return judged(isRed, askedCount > mostYellow, () => [
      { what: "askedCount", toValue: mostYellow },
    ]);
  },
  explanation: {
    zh: "7 日内退费申请 {askedCount} 件；此前 {formerDays} 天共 {formerCount} 件。",
    en: "{askedCount} refunds were asked for in 7 days, and {formerCount} in the {formerDays} days before them.",
  },
  clearing: {
    askedCount: {
      zh: "7 日内退费申请不超过 {toValue} 件。",
      en: "At most {toValue} refunds are asked for in 7 days.",
    },
  },
});
