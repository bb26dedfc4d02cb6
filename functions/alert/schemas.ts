import * as z from "zod";
import { AlertState } from "../../domain/alert/alert.ts";
import { AlertStatus } from "../../domain/alert/transitions.ts";
import { AlertId, MeasureId, MemberId, ProposalId, UnitId } from "../../domain/shared/ids.ts";
import {
  AlertFinding,
  AlertLevel,
  AlertMatter,
  AlertMeasure,
  AlertTier,
  EscalationReason,
  IndicatorId,
  MatterEnd,
} from "../../domain/shared/risk-codes.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { Bilingual } from "../reference/schemas.ts";
import { EvaluationView, ExplanationView } from "../risk/schemas.ts";

/** Shapes that several contracts of this capability share. */

/** What an officer writes about an alert; it may name anyone, and lies sealed. */
export const AlertText = z
  .string()
  .trim()
  .min(2)
  .max(2000)
  .meta({ description: "In the officer's own words; kept sealed, shown to officers" });

/** Where an alert stands: what every command answers. */
export const AlertStanding = z.strictObject({
  alertId: AlertId,
  status: AlertStatus,
  level: AlertLevel,
  tier: AlertTier,
  actingUnitIds: z
    .array(UnitId)
    .meta({ description: "Whose turn it is; none once it is concluded or cleared" }),
  isOverdue: z.boolean().meta({ description: "The highest authority in charge let its time pass" }),
  deadline: z
    .strictObject({
      action: z.enum(["acknowledge", "conclude"]),
      dueAt: Timestamp.meta({ description: "The first instant at which it is too late" }),
      article: z.string().meta({ description: "What sets the time" }),
      isProvisional: z.boolean().meta({ description: "The calendar of some day is not known yet" }),
    })
    .optional(),
});

export const AlertSummary = z.strictObject({
  ...AlertStanding.shape,
  ...AlertState.pick({
    institutionId: true,
    countyUnitId: true,
    category: true,
    acknowledgedBy: true,
    assigneeId: true,
  }).shape,
  indicator: z.strictObject({ id: IndicatorId, name: Bilingual }),
  raisedAt: Timestamp,
  clearedAt: Timestamp.optional(),
  conclusion: z
    .strictObject({
      finding: AlertFinding,
      measures: z.array(AlertMeasure),
      officerId: MemberId,
      at: Timestamp,
    })
    .optional(),
});

/** What the timeline shows of an event's data. */
export const TimelineFacts = z.object({
  officerId: MemberId.optional(),
  level: AlertLevel.optional(),
  to: AlertTier.optional(),
  because: EscalationReason.optional(),
  assigneeId: MemberId.optional(),
  formerAssigneeId: MemberId.optional().meta({
    description: "Who no longer works on it: their unit does not act on it any more",
  }),
  finding: AlertFinding.optional(),
  measure: z
    .enum([...AlertMeasure.options, ...AlertMatter.exclude(["freeze"]).options])
    .optional()
    .meta({ description: "What was done because of it, or has ended" }),
  measureId: MeasureId.optional(),
  proposalId: ProposalId.optional().meta({ description: "Of a freeze, or of a mass refund" }),
  cause: MatterEnd.optional(),
});

const TimelineEntry = z.strictObject({
  at: Timestamp,
  event: z.string().meta({ description: "What happened, by the name of its event" }),
  by: z.enum(["platform", "officer"]),
  ...TimelineFacts.shape,
  text: z.string().optional().meta({ description: "What the officer wrote then" }),
});

/** An alert as officers see it. */
export const AlertDetail = z.strictObject({
  ...AlertSummary.shape,
  institutionName: z.string(),
  explanation: ExplanationView.meta({
    description: "What the level rests on, by the values of the day that last changed it",
  }),
  now: EvaluationView.meta({ description: "What the indicator says today, and what would end it" }),
  timeline: z.array(TimelineEntry),
});
