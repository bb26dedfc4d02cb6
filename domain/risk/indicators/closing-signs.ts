import type { FactWindow } from "../window.ts";
import { indicatorNames } from "../indicator-names.ts";
import { defineIndicator, judged } from "../indicator.ts";

const NO_LESSON_DAYS = 7;
const CHANGE_DAYS = 30;
/** The longest that a charge may lie before the first lesson (calendar month), and so the longest wait for it. */
const START_DAYS = 31;
const WINDOW_DAYS = 60;

/**
 * Signs that an institution is about to close, each counted once: no lesson in 7 days, staff gone, a lease that
 * ends, a new account or legal person in 30 days.
 * Edge cases: public holidays are not counted among the 7 days; only who owes lessons can fail to teach them; who
 * has never taught is given as long as a charge may lie before its course. The staff is compared with its highest
 * number in 30 days, and one person alone is no sign. A lease that is not known is no sign.
 */
export const closingSigns = defineIndicator({
  id: "closing-signs",
  name: indicatorNames["closing-signs"],
  facts: [
    "lessonTaughtCount",
    "liabilityFen",
    "staffCount",
    "leaseEndsOn",
    "accountChangeCount",
    "legalPersonChangeCount",
  ],
  windowDays: WINDOW_DAYS,
  trigger: "facts",
  wakers: ["staffCount", "leaseEndsOn", "accountChangeCount", "legalPersonChangeCount"],
  parameters: {
    yellow: "risk.closing-signs-yellow",
    red: "risk.closing-signs-red",
    staffLoss: "risk.closing-signs-staff-loss",
    staffLeast: "risk.closing-signs-staff-least",
    leaseDays: "risk.closing-signs-lease-days",
  },
  inputs: {
    hasNoLessons: { unit: "flag", name: { zh: "连续无课", en: "no lessons" } },
    hasLostStaff: { unit: "flag", name: { zh: "人员流失", en: "staff gone" } },
    hasEndingLease: { unit: "flag", name: { zh: "租赁即将到期", en: "lease ending" } },
    hasChangedHands: { unit: "flag", name: { zh: "账户或法人变更", en: "changed hands" } },
    signCount: { unit: "sign", name: { zh: "征兆数", en: "signs" } },
  },
  measure: (window, { staffLoss, staffLeast, leaseDays }) => {
    const staff = window.at("staffCount");
    const gone = staff === undefined ? 0 : (window.highest("staffCount", CHANGE_DAYS) ?? 0) - staff;
    const leaseEndsOn = window.at("leaseEndsOn");
    const changes =
      window.sum("accountChangeCount", CHANGE_DAYS) +
      window.sum("legalPersonChangeCount", CHANGE_DAYS);
    const hasNoLessons = Number(teachesNothing(window));
    const hasLostStaff = Number(
      gone >= staffLeast && gone > 0 && gone * 100 >= staffLoss * (gone + (staff ?? 0)),
    );
    const hasEndingLease = Number(
      leaseEndsOn !== undefined && leaseEndsOn - window.today < leaseDays,
    );
    const hasChangedHands = Number(changes > 0);
    const signCount = hasNoLessons + hasLostStaff + hasEndingLease + hasChangedHands;
    return { hasNoLessons, hasLostStaff, hasEndingLease, hasChangedHands, signCount };
  },
  judge: ({ signCount }, { yellow, red }) =>
    judged(signCount >= red, signCount >= yellow, () => [
      { what: "signCount", toValue: yellow - 1 },
    ]),
  explanation: {
    zh: "停业征兆 {signCount} 项（1 为有）：连续 7 日无课 {hasNoLessons}，人员流失 {hasLostStaff}，租赁即将到期 {hasEndingLease}，账户或法定代表人变更 {hasChangedHands}。",
    en: "{signCount} signs of closing (1 is yes): no lessons in 7 days {hasNoLessons}, staff gone {hasLostStaff}, lease ending {hasEndingLease}, new account or legal person {hasChangedHands}.",
  },
  clearing: {
    signCount: {
      zh: "停业征兆不超过 {toValue} 项。",
      en: "At most {toValue} of these signs are left.",
    },
  },
});

function teachesNothing(window: FactWindow<"lessonTaughtCount" | "liabilityFen">): boolean {
  if ((window.at("liabilityFen") ?? 0) === 0) return false;
  const days = Math.min(WINDOW_DAYS, window.historyDays);
  let openDays = 0;
  for (let daysAgo = 0; daysAgo < days && openDays < NO_LESSON_DAYS; daysAgo += 1) {
    if (window.on("lessonTaughtCount", daysAgo) > 0) return false;
    if (!window.isHoliday(daysAgo)) openDays += 1;
  }
  if (openDays < NO_LESSON_DAYS) return false;
  const hasTaught = window.sum("lessonTaughtCount", days) > 0;
  return hasTaught || window.historyDays > START_DAYS;
}
