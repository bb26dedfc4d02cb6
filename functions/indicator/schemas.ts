import * as z from "zod";
import { TrialFinding } from "../../domain/risk/versions/compare.ts";
import { IndicatorTrial } from "../../domain/risk/versions/trial.ts";
import { IndicatorVersion } from "../../domain/risk/versions/version.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { RuleInput, RuleView } from "../reference/schemas.ts";

/** Shapes that several contracts of this capability share. */

/** A value as a unit drafts it: the scope is the unit's own, and it applies from the version's day. */
export const LimitInput = RuleInput.pick({
  id: true,
  value: true,
  size: true,
  source: true,
  status: true,
});

export const VersionView = z.strictObject({
  ...IndicatorVersion.pick({
    versionId: true,
    unitId: true,
    indicatorId: true,
    status: true,
    effectiveFrom: true,
    authorId: true,
    proposalId: true,
    endProposalId: true,
    endsFrom: true,
  }).shape,
  draftedAt: Timestamp,
  triedDays: IndicatorVersion.shape.triedDays.meta({
    description: "On how many days it was tried: the longest backtest, or its days in shadow",
  }),
  backtestId: IndicatorVersion.shape.backtestId.meta({
    description: "A backtest that is not over",
  }),
  lastTrialId: IndicatorVersion.shape.lastTrialId.meta({ description: "The trial begun last" }),
  parameters: z.array(RuleView),
});

export const TrialView = z.strictObject({
  ...IndicatorTrial.pick({
    trialId: true,
    versionId: true,
    unitId: true,
    indicatorId: true,
    kind: true,
    from: true,
    to: true,
    status: true,
    reason: true,
  }).shape,
  startedAt: Timestamp,
  completedAt: Timestamp.optional(),
  brokenOffAt: Timestamp.optional().meta({
    description: "When it was broken off; what it had found by then counts for nothing",
  }),
  counts: IndicatorTrial.shape.counts.meta({
    description: "What is judged by now: `live` without the version, `draft` with it",
  }),
});

export const FindingView = TrialFinding.meta({
  description: "An institution that either warns of, with the days and levels of both",
});
