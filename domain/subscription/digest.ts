import * as z from "zod";
import type { AlertState } from "../alert/alert.ts";
import { isLate } from "../alert/clocks.ts";
import { type Department, isCompetent } from "../identity/competence.ts";
import { DAY_MS, type EpochMs } from "../shared/time.ts";
import { TrainingCategory } from "../shared/training.ts";

const count = z.int().min(0);

/** How many alerts are open on a morning. */
export const DigestCounts = z.strictObject({
  yellow: count,
  red: count,
  /** Of these: nobody has taken note of them yet. */
  unacknowledged: count,
  /** They lie with the province or the nation. */
  escalated: count,
  /** A time of theirs has passed. */
  overdue: count,
  /** They were raised within the last 24 hours. */
  fresh: count,
});
export type DigestCounts = z.infer<typeof DigestCounts>;

/** The counts of a unit by category of training, since departments answer for different ones. */
export const UnitDigest = z.partialRecord(TrainingCategory, DigestCounts);
export type UnitDigest = z.infer<typeof UnitDigest>;

const NOTHING: DigestCounts = {
  yellow: 0,
  red: 0,
  unacknowledged: 0,
  escalated: 0,
  overdue: 0,
  fresh: 0,
};

const plus = (one: DigestCounts, other: DigestCounts): DigestCounts => ({
  yellow: one.yellow + other.yellow,
  red: one.red + other.red,
  unacknowledged: one.unacknowledged + other.unacknowledged,
  escalated: one.escalated + other.escalated,
  overdue: one.overdue + other.overdue,
  fresh: one.fresh + other.fresh,
});

function countsOf(alert: AlertState, at: EpochMs): DigestCounts {
  const { level, status, tier, isOverdue, raisedAt } = alert;
  return {
    yellow: Number(level === "yellow"),
    red: Number(level === "red"),
    unacknowledged: Number(status === "raised"),
    escalated: Number(tier !== "county"),
    overdue: Number(isOverdue === true || isLate(alert, at)),
    fresh: Number(raisedAt >= at - DAY_MS),
  };
}

/** Counts the alerts of a county; those that are over count no more. */
export const digestOfAlerts = (alerts: readonly AlertState[], at: EpochMs): UnitDigest =>
  sumOf(
    alerts
      .filter(({ status }) => status !== "cleared")
      .map((alert) => ({ [alert.category]: countsOf(alert, at) })),
  );

/** What lies above is the sum of what lies below. */
export function sumOf(digests: readonly UnitDigest[]): UnitDigest {
  const sum: UnitDigest = {};
  for (const digest of digests)
    for (const category of TrainingCategory.options) {
      const counts = digest[category];
      if (counts !== undefined) sum[category] = plus(sum[category] ?? NOTHING, counts);
    }
  return sum;
}

/** Of what a department is competent for. */
export const countsFor = (department: Department, digest: UnitDigest): DigestCounts =>
  TrainingCategory.options
    .filter((category) => isCompetent(department, category))
    .reduce((sum, category) => plus(sum, digest[category] ?? NOTHING), NOTHING);
