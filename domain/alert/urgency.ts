import type { InstitutionId } from "../shared/ids.ts";
import type { AlertState } from "./alert.ts";

/** One picture of an institution with open alerts, by which officers see first whom to look at first. */
export interface Urgency {
  /** How many of its alerts no officer has concluded yet. */
  readonly toDoCount: number;
  /** How many indicators warn of it, and how many of these red; there is one open alert for each. */
  readonly redCount: number;
  readonly openCount: number;
  /** When the newest of them was raised. */
  readonly latestAt: number;
}

type Warning = Pick<AlertState, "level" | "status"> & { readonly raisedAt: number };

/** @param alerts the open ones of one institution, in any order */
export function urgencyOf(alerts: readonly Warning[]): Urgency {
  let [toDoCount, redCount, latestAt] = [0, 0, 0];
  for (const { level, status, raisedAt } of alerts) {
    if (status !== "concluded") toDoCount += 1;
    if (level === "red") redCount += 1;
    latestAt = Math.max(latestAt, raisedAt);
  }
  return { toDoCount, redCount, openCount: alerts.length, latestAt };
}

/**
 * The more urgent first: where something is left to do, then by red alerts, then by how many indicators warn at once,
 * since one alone is mostly chance; then the newest. `npm run backtest` measures this very order.
 */
export const byUrgency = (one: Urgency, other: Urgency): number =>
  Number(other.toDoCount > 0) - Number(one.toDoCount > 0) ||
  other.redCount - one.redCount ||
  other.openCount - one.openCount ||
  other.latestAt - one.latestAt;

/** An institution that is warned of, with its open alerts, the red ones and then the newest first. */
export interface WarnedInstitution {
  readonly institutionId: InstitutionId;
  readonly urgency: Urgency;
  readonly alerts: readonly AlertState[];
}

/** A place in the order of institutions: no two of them share it. */
export type Rank = Pick<WarnedInstitution, "urgency"> & { readonly institutionId: string };

export const byRank = (one: Rank, other: Rank): number =>
  byUrgency(one.urgency, other.urgency) ||
  Number(one.institutionId > other.institutionId) - Number(one.institutionId < other.institutionId);

/** @param alerts of any institutions; those that are over are left out */
export function warnedInstitutions(alerts: readonly AlertState[]): readonly WarnedInstitution[] {
  const open = alerts.filter(({ status }) => status !== "cleared");
  return [...Map.groupBy(open, ({ institutionId }) => institutionId)]
    .map(([institutionId, own]) => ({
      institutionId,
      urgency: urgencyOf(own),
      alerts: own.toSorted((one, other) => byUrgency(urgencyOf([one]), urgencyOf([other]))),
    }))
    .toSorted(byRank);
}
