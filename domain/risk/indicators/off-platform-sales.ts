import { indicatorNames } from "../indicator-names.ts";
import { defineIndicator, judged } from "../indicator.ts";

const DAYS = 30;

/**
 * Signs that something is sold outside the platform in 30 days: reports, and each pupil who was counted at the
 * place beyond those who had paid on that day. The handbook names no window.
 * Edge cases: of several counts the one that found most beyond them; where nobody has counted, none is compared.
 */
export const offPlatformSales = defineIndicator({
  id: "off-platform-sales",
  name: indicatorNames["off-platform-sales"],
  facts: ["offPlatformReportCount", "seenHeadcount", "paidHeadcount"],
  windowDays: DAYS,
  trigger: "facts",
  parameters: { yellow: "risk.off-platform-sales-yellow", red: "risk.off-platform-sales-red" },
  inputs: {
    reportCount: { unit: "report", name: { zh: "30日举报", en: "reports of 30 days" } },
    unpaidPupilCount: { unit: "pupil", name: { zh: "未缴费在场人数", en: "pupils unpaid for" } },
    signCount: { unit: "case", name: { zh: "线索合计", en: "signs together" } },
  },
  measure: (window) => {
    const reportCount = window.sum("offPlatformReportCount", DAYS);
    const seen = window.column("seenHeadcount");
    const paid = window.column("paidHeadcount");
    let unpaidPupilCount = 0;
    for (let index = window.first(DAYS); index <= window.last; index += 1)
      unpaidPupilCount = Math.max(unpaidPupilCount, known(seen[index]) - known(paid[index]));
    return { reportCount, unpaidPupilCount, signCount: reportCount + unpaidPupilCount };
  },
  judge: ({ signCount }, { yellow, red }) =>
    judged(signCount >= red, signCount >= yellow, () => [
      { what: "signCount", toValue: yellow - 1 },
    ]),
  explanation: {
    zh: "30 日内平台外收费举报 {reportCount} 件；现场清点人数超出缴费人数 {unpaidPupilCount} 人。",
    en: "{reportCount} reports of sales outside the platform in 30 days; {unpaidPupilCount} pupils more were counted than have paid.",
  },
  clearing: {
    signCount: {
      zh: "线索合计不超过 {toValue} 件。",
      en: "At most {toValue} such signs are left.",
    },
  },
});

const known = (count: number | undefined): number =>
  count === undefined || Number.isNaN(count) ? 0 : count;
