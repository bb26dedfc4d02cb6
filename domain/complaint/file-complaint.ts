import { ComplaintFiled } from "../../events/complaint.ts";
import type { ComplaintKind } from "../shared/complaint-codes.ts";
import { addMonths } from "../shared/calendar-months.ts";
import type { ComplaintId, EnrolmentId, InstitutionId, MemberId, UnitId } from "../shared/ids.ts";
import type { Fen } from "../shared/money.ts";
import { ok, type Result } from "../shared/result.ts";
import { type EpochMs, type LocalDate, shanghaiDate } from "../shared/time.ts";
import type { TrainingCategory } from "../shared/training.ts";
import type { Clocks } from "./clocks.ts";
import { type ComplaintDecision, ComplaintState } from "./complaint.ts";
import { refuseComplaint } from "./refusals.ts";

/** Of whom a family complains, and which authorities are above it. */
export interface Respondent {
  readonly institutionId: InstitutionId;
  readonly category: TrainingCategory;
  readonly countyUnitId: UnitId;
  readonly cityUnitId?: UnitId;
  readonly provinceUnitId: UnitId;
}

/** The order that a complaint is about, as far as the complaint needs it. */
export interface DisputedOrder {
  readonly enrolmentId: EnrolmentId;
  readonly institutionId: InstitutionId;
  readonly lessonCount: number;
}

export interface FileComplaint {
  readonly complaintId: ComplaintId;
  readonly complainantId: MemberId;
  readonly kind: ComplaintKind;
  readonly happenedOn: LocalDate;
  readonly claimFen?: Fen | undefined;
  readonly lessons: readonly number[];
  readonly isAnonymousToInstitution: boolean;
  readonly isAcceptedElsewhere: boolean;
  /** The family itself, and those who complain with it. */
  readonly memberCount: number;
}

export type FileComplaintRefusal =
  | "complaint.accepted-elsewhere"
  | "complaint.too-old"
  | "complaint.not-happened-yet"
  | "complaint.lessons-without-order"
  | "complaint.anonymous-with-lessons"
  | "complaint.order-of-another-institution"
  | "complaint.no-such-lesson";

/**
 * Files a complaint: the institution has the word first, and its time runs from the notice that is recorded
 * with this.
 * @param oldestMonths how far back what is complained of may lie
 */
export function decideFileComplaint(
  respondent: Respondent,
  order: DisputedOrder | undefined,
  filed: FileComplaint,
  { clocks, oldestMonths }: { readonly clocks: Clocks; readonly oldestMonths: number },
  at: EpochMs,
): Result<ComplaintDecision, FileComplaintRefusal> {
  const { happenedOn, isAcceptedElsewhere, lessons, ...said } = filed;
  if (isAcceptedElsewhere) return refuseComplaint("complaint.accepted-elsewhere", {});
  const today = shanghaiDate(at);
  if (happenedOn > today) return refuseComplaint("complaint.not-happened-yet", { happenedOn });
  if (addMonths(happenedOn, oldestMonths) < today)
    return refuseComplaint("complaint.too-old", { happenedOn, months: oldestMonths });
  const fits = aboutOrder(respondent, order, filed);
  if (!fits.ok) return fits;
  const deadline = clocks.start("institution", at);
  const complaint = ComplaintState.parse({
    ...said,
    ...respondent,
    lessons: [...new Set(lessons)].toSorted((a, b) => a - b),
    enrolmentId: order?.enrolmentId,
    status: "with-institution",
    filedAt: at,
    deadline,
    attempt: 1,
    evidenceCount: 0,
  });
  return ok({
    complaint,
    event: ComplaintFiled.make({ ...eventFacts(complaint), dueOn: deadline.lastDay }),
  });
}

function aboutOrder(
  { institutionId }: Respondent,
  order: DisputedOrder | undefined,
  { lessons, isAnonymousToInstitution }: FileComplaint,
): Result<undefined, FileComplaintRefusal> {
  const lessonCount = lessons.length;
  if (order === undefined)
    return lessonCount > 0
      ? refuseComplaint("complaint.lessons-without-order", { lessonCount })
      : ok(undefined);
  const { enrolmentId } = order;
  if (order.institutionId !== institutionId)
    return refuseComplaint("complaint.order-of-another-institution", {
      enrolmentId,
      institutionId,
    });
  const missing = lessons.find((lessonNumber) => lessonNumber > order.lessonCount);
  if (missing !== undefined)
    return refuseComplaint("complaint.no-such-lesson", {
      lessonNumber: missing,
      lessonCount: order.lessonCount,
    });
  return isAnonymousToInstitution && lessonCount > 0
    ? refuseComplaint("complaint.anonymous-with-lessons", { lessonCount })
    : ok(undefined);
}

const eventFacts = ({
  complaintId,
  institutionId,
  countyUnitId,
  kind,
  enrolmentId,
  lessons,
  claimFen,
  memberCount,
  isAnonymousToInstitution,
}: ComplaintState) => ({
  complaintId,
  institutionId,
  countyUnitId,
  kind,
  enrolmentId,
  lessons,
  claimFen,
  memberCount,
  isAnonymousToInstitution,
});
