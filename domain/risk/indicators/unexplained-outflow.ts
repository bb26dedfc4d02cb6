import { indicatorNames } from "../indicator-names.ts";
import { defineIndicator, judged } from "../indicator.ts";

const DAYS = 7;

/**
 * Money that left custody for somebody else than families, beyond what was released for confirmed lessons.
 * Both are dated by the bank; seven days together, so that a release booked a day late explains its outflow.
 * The handbook names no window. Edge case: no outflow, nothing to explain.
 */
export const unexplainedOutflow = defineIndicator({
  id: "unexplained-outflow",
  name: indicatorNames["unexplained-outflow"],
  facts: ["outflowFen", "releasedFen"],
  windowDays: DAYS,
  trigger: "facts",
  parameters: { yellow: "risk.unexplained-outflow-yellow", red: "risk.unexplained-outflow-red" },
  inputs: {
    outflowFen: { unit: "fen", name: { zh: "7日流出", en: "outflow of 7 days" } },
    releasedFen: { unit: "fen", name: { zh: "7日按核销拨付", en: "released in 7 days" } },
    unexplainedFen: { unit: "fen", name: { zh: "无依据流出", en: "without confirmed lessons" } },
  },
  measure: (window) => {
    const outflowFen = window.sum("outflowFen", DAYS);
    const releasedFen = window.sum("releasedFen", DAYS);
    return { outflowFen, releasedFen, unexplainedFen: Math.max(0, outflowFen - releasedFen) };
  },
  judge: ({ unexplainedFen }, { yellow, red }) =>
    judged(unexplainedFen > red, unexplainedFen > yellow, () => [
      { what: "unexplainedFen", toValue: yellow },
    ]),
  explanation: {
    zh: "7 日内托管账户流出 {outflowFen} 分，按核销拨付 {releasedFen} 分，无依据流出 {unexplainedFen} 分。",
    en: "In 7 days {outflowFen} fen left custody, {releasedFen} fen of them for confirmed lessons: {unexplainedFen} fen have no ground.",
  },
  clearing: {
    unexplainedFen: {
      zh: "7 日内无依据流出不超过 {toValue} 分（退回托管账户或补齐依据）。",
      en: "At most {toValue} fen without a ground in 7 days: paid back, or explained.",
    },
  },
});
