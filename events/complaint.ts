import * as z from "zod";
import {
  ClimbReason,
  ComplaintEnding,
  ComplaintFinding,
  ComplaintKind,
  ComplaintSide,
  ComplaintTier,
  ComplaintTurn,
  EvidenceType,
  LeadKind,
} from "../domain/shared/complaint-codes.ts";
import {
  ComplaintId,
  EnrolmentId,
  EvidenceId,
  InstitutionId,
  UnitId,
} from "../domain/shared/ids.ts";
import { Fen } from "../domain/shared/money.ts";
import { RefundOrder } from "../domain/shared/refund-order.ts";
import { LocalDate } from "../domain/shared/time.ts";
import { defineEvent } from "./define.ts";

const ofComplaint = { complaintId: ComplaintId, institutionId: InstitutionId };
/** The last day of whoever has to answer next. */
const dueOn = LocalDate;
const lessons = z.array(z.int().min(1));

/** A family complains of an institution; the lessons named are frozen where their confirmation is awaited. */
export const ComplaintFiled = defineEvent(
  "complaint-filed",
  1,
  z.object({
    ...ofComplaint,
    countyUnitId: UnitId,
    kind: ComplaintKind,
    enrolmentId: EnrolmentId.optional(),
    lessons,
    claimFen: Fen.optional(),
    memberCount: z.int().min(1),
    isAnonymousToInstitution: z.boolean(),
    dueOn,
  }),
);

const ofEvidence = {
  ...ofComplaint,
  evidenceId: EvidenceId,
  contentType: EvidenceType,
  sizeBytes: z.int(),
};

/** A file is announced as evidence; nobody has seen it yet. */
export const EvidenceAnnounced = defineEvent("evidence-announced", 1, z.object(ofEvidence));

/** The file has come, and is what was announced: it belongs to the complaint. */
export const EvidenceAttached = defineEvent("evidence-attached", 1, z.object(ofEvidence));

/** The institution has answered; the family accepts or rejects. */
export const ComplaintAnswered = defineEvent(
  "complaint-answered",
  1,
  z.object({ ...ofComplaint, refund: RefundOrder.optional(), dueOn }),
);

/** The authority has taken the complaint up and its time to settle it runs. */
export const ComplaintTakenUp = defineEvent(
  "complaint-taken-up",
  1,
  z.object({ ...ofComplaint, tier: ComplaintTier, dueOn }),
);

/** The authority has given itself more time, once. */
export const ComplaintExtended = defineEvent(
  "complaint-extended",
  1,
  z.object({ ...ofComplaint, tier: ComplaintTier, dueOn }),
);

/** An authority has decided; the family accepts, or goes on to the next one. */
export const ComplaintDecided = defineEvent(
  "complaint-decided",
  1,
  z.object({
    ...ofComplaint,
    tier: ComplaintTier,
    finding: ComplaintFinding,
    refund: RefundOrder.optional(),
    lead: LeadKind.optional(),
    dueOn,
  }),
);

/** The complaint goes up: nobody answered in time, or the family rejects the answer. */
export const ComplaintEscalated = defineEvent(
  "complaint-escalated",
  1,
  z.object({
    ...ofComplaint,
    from: ComplaintTier,
    to: ComplaintTier,
    unitId: UnitId,
    because: ClimbReason,
    dueOn,
  }),
);

/** Nobody is above the one who let the time pass: it stays there, and is shown as overdue. */
export const ComplaintOverdue = defineEvent(
  "complaint-overdue",
  1,
  z.object({ ...ofComplaint, tier: ComplaintTier, unitId: UnitId }),
);

/** The complaint is over; what was found takes effect. */
export const ComplaintConcluded = defineEvent(
  "complaint-concluded",
  1,
  z.object({
    ...ofComplaint,
    enrolmentId: EnrolmentId.optional(),
    lessons,
    tier: ComplaintTier,
    finding: ComplaintFinding,
    ending: ComplaintEnding,
    refund: RefundOrder.optional(),
    lead: LeadKind.optional(),
  }),
);

/** The family has taken its complaint back. */
export const ComplaintWithdrawn = defineEvent(
  "complaint-withdrawn",
  1,
  z.object({ ...ofComplaint, enrolmentId: EnrolmentId.optional(), lessons }),
);

/** The family has reopened a complaint that was over; the county takes it up again. */
export const ComplaintReopened = defineEvent(
  "complaint-reopened",
  1,
  z.object({ ...ofComplaint, attempt: z.int().min(2), dueOn }),
);

/** The family has said how its complaint was handled. */
export const ComplaintRated = defineEvent(
  "complaint-rated",
  1,
  z.object({ ...ofComplaint, stars: z.int().min(1).max(5) }),
);

/** The county has handed the complaint to another, where the facts lie. */
export const ComplaintReassigned = defineEvent(
  "complaint-reassigned",
  1,
  z.object({ ...ofComplaint, fromUnitId: UnitId, toUnitId: UnitId, dueOn }),
);

/** Whoever has to answer was reminded of it. */
export const ComplaintReminded = defineEvent(
  "complaint-reminded",
  1,
  z.object({ ...ofComplaint, turn: ComplaintTurn, dueOn }),
);

/** A calendar was corrected, and with it the last day of whoever has to answer. */
export const ComplaintRecounted = defineEvent(
  "complaint-recounted",
  1,
  z.object({ ...ofComplaint, turn: ComplaintTurn, dueOn }),
);

/** The end of a complaint orders money back to the family: the refund's own workflow carries it out. */
export const RefundOrdered = defineEvent(
  "refund-ordered",
  1,
  z.object({
    ...ofComplaint,
    enrolmentId: EnrolmentId,
    refund: RefundOrder,
    tier: ComplaintTier,
    orderedBy: ComplaintSide,
  }),
);

/** The end of a complaint hands what was found to those who enforce the law. */
export const LeadHandedOver = defineEvent(
  "lead-handed-over",
  1,
  z.object({ ...ofComplaint, countyUnitId: UnitId, lead: LeadKind, tier: ComplaintTier }),
);
