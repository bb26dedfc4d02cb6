import { indicatorNames } from "../indicator-names.ts";
import { defineIndicator, judged } from "../indicator.ts";

/** Later than any day that is known. */
const UNKNOWN = Infinity;

/**
 * Days until the licence, the yearly inspection or a certificate ends, whichever is first; 0 on its last day.
 * Edge case: what is not known is left out, and where nothing is known nothing is said.
 */
export const expiries = defineIndicator({
  id: "expiries",
  name: indicatorNames.expiries,
  facts: ["licenceEndsOn", "inspectionEndsOn", "certificateEndsOn"],
  windowDays: 1,
  trigger: "daily",
  parameters: { yellowDays: "risk.expiries-yellow-days", redDays: "risk.expiries-red-days" },
  inputs: {
    daysLeft: { unit: "day", name: { zh: "剩余天数", en: "days left" } },
  },
  measure: (window) => {
    const endsOn = Math.min(
      window.at("licenceEndsOn") ?? UNKNOWN,
      window.at("inspectionEndsOn") ?? UNKNOWN,
      window.at("certificateEndsOn") ?? UNKNOWN,
    );
    return endsOn === UNKNOWN ? undefined : { daysLeft: endsOn - window.today };
  },
  judge: ({ daysLeft }, { yellowDays, redDays }) =>
    judged(daysLeft <= redDays, daysLeft <= yellowDays, () => [
      { what: "daysLeft", toValue: yellowDays + 1 },
    ]),
  explanation: {
    zh: "最早到期的许可证、年检或资质证书剩余 {daysLeft} 天。",
    en: "The licence, inspection or certificate that ends first has {daysLeft} days left.",
  },
  clearing: {
    daysLeft: {
      zh: "续期后剩余不少于 {toValue} 天。",
      en: "It is renewed, with at least {toValue} days left.",
    },
  },
});
