import * as z from "zod";
import {
  IndicatorTrialId,
  IndicatorVersionId,
  MemberId,
  ProposalId,
  UnitId,
} from "../domain/shared/ids.ts";
import { IndicatorId, TrialBreakOff } from "../domain/shared/risk-codes.ts";
import { LocalDate } from "../domain/shared/time.ts";
import { defineEvent } from "./define.ts";

const ofVersion = { versionId: IndicatorVersionId, unitId: UnitId, indicatorId: IndicatorId };
const ofTrial = { trialId: IndicatorTrialId, ...ofVersion };

/** A unit has drafted limits of its own for an indicator. */
export const IndicatorVersionDrafted = defineEvent(
  "indicator-version-drafted",
  1,
  z.object({
    ...ofVersion,
    authorId: MemberId,
    effectiveFrom: LocalDate,
    parameterCount: z.int().min(0),
  }),
);

/** From now on each day is judged by the draft as well; nobody is warned of it. */
export const IndicatorShadowStarted = defineEvent(
  "indicator-shadow-started",
  1,
  z.object(ofVersion),
);

/** A version is tried on days that are over; `page` counts the groups of institutions that were judged. */
export const IndicatorTrialStarted = defineEvent(
  "indicator-trial-started",
  1,
  z.object({ ...ofTrial, page: z.int().min(0) }),
);

/** Some more institutions are judged, and others are left. */
export const IndicatorTrialAdvanced = defineEvent(
  "indicator-trial-advanced",
  1,
  z.object({ ...ofTrial, page: z.int().min(1) }),
);

/** All institutions of the unit are judged. */
export const IndicatorTrialCompleted = defineEvent(
  "indicator-trial-completed",
  1,
  z.object({
    ...ofTrial,
    institutionCount: z.int().min(0),
    addedCount: z.int().min(0),
    droppedCount: z.int().min(0),
  }),
);

/** A trial of a version began: its backtest, or its day in shadow. */
export const IndicatorVersionTrialBegun = defineEvent(
  "indicator-version-trial-begun",
  1,
  z.object({ ...ofTrial, from: LocalDate, to: LocalDate }),
);

/** A version was tried on so many days by now. */
export const IndicatorVersionTried = defineEvent(
  "indicator-version-tried",
  1,
  z.object({ ...ofTrial, triedDays: z.int().min(1) }),
);

/** A version waits for another officer. */
export const IndicatorVersionProposed = defineEvent(
  "indicator-version-proposed",
  1,
  z.object({ ...ofVersion, proposalId: ProposalId }),
);

/** The same, as the matter that two officers decide. */
export const IndicatorParametersProposed = defineEvent(
  "indicator-parameters-proposed",
  1,
  z.object({ ...ofVersion, proposalId: ProposalId, authorId: MemberId, effectiveFrom: LocalDate }),
);

/** Another officer has approved a version, or sent it back. */
export const IndicatorVersionDecided = defineEvent(
  "indicator-version-decided",
  1,
  z.object({ ...ofVersion, proposalId: ProposalId, approved: z.boolean() }),
);

/** A version that was not decided is given up, and with it the proposal that it was before. */
export const IndicatorVersionWithdrawn = defineEvent(
  "indicator-version-withdrawn",
  1,
  z.object({ ...ofVersion, officerId: MemberId, proposalId: ProposalId.optional() }),
);

/** That a live version ends, and the values before it hold again from a day on, waits for another officer. */
export const IndicatorVersionEndProposed = defineEvent(
  "indicator-version-end-proposed",
  1,
  z.object({ ...ofVersion, proposalId: ProposalId, endsFrom: LocalDate }),
);

/** The same, as the matter that two officers decide. */
export const IndicatorEndProposed = defineEvent(
  "indicator-end-proposed",
  1,
  z.object({ ...ofVersion, proposalId: ProposalId, authorId: MemberId, effectiveFrom: LocalDate }),
);

/** Another officer has approved that a version ends, or said that it stays live. */
export const IndicatorVersionEndDecided = defineEvent(
  "indicator-version-end-decided",
  1,
  z.object({ ...ofVersion, proposalId: ProposalId, approved: z.boolean() }),
);

/** A trial goes no further: its version was withdrawn, or nothing was heard of it for too long. */
export const IndicatorTrialBrokenOff = defineEvent(
  "indicator-trial-broken-off",
  1,
  z.object({ ...ofTrial, page: z.int().min(0), reason: TrialBreakOff }),
);

/** The backtest of a version was broken off: another one may begin. */
export const IndicatorVersionFreed = defineEvent("indicator-version-freed", 1, z.object(ofTrial));
