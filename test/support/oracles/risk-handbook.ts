import type { IndicatorId } from "../../../domain/shared/risk-codes.ts";

/**
 * The table of risk warnings of the handbook (§8), read slowly and without the platform's code (but for its names of rows): each row by itself,
 * walking over plain days with division instead of windows and products. Where the handbook is silent, the readings
 * are those that the indicators' files state. Only the default numbers are known here.
 */
export type OracleLevel = "none" | "yellow" | "red";
export type OracleSize = "small" | "medium" | "large";

/** One day as the oracle sees it: what happened, and what is known to stand at its end. */
export interface OracleDay {
  /** Days since 1970-01-01. */
  readonly number: number;
  readonly isHoliday: boolean;
  readonly isRestDay: boolean;
  readonly happened: Readonly<Record<string, number | undefined>>;
  readonly stands: Readonly<Record<string, number | undefined>>;
}

/** The days of an institution, the latest first. */
type Days = readonly OracleDay[];
type Row = (days: Days, size: OracleSize) => OracleLevel;

const count = (days: Days, fact: string): number => {
  let all = 0;
  for (const day of days) all += day.happened[fact] ?? 0;
  return all;
};
const now = (days: Days, fact: string): number | undefined => days[0]?.stands[fact];

/** The first of the levels whose condition holds, red before yellow. */
const either = (isRed: boolean, isYellow: boolean): OracleLevel => {
  if (isRed) return "red";
  return isYellow ? "yellow" : "none";
};

const bySize = (size: OracleSize, small: number, medium: number, large: number): number =>
  size === "small" ? small : size === "medium" ? medium : large;

/**
 * Each comparison is of one quotient with the number of the table: a quotient is rounded once, to the same double as
 * the number where they are equal, so that limits are met exactly.
 */
export const handbookRows: Readonly<Record<IndicatorId, Row>> = {
  "custody-cover": (days) => {
    const owed = now(days, "liabilityFen") ?? 0;
    const held = now(days, "custodyBalanceFen");
    if (owed === 0) return "none";
    if (held === undefined && now(days, "depositFloorFen") !== undefined) return "none";
    const cover = (held ?? 0) / owed;
    return either(cover < 0.95, cover < 1);
  },
  "deposit-shortfall": (days) => {
    const floor = now(days, "depositFloorFen") ?? 0;
    const short = floor - (now(days, "depositBalanceFen") ?? 0);
    return either(short > 0 && short / floor > 0.1, short > 0);
  },
  "unexplained-outflow": (days) => {
    const week = days.slice(0, 7);
    const unexplained = count(week, "outflowFen") - count(week, "releasedFen");
    return either(unexplained > 5_000_000, unexplained > 0);
  },
  "outflow-surge": (days, size) => {
    const before = days.slice(1, 31);
    const today = count(days.slice(0, 1), "outflowFen");
    if (before.length < 14) return "none";
    if (today < bySize(size, 2_000_000, 5_000_000, 10_000_000)) return "none";
    const sinceWork = days.slice(1).findIndex(({ isRestDay }) => !isRestDay);
    const restDays = sinceWork === -1 ? days.length - 1 : sinceWork;
    const paidFor = days[0]?.isRestDay === true ? 1 : 1 + restDays;
    const timesTheMean = (today * before.length) / (count(before, "outflowFen") * paidFor);
    return either(timesTheMean > 5, timesTheMean > 3);
  },
  "refund-surge": (days) => {
    const asked = count(days.slice(0, 7), "refundAskedCount");
    const before = days.slice(7, 35);
    const askedBefore = before.length < 14 ? 0 : count(before, "refundAskedCount");
    const timesTheMean = (asked * before.length) / (7 * askedBefore);
    const isAbove = (times: number) => askedBefore === 0 || timesTheMean > times;
    return either(asked >= 10 && isAbove(4), asked >= 5 && isAbove(2));
  },
  "overdue-refunds": (days) => {
    const overdue = now(days, "refundOverdueCount") ?? 0;
    return either(overdue >= 5, overdue >= 1);
  },
  "complaint-rate": (days) => {
    const complaints = count(days.slice(0, 7), "complaintFiledCount");
    const pupils = now(days, "paidHeadcount") ?? 0;
    const perThousand = pupils === 0 ? Infinity : (complaints * 1000) / pupils;
    return either(complaints >= 3 && perThousand >= 10, complaints >= 2 && perThousand >= 3);
  },
  "silent-confirmations": (days) => {
    const month = days.slice(0, 30);
    const silent = count(month, "deemedCount");
    const all = silent + count(month, "confirmedCount");
    if (all < 20) return "none";
    return either(silent / all > 0.8, silent / all > 0.5);
  },
  "untaught-confirmations": (days) => {
    const month = days.slice(0, 30);
    const found = count(month, "untaughtConfirmedCount") + count(month, "doubleAttendanceCount");
    return either(found >= 5, found >= 1);
  },
  "off-platform-sales": (days) => {
    const month = days.slice(0, 30);
    const beyond = month.map(({ happened, stands }) =>
      happened["seenHeadcount"] === undefined
        ? 0
        : happened["seenHeadcount"] - (stands["paidHeadcount"] ?? 0),
    );
    const signs = count(month, "offPlatformReportCount") + Math.max(0, ...beyond);
    return either(signs >= 3, signs >= 1);
  },
  "limits-and-prices": (days, size) => {
    const signs = days.slice(0, 30).filter(({ happened, stands }) => {
      const price = happened["soldUnitPriceFen"];
      const median = stands["medianUnitPriceFen"];
      const isCheap = price !== undefined && median !== undefined && price < median / 2;
      return isCheap || (happened["overLimitAttemptCount"] ?? 0) > 0;
    });
    return either(signs.length >= bySize(size, 3, 4, 6), signs.length >= 1);
  },
  "closing-signs": (days) => {
    const signs = [noLessons(days), staffGone(days), leaseEnds(days), changedHands(days)];
    const found = signs.filter(Boolean).length;
    return either(found >= 3, found >= 1);
  },
  expiries: (days) => {
    const left = ["licenceEndsOn", "inspectionEndsOn", "certificateEndsOn"]
      .map((fact) => now(days, fact))
      .filter((end) => end !== undefined)
      .map((end) => end - (days[0]?.number ?? 0));
    return either(
      left.some((each) => each <= 0),
      left.some((each) => each <= 60),
    );
  },
};

function noLessons(days: Days): boolean {
  if ((now(days, "liabilityFen") ?? 0) === 0) return false;
  const isTaught = ({ happened }: OracleDay) => (happened["lessonTaughtCount"] ?? 0) > 0;
  const sixty = days.slice(0, 60);
  const lastTaught = sixty.findIndex(isTaught);
  const empty = lastTaught === -1 ? sixty : sixty.slice(0, lastTaught);
  if (empty.filter(({ isHoliday }) => !isHoliday).length < 7) return false;
  return lastTaught !== -1 || days.length > 31;
}

function staffGone(days: Days): boolean {
  const staff = now(days, "staffCount");
  if (staff === undefined) return false;
  const most = Math.max(...days.slice(0, 30).map(({ stands }) => stands["staffCount"] ?? 0));
  return most - staff >= 2 && (most - staff) / most >= 0.3;
}

function leaseEnds(days: Days): boolean {
  const end = now(days, "leaseEndsOn");
  return end !== undefined && end - (days[0]?.number ?? 0) < 60;
}

function changedHands(days: Days): boolean {
  const month = days.slice(0, 30);
  return count(month, "accountChangeCount") + count(month, "legalPersonChangeCount") > 0;
}
