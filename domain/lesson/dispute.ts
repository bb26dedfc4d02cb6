import * as z from "zod";
import { DisputeReason } from "../shared/dispute-reason.ts";
import {
  ComplaintId,
  DisputeId,
  EnrolmentId,
  InstitutionId,
  MemberId,
  UnitId,
} from "../shared/ids.ts";
import { Fen } from "../shared/money.ts";
import { EpochMs } from "../shared/time.ts";

export const DisputeStatus = z.enum([
  "open",
  /** The family took it back. 已撤回 */
  "withdrawn",
  /** The lesson was taught. 支持机构 */
  "found-for-institution",
  /** The lesson was not taught. 支持家长 */
  "found-for-family",
]);
export type DisputeStatus = z.infer<typeof DisputeStatus>;

/**
 * The file of one dispute, for those who have to settle it. The lesson decides whether it is open; what the
 * family and the officer wrote lies sealed elsewhere.
 */
export const DisputeFile = z.object({
  disputeId: DisputeId,
  enrolmentId: EnrolmentId,
  lessonNumber: z.int().min(1),
  institutionId: InstitutionId,
  countyUnitId: UnitId,
  amountFen: Fen,
  reason: DisputeReason,
  /** The complaint that froze the lesson, and settles it when it ends. */
  complaintId: ComplaintId.optional(),
  status: DisputeStatus,
  openedAt: EpochMs,
  settledAt: EpochMs.optional(),
  /** The officer who found. */
  settledBy: MemberId.optional(),
});
export type DisputeFile = z.infer<typeof DisputeFile>;
