import { indicatorNames } from "../indicator-names.ts";
import { defineIndicator, judged } from "../indicator.ts";

const DAYS = 30;

/**
 * Days of the last 30 on which a charge over a limit was tried, or a lesson was sold far below the local median.
 * The handbook says "any" and "repeated": one day is any. Days are counted, since a price that is tried until it fits, or a
 * discount of an afternoon, is one sign. How many are "repeated" is set by size: a slip in a number is as likely in each
 * class that is opened, and a large school opens more of them (`test/support/risk-world/README.md` has what was tried).
 * Edge case: a price without a known median is compared with nothing.
 */
export const limitsAndPrices = defineIndicator({
  id: "limits-and-prices",
  name: indicatorNames["limits-and-prices"],
  facts: ["overLimitAttemptCount", "soldUnitPriceFen", "medianUnitPriceFen"],
  windowDays: DAYS,
  trigger: "facts",
  parameters: {
    pricePerCent: "risk.limits-and-prices-price",
    yellow: "risk.limits-and-prices-yellow",
    red: "risk.limits-and-prices-red",
  },
  inputs: {
    overLimitDays: { unit: "day", name: { zh: "超限尝试天数", en: "days with an attempt" } },
    lowPriceDays: { unit: "day", name: { zh: "异常低价天数", en: "days with a low price" } },
    signDays: { unit: "day", name: { zh: "有征兆的天数", en: "days with either" } },
  },
  measure: (window, { pricePerCent }) => {
    const attempts = window.column("overLimitAttemptCount");
    const prices = window.column("soldUnitPriceFen");
    const medians = window.column("medianUnitPriceFen");
    let overLimitDays = 0;
    let lowPriceDays = 0;
    let signDays = 0;
    for (let index = window.first(DAYS); index <= window.last; index += 1) {
      const isOver = (attempts[index] ?? 0) > 0;
      // A comparison with what is not known holds for nothing.
      const isLow = (prices[index] ?? NaN) * 100 < pricePerCent * (medians[index] ?? NaN);
      if (isOver) overLimitDays += 1;
      if (isLow) lowPriceDays += 1;
      if (isOver || isLow) signDays += 1;
    }
    return { overLimitDays, lowPriceDays, signDays };
  },
  judge: ({ signDays }, { yellow, red }) =>
    judged(signDays >= red, signDays >= yellow, () => [{ what: "signDays", toValue: yellow - 1 }]),
  explanation: {
    zh: "30 日内有 {overLimitDays} 天出现超限收费尝试，{lowPriceDays} 天出现异常低价，合计 {signDays} 天。",
    en: "Of 30 days, {overLimitDays} had an attempt to charge over a limit and {lowPriceDays} a price too low: {signDays} days together.",
  },
  clearing: {
    signDays: {
      zh: "30 日内出现此类情形不超过 {toValue} 天。",
      en: "At most {toValue} of 30 days have either.",
    },
  },
});
