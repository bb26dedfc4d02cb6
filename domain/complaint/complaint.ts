import * as z from "zod";
import type { DomainEvent } from "../../events/define.ts";
import {
  ComplaintFinding,
  ComplaintKind,
  ComplaintTier,
  LeadKind,
} from "../shared/complaint-codes.ts";
import { Deadline } from "../shared/deadline.ts";
import { ComplaintId, EnrolmentId, InstitutionId, MemberId, UnitId } from "../shared/ids.ts";
import { Fen } from "../shared/money.ts";
import { RefundOrder } from "../shared/refund-order.ts";
import { EpochMs } from "../shared/time.ts";
import { TrainingCategory } from "../shared/training.ts";
import { ComplaintStatus } from "./transitions.ts";

/** An answer that the family may accept: the institution's offer, or an authority's decision. */
export const Resolution = z.object({
  tier: ComplaintTier,
  finding: ComplaintFinding,
  refund: RefundOrder.optional(),
  lead: LeadKind.optional(),
  /** The officer who decided; absent for an institution's answer. */
  officerId: MemberId.optional(),
});
export type Resolution = z.infer<typeof Resolution>;

/** Lessons whose fee a complaint is about; all are of its order. */
const MOST_LESSONS = 20;
export const DisputedLessons = z.array(z.int().min(1).max(999)).max(MOST_LESSONS);

/**
 * The head of a complaint, at most 1 KB. What people write, who they are and their evidence lie elsewhere,
 * sealed; its journal is its timeline.
 */
export const ComplaintState = z.object({
  complaintId: ComplaintId,
  institutionId: InstitutionId,
  /** Who filed it, and speaks for all who complain. */
  complainantId: MemberId,
  /** The county that handles it, and who is above; a city that does a county's work has no city above. */
  countyUnitId: UnitId,
  cityUnitId: UnitId.optional(),
  provinceUnitId: UnitId,
  category: TrainingCategory,
  kind: ComplaintKind,
  enrolmentId: EnrolmentId.optional(),
  lessons: DisputedLessons,
  claimFen: Fen.optional(),
  /** The institution does not learn who complains. */
  isAnonymousToInstitution: z.boolean(),
  /** How many families complain together, each counted once. */
  memberCount: z.int().min(1),
  status: ComplaintStatus,
  filedAt: EpochMs,
  /** Of whoever's turn it is. */
  deadline: Deadline.optional(),
  remindedAt: EpochMs.optional(),
  /** The authority has taken it up, and has given itself more time. */
  isTakenUp: z.boolean().optional(),
  isExtended: z.boolean().optional(),
  wasReassigned: z.boolean().optional(),
  /** Nobody is above the authority that let the time pass. */
  isOverdue: z.boolean().optional(),
  resolution: Resolution.optional(),
  concludedAt: EpochMs.optional(),
  /** 1, and 2 once it was reopened. */
  attempt: z.int().min(1).max(2),
  evidenceCount: z.int().min(0),
  stars: z.int().min(1).max(5).optional(),
  /** What its end has brought about. */
  isRefundOrdered: z.boolean().optional(),
  isLeadHandedOver: z.boolean().optional(),
});
export type ComplaintState = z.infer<typeof ComplaintState>;

/** One decision, one event: the sequence of events is the head's version. */
export interface ComplaintDecision {
  readonly complaint: ComplaintState;
  readonly event: DomainEvent;
}

/** What every event about a complaint names. */
export const namesOf = ({ complaintId, institutionId }: ComplaintState) => ({
  complaintId,
  institutionId,
});
