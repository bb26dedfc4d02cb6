import { indicatorNames } from "../indicator-names.ts";
import { defineIndicator, judged } from "../indicator.ts";

const MEAN_DAYS = 30;

/**
 * The outflow of one day against the mean of the 30 days before it, days without outflow included. Banks pay on
 * working days: the first one after rest days is measured by as many days as it pays for.
 * Edge cases: a day below the least amount of that size of institution says nothing; with fewer than 30 days
 * before, the mean is of those there are; with fewer than the least history nothing is said, since a young
 * institution's outflow grows by its nature; after 30 days without outflow, any outflow is above the mean.
 */
export const outflowSurge = defineIndicator({
  id: "outflow-surge",
  name: indicatorNames["outflow-surge"],
  facts: ["outflowFen"],
  windowDays: MEAN_DAYS + 1,
  trigger: "facts",
  judgesOneDay: true,
  parameters: {
    yellow: "risk.outflow-surge-yellow",
    red: "risk.outflow-surge-red",
    leastFen: "risk.outflow-surge-least-fen",
    leastDays: "risk.least-history-days",
  },
  inputs: {
    outflowFen: { unit: "fen", name: { zh: "当日流出", en: "outflow of the day" } },
    formerFen: { unit: "fen", name: { zh: "此前流出合计", en: "outflow before it" } },
    formerDays: { unit: "day", name: { zh: "此前天数", en: "days before it" } },
    daysPaidFor: { unit: "day", name: { zh: "当日所付天数", en: "days that it pays for" } },
  },
  measure: (window, { leastDays }) => {
    const formerDays = Math.min(MEAN_DAYS, window.historyDays - 1);
    if (formerDays < Math.max(1, leastDays)) return undefined;
    const formerFen = window.sum("outflowFen", MEAN_DAYS, 1);
    const { daysPaidFor } = window;
    return { outflowFen: window.on("outflowFen"), formerFen, formerDays, daysPaidFor };
  },
  judge: ({ outflowFen, formerFen, formerDays, daysPaidFor }, { yellow, red, leastFen }) => {
    const most = (perCent: number) =>
      Math.max(leastFen - 1, Math.floor((perCent * formerFen * daysPaidFor) / (100 * formerDays)));
    return judged(outflowFen > most(red), outflowFen > most(yellow), () => [
      { what: "outflowFen", toValue: most(yellow) },
    ]);
  },
  explanation: {
    zh: "当日流出 {outflowFen} 分（含此前休息日共 {daysPaidFor} 天）；此前 {formerDays} 天合计流出 {formerFen} 分。",
    en: "{outflowFen} fen left on the day, which pays for {daysPaidFor} days; {formerFen} fen left in the {formerDays} days before it.",
  },
  clearing: {
    outflowFen: {
      zh: "单日流出不超过 {toValue} 分。",
      en: "No more than {toValue} fen leave on a day.",
    },
  },
});
