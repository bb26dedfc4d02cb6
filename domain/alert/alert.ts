import * as z from "zod";
import type { DomainEvent } from "../../events/define.ts";
import { AlertId, InstitutionId, MemberId, UnitId } from "../shared/ids.ts";
import {
  AlertFinding,
  AlertInputs,
  AlertLevel,
  AlertMeasure,
  AlertTier,
  IndicatorId,
} from "../shared/risk-codes.ts";
import { EpochMs, toRfc3339 } from "../shared/time.ts";
import { TrainingCategory } from "../shared/training.ts";
import { AlertStatus } from "./transitions.ts";

/** A time in which something has to be done about an alert. */
export const AlertTime = z.object({
  /** The article, or the reading, that sets it. */
  basis: z.string().min(1),
  /** The first instant at which it is too late. */
  dueAt: EpochMs,
  /** Some day on the way lies in a year whose calendar is not known: it may be shown, and nothing expires by it. */
  provisional: z.boolean(),
  /** How it was counted, where the calendar counts; absent where it is a time of hours. */
  counted: z.object({ fromAt: EpochMs, workingDays: z.int().min(1) }).optional(),
});
export type AlertTime = z.infer<typeof AlertTime>;

/** What an officer found, and what is done about it. */
export const AlertConclusion = z.object({
  finding: AlertFinding,
  measures: z.array(AlertMeasure),
  officerId: MemberId,
  at: EpochMs,
});
export type AlertConclusion = z.infer<typeof AlertConclusion>;

/** Where the institution lies; a city that does a county's work has no city above. */
const place = { countyUnitId: UnitId, cityUnitId: UnitId.optional(), provinceUnitId: UnitId };

/** Of which trade the institution is, which decides whose officers are competent, and who owns it. */
const owned = { category: TrainingCategory, ownerUscc: z.string() };

/**
 * The head of an alert (预警), at most 1 KB: one is open for an institution and an indicator at any time. What
 * officers write lies elsewhere; its journal is its timeline.
 */
export const AlertState = z.object({
  alertId: AlertId,
  institutionId: InstitutionId,
  indicatorId: IndicatorId,
  ...place,
  ...owned,
  level: AlertLevel,
  /** The values of the day that last changed its level. */
  inputs: AlertInputs,
  status: AlertStatus,
  tier: AlertTier,
  raisedAt: EpochMs,
  acknowledgeBy: AlertTime.optional(),
  concludeBy: AlertTime.optional(),
  /** The officer who answers for it, and the one who works on it. */
  acknowledgedBy: MemberId.optional(),
  assigneeId: MemberId.optional(),
  /** For which unit the assignee works on it: once that no longer acts, nobody is assigned. */
  assigneeUnitId: UnitId.optional(),
  conclusion: AlertConclusion.optional(),
  /** Nobody is above the authority that let the time pass. */
  isOverdue: z.boolean().optional(),
  clearedAt: EpochMs.optional(),
});
export type AlertState = z.infer<typeof AlertState>;

/** One decision, one event. */
export interface AlertDecision {
  readonly alert: AlertState;
  readonly event: DomainEvent;
}

/** What every event about an alert names. */
export const namesOf = ({ alertId, institutionId, indicatorId }: AlertState) => ({
  alertId,
  institutionId,
  indicatorId,
});

/** Its times as events tell them. */
export const timesOf = (times: {
  readonly acknowledgeBy: AlertTime;
  readonly concludeBy: AlertTime;
}) => ({
  acknowledgeBy: toRfc3339(times.acknowledgeBy.dueAt),
  concludeBy: toRfc3339(times.concludeBy.dueAt),
});
