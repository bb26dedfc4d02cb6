import { indicatorNames } from "../indicator-names.ts";
import { defineIndicator, judged } from "../indicator.ts";

/**
 * What the bank holds for families, against what is owed to them (unconsumed, pending and frozen).
 * Edge cases: nothing owed, nothing to cover; an institution with a performance deposit instead of custody is
 * watched by `deposit-shortfall`; one that owes and has neither account holds nothing.
 */
export const custodyCover = defineIndicator({
  id: "custody-cover",
  name: indicatorNames["custody-cover"],
  facts: ["custodyBalanceFen", "liabilityFen", "depositFloorFen"],
  windowDays: 1,
  trigger: "facts",
  parameters: { yellow: "risk.custody-cover-yellow", red: "risk.custody-cover-red" },
  inputs: {
    balanceFen: { unit: "fen", name: { zh: "托管余额", en: "custody balance" } },
    liabilityFen: { unit: "fen", name: { zh: "应保障金额", en: "owed to families" } },
  },
  measure: (window) => {
    const balanceFen = window.at("custodyBalanceFen");
    const liabilityFen = window.at("liabilityFen") ?? 0;
    const isByDeposit = balanceFen === undefined && window.at("depositFloorFen") !== undefined;
    if (isByDeposit || liabilityFen === 0) return undefined;
    return { balanceFen: balanceFen ?? 0, liabilityFen };
  },
  judge: ({ balanceFen, liabilityFen }, { yellow, red }) => {
    const isBelow = (perCent: number) => balanceFen * 100 < perCent * liabilityFen;
    return judged(isBelow(red), isBelow(yellow), () => [
      { what: "balanceFen", toValue: Math.ceil((yellow * liabilityFen) / 100) },
    ]);
  },
  explanation: {
    zh: "托管余额 {balanceFen} 分，应保障金额 {liabilityFen} 分。",
    en: "Custody holds {balanceFen} fen, and {liabilityFen} fen are owed to families.",
  },
  clearing: {
    balanceFen: {
      zh: "托管余额不低于 {toValue} 分。",
      en: "Custody holds at least {toValue} fen.",
    },
  },
});
