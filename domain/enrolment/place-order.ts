import type { DomainEvent } from "../../events/define.ts";
import { OrderPlaced } from "../../events/enrolment.ts";
import { takeSeat, type ClassState } from "../catalogue/class.ts";
import type { CourseState } from "../catalogue/course.ts";
import type { ChargeLimits } from "../catalogue/create-course.ts";
import { refuseCatalogue } from "../catalogue/refusals.ts";
import { findUnmetConditions, unmetFacts, type SellableFacts } from "../catalogue/sellable.ts";
import {
  checkEarliestCharge,
  checkPeriod,
  type EarlyChargeRefusal,
  type PeriodRefusal,
} from "../catalogue/timetable.ts";
import { NO_MONEY } from "../custody/balances.ts";
import type { EnrolmentId, MemberId, StudentId } from "../shared/ids.ts";
import { ok, type Result } from "../shared/result.ts";
import { shanghaiDate, toRfc3339, type EpochMs } from "../shared/time.ts";
import type { EnrolmentDecision, EnrolmentState } from "./enrolment.ts";
import { admitOrder, type GuardRefusal, type OrderGuard, type OrderLimits } from "./order-guard.ts";
import { refuseEnrolment } from "./refusals.ts";

/** What is on offer: a class, its course, and whether the institution may still sell it. */
export interface Offer {
  readonly course: CourseState;
  readonly class: ClassState;
  readonly institution: SellableFacts;
}

export interface PlaceOrder {
  readonly enrolmentId: EnrolmentId;
  readonly studentId: StudentId;
  readonly guardianId: MemberId;
  readonly contractNo: string;
  readonly termsHash: string;
}

/** An order also takes a seat and counts with the pupil's other orders: one transaction. */
export interface OrderDecision<E extends DomainEvent = DomainEvent> extends EnrolmentDecision<E> {
  readonly class: ClassState;
  readonly guard: OrderGuard;
}

export type OfferRefusal =
  | "catalogue.course-not-published"
  | "catalogue.not-sellable"
  | "catalogue.class-cancelled"
  | "enrolment.class-begun"
  | PeriodRefusal
  | EarlyChargeRefusal;

export type PlaceOrderRefusal = OfferRefusal | "catalogue.class-full" | GuardRefusal;

/**
 * Orders a place in a class that has not begun, within the limits of one charge as they stand today.
 * @param guard what the pupil has open with this institution in this subject
 */
export function decidePlaceOrder(
  offer: Offer,
  guard: OrderGuard,
  command: PlaceOrder,
  limits: ChargeLimits & OrderLimits,
  at: EpochMs,
): Result<OrderDecision, PlaceOrderRefusal> {
  const sellable = checkOffer(offer, limits, at);
  if (!sellable.ok) return sellable;
  const { lessonCount, priceFen } = offer.course;
  const order = { enrolmentId: command.enrolmentId, lessonCount, amountFen: priceFen };
  const admitted = admitOrder(guard, order, limits, at);
  if (!admitted.ok) return admitted;
  const seat = takeSeat(offer.class);
  if (!seat.ok) return seat;
  const enrolment = draftOf(offer, command, limits, at);
  return ok({
    enrolment,
    class: seat.value,
    guard: admitted.value,
    moves: [],
    event: OrderPlaced.make({
      enrolmentId: enrolment.enrolmentId,
      institutionId: enrolment.institutionId,
      classId: enrolment.classId,
      courseId: enrolment.courseId,
      studentId: enrolment.studentId,
      subjectKey: enrolment.subjectKey,
      lessonCount,
      priceFen,
      rulePackVersion: enrolment.rulePackVersion,
    }),
  });
}

/** Whether a place in the class may be sold today. */
export function checkOffer(
  { course, class: aClass, institution }: Offer,
  limits: ChargeLimits,
  at: EpochMs,
): Result<unknown, OfferRefusal> {
  if (course.status !== "published")
    return refuseCatalogue("catalogue.course-not-published", { courseId: course.courseId });
  const { classId, status } = aClass;
  if (status === "cancelled") return refuseCatalogue("catalogue.class-cancelled", { classId });
  const unmet = findUnmetConditions(institution, course, shanghaiDate(at));
  if (unmet.length > 0) return refuseCatalogue("catalogue.not-sellable", unmetFacts(unmet));
  // Every lesson that is paid for must still lie ahead.
  if (aClass.startsAt <= at)
    return refuseEnrolment("enrolment.class-begun", { startsAt: toRfc3339(aClass.startsAt) });
  const firstDay = shanghaiDate(aClass.startsAt);
  const inTime = checkEarliestCharge(shanghaiDate(at), firstDay, limits.earliestMonths);
  if (!inTime.ok) return inTime;
  return checkPeriod(firstDay, shanghaiDate(aClass.endsAt), limits.maxMonths);
}

/** An order as it begins: nothing signed, nothing paid. */
export const draftOf = (
  { course, class: aClass }: Pick<Offer, "course" | "class">,
  { enrolmentId, studentId, guardianId, contractNo, termsHash }: PlaceOrder,
  { rulePackVersion, paymentWindowMs }: ChargeLimits & OrderLimits,
  at: EpochMs,
): EnrolmentState => ({
  enrolmentId,
  institutionId: course.institutionId,
  classId: aClass.classId,
  courseId: course.courseId,
  studentId,
  guardianId,
  countyUnitId: course.countyUnitId,
  subjectKey: course.subjectKey,
  lessonCount: course.lessonCount,
  priceFen: course.priceFen,
  status: "draft",
  balances: NO_MONEY,
  rulePackVersion,
  contract: { contractNo, termsHash },
  ...(course.countedAbsence === undefined || course.countedAbsence === "never"
    ? {}
    : { countedAbsence: course.countedAbsence }),
  orderedAt: at,
  // Every lesson that is paid for must lie ahead.
  payBy: Math.min(at + paymentWindowMs, aClass.startsAt),
});
