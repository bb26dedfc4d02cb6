import { indicatorNames } from "../indicator-names.ts";
import { defineIndicator, judged } from "../indicator.ts";

const DAYS = 30;

/**
 * The share of lessons that silence confirmed in 30 days, of all that were confirmed.
 * Edge case: with fewer lessons than the least count, none included, a share says nothing.
 */
export const silentConfirmations = defineIndicator({
  id: "silent-confirmations",
  name: indicatorNames["silent-confirmations"],
  facts: ["confirmedCount", "deemedCount"],
  windowDays: DAYS,
  trigger: "facts",
  parameters: {
    yellow: "risk.silent-confirmations-yellow",
    red: "risk.silent-confirmations-red",
    leastLessons: "risk.silent-confirmations-least-lessons",
  },
  inputs: {
    deemedCount: { unit: "lesson", name: { zh: "视为确认课时", en: "confirmed by silence" } },
    confirmedCount: { unit: "lesson", name: { zh: "家长确认课时", en: "confirmed by families" } },
  },
  measure: (window, { leastLessons }) => {
    const deemedCount = window.sum("deemedCount", DAYS);
    const confirmedCount = window.sum("confirmedCount", DAYS);
    const all = deemedCount + confirmedCount;
    return all === 0 || all < leastLessons ? undefined : { deemedCount, confirmedCount };
  },
  judge: ({ deemedCount, confirmedCount }, { yellow, red }) => {
    const all = deemedCount + confirmedCount;
    const isAbove = (perCent: number) => deemedCount * 100 > perCent * all;
    return judged(isAbove(red), isAbove(yellow), () => [
      { what: "deemedCount", toValue: Math.floor((yellow * confirmedCount) / (100 - yellow)) },
    ]);
  },
  explanation: {
    zh: "30 日内家长确认 {confirmedCount} 课时，视为确认 {deemedCount} 课时。",
    en: "In 30 days families confirmed {confirmedCount} lessons, and silence confirmed {deemedCount}.",
  },
  clearing: {
    deemedCount: {
      zh: "家长确认数不变时，30 日内视为确认不超过 {toValue} 课时。",
      en: "With as many confirmed by families, at most {toValue} are confirmed by silence in 30 days.",
    },
  },
});
