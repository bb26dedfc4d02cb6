import * as z from "zod";
import { AlertId, InstitutionId, MeasureId, MemberId, ProposalId } from "../domain/shared/ids.ts";
import {
  InspectionResult,
  LegalBasis,
  MeasureEnd,
  MeasureKind,
  StopKind,
} from "../domain/shared/measure-codes.ts";
import { LocalDate, Timestamp } from "../domain/shared/time.ts";
import { defineEvent } from "./define.ts";

const ofMeasure = { measureId: MeasureId, institutionId: InstitutionId };
const byOfficer = { officerId: MemberId };

/** In force from now on; a stop ends at `lapsesAt` unless another officer confirms it before. */
export const MeasureOrdered = defineEvent(
  "measure-ordered",
  1,
  z.object({
    ...ofMeasure,
    ...byOfficer,
    measure: MeasureKind,
    basis: LegalBasis,
    alertId: AlertId.optional(),
    /** The instant of a talk, or the first one at which a period is over. */
    dueAt: Timestamp.optional(),
    lapsesAt: Timestamp.optional(),
  }),
);

/** Another officer stands behind a stop: it no longer ends by itself. */
export const MeasureConfirmed = defineEvent(
  "measure-confirmed",
  1,
  z.object({ ...ofMeasure, ...byOfficer, measure: MeasureKind }),
);

/** The institution says what it has put right. */
export const RectificationSubmitted = defineEvent(
  "rectification-submitted",
  1,
  z.object({ ...ofMeasure, memberId: MemberId }),
);

/** That is not enough: the institution has so much time again. */
export const RectificationReturned = defineEvent(
  "rectification-returned",
  1,
  z.object({ ...ofMeasure, ...byOfficer, dueAt: Timestamp }),
);

/** The institution was reminded of its time, which is not over yet. */
export const RectificationReminded = defineEvent(
  "rectification-reminded",
  1,
  z.object({ ...ofMeasure, dueAt: Timestamp }),
);

/** The institution has let its time pass. */
export const RectificationOverdue = defineEvent(
  "rectification-overdue",
  1,
  z.object({ ...ofMeasure, dueAt: Timestamp }),
);

/** The calendar was corrected: the time ends at another instant. */
export const RectificationRecounted = defineEvent(
  "rectification-recounted",
  1,
  z.object({ ...ofMeasure, dueAt: Timestamp }),
);

/** What officers found on the spot: only what they looked at. Days are last days. */
export const InspectionRecorded = defineEvent(
  "inspection-recorded",
  1,
  z.object({
    ...ofMeasure,
    ...byOfficer,
    result: InspectionResult,
    seenHeadcount: z.int().min(0).optional(),
    staffCount: z.int().min(0).optional(),
    leaseEndsOn: LocalDate.optional(),
    licenceEndsOn: LocalDate.optional(),
    inspectionEndsOn: LocalDate.optional(),
    certificateEndsOn: LocalDate.optional(),
  }),
);

/** What was ordered has been done. */
export const MeasureFulfilled = defineEvent(
  "measure-fulfilled",
  1,
  z.object({ ...ofMeasure, ...byOfficer, measure: MeasureKind }),
);

/** It is over without having been met. */
export const MeasureLifted = defineEvent(
  "measure-lifted",
  1,
  z.object({
    ...ofMeasure,
    measure: MeasureKind,
    cause: MeasureEnd,
    officerId: MemberId.optional(),
  }),
);

const ofStop = { ...ofMeasure, stop: StopKind };

/** On the institution: nothing is released to it, or nothing sold by it, any more. */
export const InstitutionStopped = defineEvent("institution-stopped", 1, z.object(ofStop));

/** On the institution: it may again; releases that were held go on. */
export const InstitutionResumed = defineEvent("institution-resumed", 1, z.object(ofStop));

const proposed = { ...ofStop, proposalId: ProposalId };

/** On the proposal: another officer has to confirm the stop in time. */
export const StopProposed = defineEvent(
  "stop-proposed",
  1,
  z.object({ ...proposed, lapsesAt: Timestamp }),
);

/** On the proposal: another officer has to agree that a stop is lifted. */
export const StopLiftProposed = defineEvent("stop-lift-proposed", 1, z.object(proposed));
