import * as z from "zod";
import {
  AlertId,
  InstitutionId,
  MeasureId,
  MemberId,
  ProposalId,
  UnitId,
} from "../domain/shared/ids.ts";
import {
  AlertFinding,
  AlertInputs,
  AlertLevel,
  AlertMatter,
  AlertMeasure,
  AlertTier,
  EscalationReason,
  IndicatorId,
  MatterEnd,
} from "../domain/shared/risk-codes.ts";
import { Timestamp } from "../domain/shared/time.ts";
import { defineEvent } from "./define.ts";

const ofAlert = { alertId: AlertId, institutionId: InstitutionId, indicatorId: IndicatorId };
/** The instants at which it is too late. */
const inTime = { acknowledgeBy: Timestamp, concludeBy: Timestamp };
const judged = { level: AlertLevel, inputs: AlertInputs };

/** An indicator warns of an institution, which had no open alert of it. */
export const AlertRaised = defineEvent(
  "alert-raised",
  1,
  z.object({ ...ofAlert, ...judged, countyUnitId: UnitId, ...inTime }),
);

/** It has become worse: whoever answers for it has to look again, and sooner. */
export const AlertRaisedHigher = defineEvent(
  "alert-raised-higher",
  1,
  z.object({ ...ofAlert, ...judged, ...inTime }),
);

/** Whoever worked on it, where their unit does not act on it any more. */
const handedOn = { formerAssigneeId: MemberId.optional() };

/** It has become better, and is not over. */
export const AlertLowered = defineEvent(
  "alert-lowered",
  1,
  z.object({ ...ofAlert, ...judged, ...handedOn }),
);

/** The facts that it rests on are gone: it is over. */
export const AlertCleared = defineEvent("alert-cleared", 1, z.object({ ...ofAlert, ...judged }));

/** An officer has taken note of it, and answers for it from now on. */
export const AlertAcknowledged = defineEvent(
  "alert-acknowledged",
  1,
  z.object({ ...ofAlert, level: AlertLevel, officerId: MemberId }),
);

/** An officer was given the alert to work on. */
export const AlertAssigned = defineEvent(
  "alert-assigned",
  1,
  z.object({ ...ofAlert, assigneeId: MemberId, officerId: MemberId }),
);

/** An officer has found out what is behind it, and says what is done. */
export const AlertConcluded = defineEvent(
  "alert-concluded",
  1,
  z.object({
    ...ofAlert,
    level: AlertLevel,
    finding: AlertFinding,
    measures: z.array(AlertMeasure),
    officerId: MemberId,
  }),
);

/** A higher authority answers for it from now on. */
export const AlertEscalated = defineEvent(
  "alert-escalated",
  1,
  z.object({
    ...ofAlert,
    level: AlertLevel,
    from: AlertTier,
    to: AlertTier,
    unitId: UnitId,
    because: EscalationReason,
    /** Who asked for it, where an officer did. */
    officerId: MemberId.optional(),
    ...handedOn,
    ...inTime,
  }),
);

/** A higher authority let the time pass: the alert stays there, and is shown as overdue. */
export const AlertOverdue = defineEvent(
  "alert-overdue",
  1,
  z.object({ ...ofAlert, level: AlertLevel, tier: AlertTier, unitId: UnitId }),
);

const ofMeasure = { ...ofAlert, measureId: MeasureId, measure: AlertMeasure };

/** A measure was taken because of it. */
export const AlertMeasureTaken = defineEvent(
  "alert-measure-taken",
  1,
  z.object({ ...ofMeasure, officerId: MemberId }),
);

/** A measure that was taken because of it has ended; by the platform itself where no officer is named. */
export const AlertMeasureLifted = defineEvent(
  "alert-measure-lifted",
  1,
  z.object({ ...ofMeasure, officerId: MemberId.optional() }),
);

const ofMatter = { ...ofAlert, proposalId: ProposalId, measure: AlertMatter };

/** The institution was frozen because of it, or the families are paid back under that freeze. */
export const AlertMatterBegun = defineEvent(
  "alert-matter-begun",
  1,
  z.object({ ...ofMatter, officerId: MemberId }),
);

/** That is over; by the platform itself where no officer is named. */
export const AlertMatterEnded = defineEvent(
  "alert-matter-ended",
  1,
  z.object({ ...ofMatter, cause: MatterEnd, officerId: MemberId.optional() }),
);

/** Its times were counted anew, by a calendar that was corrected. */
export const AlertRecounted = defineEvent(
  "alert-recounted",
  1,
  z.object({ ...ofAlert, acknowledgeBy: Timestamp.optional(), concludeBy: Timestamp }),
);
