import { indicatorNames } from "../indicator-names.ts";
import { defineIndicator, judged } from "../indicator.ts";

const DAYS = 7;

/**
 * Complaints of 7 days for each 1,000 pupils.
 * Edge cases: below the least count nothing is said, since in all but the large schools one complaint is a high
 * rate; without pupils the count alone decides.
 */
export const complaintRate = defineIndicator({
  id: "complaint-rate",
  name: indicatorNames["complaint-rate"],
  facts: ["complaintFiledCount", "paidHeadcount"],
  windowDays: DAYS,
  trigger: "facts",
  parameters: {
    yellow: "risk.complaint-rate-yellow",
    red: "risk.complaint-rate-red",
    leastYellow: "risk.complaint-rate-least-yellow",
    leastRed: "risk.complaint-rate-least-red",
  },
  inputs: {
    complaintCount: { unit: "complaint", name: { zh: "7日投诉", en: "complaints of 7 days" } },
    pupilCount: { unit: "pupil", name: { zh: "在读人数", en: "pupils" } },
  },
  measure: (window) => ({
    complaintCount: window.sum("complaintFiledCount", DAYS),
    pupilCount: window.at("paidHeadcount") ?? 0,
  }),
  judge: ({ complaintCount, pupilCount }, limits) => {
    const from = (perMille: number, least: number) =>
      Math.max(least, Math.ceil((perMille * pupilCount) / 1000));
    const fromYellow = from(limits.yellow, limits.leastYellow);
    const isRed = complaintCount >= from(limits.red, limits.leastRed);
    return judged(isRed, complaintCount >= fromYellow, () => [
      { what: "complaintCount", toValue: fromYellow - 1 },
    ]);
  },
  explanation: {
    zh: "7 日内新增投诉 {complaintCount} 件，在读学生 {pupilCount} 人。",
    en: "{complaintCount} complaints were filed in 7 days; {pupilCount} pupils are taught.",
  },
  clearing: {
    complaintCount: {
      zh: "7 日内新增投诉不超过 {toValue} 件。",
      en: "At most {toValue} complaints are filed in 7 days.",
    },
  },
});
