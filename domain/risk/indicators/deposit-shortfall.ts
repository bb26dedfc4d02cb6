import { indicatorNames } from "../indicator-names.ts";
import { defineIndicator, judged } from "../indicator.ts";

/**
 * By how much the performance deposit is below its floor.
 * Edge cases: no floor, no deposit due; a floor and no known balance is a deposit of nothing.
 */
export const depositShortfall = defineIndicator({
  id: "deposit-shortfall",
  name: indicatorNames["deposit-shortfall"],
  facts: ["depositBalanceFen", "depositFloorFen"],
  windowDays: 1,
  trigger: "facts",
  parameters: { yellow: "risk.deposit-shortfall-yellow", red: "risk.deposit-shortfall-red" },
  inputs: {
    depositFen: { unit: "fen", name: { zh: "保证金余额", en: "deposit" } },
    floorFen: { unit: "fen", name: { zh: "保证金最低额", en: "its floor" } },
  },
  measure: (window) => {
    const floorFen = window.at("depositFloorFen") ?? 0;
    if (floorFen === 0) return undefined;
    return { depositFen: window.at("depositBalanceFen") ?? 0, floorFen };
  },
  judge: ({ depositFen, floorFen }, { yellow, red }) => {
    const isShort = (perCent: number) => (floorFen - depositFen) * 100 > perCent * floorFen;
    return judged(isShort(red), isShort(yellow), () => [
      { what: "depositFen", toValue: Math.ceil((floorFen * (100 - yellow)) / 100) },
    ]);
  },
  explanation: {
    zh: "保证金余额 {depositFen} 分，最低应为 {floorFen} 分。",
    en: "The deposit is {depositFen} fen; its floor is {floorFen} fen.",
  },
  clearing: {
    depositFen: {
      zh: "保证金余额不低于 {toValue} 分。",
      en: "The deposit is at least {toValue} fen.",
    },
  },
});
