import { indicatorNames } from "../indicator-names.ts";
import { defineIndicator, judged } from "../indicator.ts";

const DAYS = 30;

/**
 * Lessons found to be confirmed and not taught, and pupils recorded in two places at one time, in 30 days.
 * The handbook names no window. Edge case: none found are none.
 */
export const untaughtConfirmations = defineIndicator({
  id: "untaught-confirmations",
  name: indicatorNames["untaught-confirmations"],
  facts: ["untaughtConfirmedCount", "doubleAttendanceCount"],
  windowDays: DAYS,
  trigger: "facts",
  parameters: {
    yellow: "risk.untaught-confirmations-yellow",
    red: "risk.untaught-confirmations-red",
  },
  inputs: {
    untaughtCount: { unit: "lesson", name: { zh: "未授课而确认", en: "confirmed, not taught" } },
    doubleCount: { unit: "lesson", name: { zh: "同时两处上课", en: "in two places at once" } },
    foundCount: { unit: "lesson", name: { zh: "合计", en: "together" } },
  },
  measure: (window) => {
    const untaughtCount = window.sum("untaughtConfirmedCount", DAYS);
    const doubleCount = window.sum("doubleAttendanceCount", DAYS);
    return { untaughtCount, doubleCount, foundCount: untaughtCount + doubleCount };
  },
  judge: ({ foundCount }, { yellow, red }) =>
    judged(foundCount >= red, foundCount >= yellow, () => [
      { what: "foundCount", toValue: yellow - 1 },
    ]),
  explanation: {
    zh: "30 日内未授课而确认 {untaughtCount} 课时，同一学生同时两处上课 {doubleCount} 课时。",
    en: "In 30 days {untaughtCount} lessons were confirmed and not taught, and {doubleCount} had a pupil in two places at once.",
  },
  clearing: {
    foundCount: {
      zh: "30 日内合计不超过 {toValue} 课时。",
      en: "At most {toValue} such lessons are found in 30 days.",
    },
  },
});
