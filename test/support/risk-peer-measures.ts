import type { ParameterId } from "../../domain/reference/rule-parameters.ts";
import type { FactWindow } from "../../domain/risk/window.ts";
import type { FactName } from "../../domain/shared/fact-names.ts";

/**
 * The numbers that the handbook's table compares, as json-rules-engine is given them: quotients instead of the
 * platform's products, and `null` where a row does not apply, which no comparison of that package holds for.
 */
export const peerMeasures = (valueOf: (id: ParameterId) => number) => ({
  coverPerCent: (window: FactWindow) => {
    const held = window.at("custodyBalanceFen");
    const owed = window.at("liabilityFen") ?? 0;
    const isByDeposit = held === undefined && window.at("depositFloorFen") !== undefined;
    return owed === 0 || isByDeposit ? null : ((held ?? 0) * 100) / owed;
  },
  shortPerCent: (window: FactWindow) => {
    const floor = window.at("depositFloorFen") ?? 0;
    return floor === 0 ? null : ((floor - (window.at("depositBalanceFen") ?? 0)) * 100) / floor;
  },
  unexplainedFen: (window: FactWindow) =>
    Math.max(0, window.sum("outflowFen", 7) - window.sum("releasedFen", 7)),

  daysBefore: (window: FactWindow) => Math.min(30, window.historyDays - 1),
  outflowOfDayFen: (window: FactWindow) => window.on("outflowFen"),
  outflowPerCentOfMean: (window: FactWindow) =>
    (100 * window.on("outflowFen") * Math.min(30, window.historyDays - 1)) /
    (window.sum("outflowFen", 30, 1) * window.daysPaidFor),

  refundsAsked: (window: FactWindow) => window.sum("refundAskedCount", 7),
  daysBeforeWeek: (window: FactWindow) => daysBeforeWeek(window),
  refundsPerCentOfMean: (window: FactWindow) =>
    (100 * window.sum("refundAskedCount", 7) * daysBeforeWeek(window)) /
    (7 * window.sum("refundAskedCount", 28, 7)),
  refundsOverdue: (window: FactWindow) => window.at("refundOverdueCount") ?? 0,

  complaintsOfWeek: (window: FactWindow) => window.sum("complaintFiledCount", 7),
  complaintsPerMille: (window: FactWindow) =>
    (1000 * window.sum("complaintFiledCount", 7)) / (window.at("paidHeadcount") ?? 0),

  lessonsConfirmed: (window: FactWindow) =>
    window.sum("deemedCount", 30) + window.sum("confirmedCount", 30),
  silentPerCent: (window: FactWindow) => {
    const deemed = window.sum("deemedCount", 30);
    return (100 * deemed) / (deemed + window.sum("confirmedCount", 30));
  },
  untaughtFound: (window: FactWindow) =>
    window.sum("untaughtConfirmedCount", 30) + window.sum("doubleAttendanceCount", 30),

  offPlatformSigns: (window: FactWindow) => {
    const paid = monthOf(window, "paidHeadcount");
    const unpaid = Array.from(
      monthOf(window, "seenHeadcount"),
      (seen, day) => orNone(seen) - orNone(paid[day]),
    );
    return window.sum("offPlatformReportCount", 30) + Math.max(0, ...unpaid);
  },
  signDays: (window: FactWindow) => {
    const prices = monthOf(window, "soldUnitPriceFen");
    const medians = monthOf(window, "medianUnitPriceFen");
    const perCent = valueOf("risk.limits-and-prices-price");
    return monthOf(window, "overLimitAttemptCount").filter(
      (attempts, day) =>
        attempts > 0 || ((prices[day] ?? NaN) * 100) / (medians[day] ?? NaN) < perCent,
    ).length;
  },

  closingSigns: (window: FactWindow) => {
    const staff = window.at("staffCount");
    const most = window.highest("staffCount", 30) ?? 0;
    const gone = most - (staff ?? most);
    const leaseEndsOn = window.at("leaseEndsOn") ?? Infinity;
    const changes = window.sum("accountChangeCount", 30) + window.sum("legalPersonChangeCount", 30);
    return [
      teachesNothing(window),
      gone > 0 &&
        gone >= valueOf("risk.closing-signs-staff-least") &&
        (gone * 100) / most >= valueOf("risk.closing-signs-staff-loss"),
      leaseEndsOn - window.today < valueOf("risk.closing-signs-lease-days"),
      changes > 0,
    ].filter(Boolean).length;
  },
  daysLeft: (window: FactWindow) => {
    const ends = (["licenceEndsOn", "inspectionEndsOn", "certificateEndsOn"] as const).flatMap(
      (name) => window.at(name) ?? [],
    );
    return ends.length === 0 ? null : Math.min(...ends) - window.today;
  },
});

export type PeerMeasure = keyof ReturnType<typeof peerMeasures>;

/** The values of the 30 days up to today, or as many as there are. */
const monthOf = (window: FactWindow, fact: FactName): Float64Array =>
  window.column(fact).subarray(window.first(30), window.last + 1);

const orNone = (count = 0): number => (Number.isNaN(count) ? 0 : count);

const daysBeforeWeek = (window: FactWindow): number =>
  Math.min(28, Math.max(0, window.historyDays - 7));

/** Owes lessons, and the last seven days that were no holidays had none; the first lesson is waited for for 31 days. */
function teachesNothing(window: FactWindow): boolean {
  const days = Array.from({ length: Math.min(60, window.historyDays) }, (_, ago) => ago);
  const open = days.filter((ago) => !window.isHoliday(ago)).slice(0, 7);
  const seventh = open[6];
  if (seventh === undefined || (window.at("liabilityFen") ?? 0) === 0) return false;
  const isTaught = window.sum("lessonTaughtCount", seventh + 1) > 0;
  const everTaught = window.sum("lessonTaughtCount", days.length) > 0;
  return !isTaught && (everTaught || window.historyDays > 31);
}
