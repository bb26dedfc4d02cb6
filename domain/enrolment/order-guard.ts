import * as z from "zod";
import { EnrolmentId, InstitutionId, StudentId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { addFen, Fen, sumFen } from "../shared/money.ts";
import { ok, type Result } from "../shared/result.ts";
import { EpochMs, HOUR_MS } from "../shared/time.ts";
import { SubjectKey } from "../shared/training.ts";
import { refuseEnrolment } from "./refusals.ts";

/**
 * What one pupil has open with one institution in one subject. Orders write it in their transaction, so
 * that orders placed at the same moment, or cut into pieces, count together. It holds at most as many
 * orders as unconsumed lessons are allowed (60), since every order has a lesson.
 */
export const OrderGuard = z.object({
  studentId: StudentId,
  institutionId: InstitutionId,
  subjectKey: SubjectKey,
  unconsumedLessonCount: z.int().min(0),
  /** Orders recent enough to be summed with the next one. */
  orders: z.array(z.object({ enrolmentId: EnrolmentId, at: EpochMs, amountFen: Fen })),
});
export type OrderGuard = z.infer<typeof OrderGuard>;

export interface OrderLimits {
  readonly maxLessonCount: number;
  readonly maxAmountFen: Fen;
  /** Orders within this time are one charge. */
  readonly windowMs: number;
  /** So long an order holds its seat unpaid. */
  readonly paymentWindowMs: number;
}

interface GuardedOrder {
  readonly enrolmentId: EnrolmentId;
  readonly lessonCount: number;
  readonly amountFen: Fen;
}

export type GuardRefusal = "enrolment.too-many-lessons" | "enrolment.amount-too-high";

/** The guard of a pupil who has nothing open. */
export const emptyGuard = (
  of: Pick<OrderGuard, "studentId" | "institutionId" | "subjectKey">,
): OrderGuard => ({ ...of, unconsumedLessonCount: 0, orders: [] });

/**
 * Lets an order in, if with all that is open it keeps the limits of one charge.
 * @source 十三部门意见 2022-12-29: 60 lessons, 5,000 yuan; the summing over 24 hours is the platform's own
 * reading against splitting
 */
export function admitOrder(
  guard: OrderGuard,
  order: GuardedOrder,
  limits: OrderLimits,
  at: EpochMs,
): Result<OrderGuard, GuardRefusal> {
  const { enrolmentId, lessonCount, amountFen } = order;
  const { unconsumedLessonCount } = guard;
  const { maxLessonCount, maxAmountFen, windowMs } = limits;
  if (unconsumedLessonCount + lessonCount > maxLessonCount)
    return refuseEnrolment("enrolment.too-many-lessons", {
      unconsumedLessonCount,
      lessonCount,
      maxLessonCount,
    });
  const recent = guard.orders.filter((earlier) => at - earlier.at <= windowMs);
  const recentFen = sumFen(recent.map((earlier) => earlier.amountFen));
  if (addFen(recentFen, amountFen) > maxAmountFen)
    return refuseEnrolment("enrolment.amount-too-high", {
      amountFen,
      recentFen,
      maxAmountFen,
      windowHours: windowMs / HOUR_MS,
    });
  return ok({
    ...guard,
    unconsumedLessonCount: unconsumedLessonCount + lessonCount,
    orders: [...recent, { enrolmentId, at, amountFen }],
  });
}

/**
 * Lessons sold before the institution joined count with those of orders, and are themselves held to no limit:
 * they exist. Their payment is past, so that it is summed with no order.
 */
export const addOpenLessons = (guard: OrderGuard, lessonCount: number): OrderGuard => ({
  ...guard,
  unconsumedLessonCount: guard.unconsumedLessonCount + lessonCount,
});

/**
 * Lessons that were consumed (confirmed) or given back no longer count. Being a plain subtraction, the
 * store can write it without reading the guard first.
 */
export function releaseLessons(guard: OrderGuard, lessonCount: number): OrderGuard {
  invariant(
    lessonCount <= guard.unconsumedLessonCount,
    `${lessonCount} lessons cannot leave a guard of ${guard.unconsumedLessonCount}`,
  );
  return { ...guard, unconsumedLessonCount: guard.unconsumedLessonCount - lessonCount };
}

/**
 * Lessons of a pupil take the place of others here in the same subject. Nothing new is charged, so that no amount
 * is summed; and only where the lessons become more, they have to keep the limit.
 */
export function exchangeLessons(
  guard: OrderGuard,
  { outCount, lessonCount }: { readonly outCount: number; readonly lessonCount: number },
  { maxLessonCount }: Pick<OrderLimits, "maxLessonCount">,
): Result<OrderGuard, "enrolment.too-many-lessons"> {
  const { unconsumedLessonCount } = releaseLessons(guard, outCount);
  if (lessonCount > outCount && unconsumedLessonCount + lessonCount > maxLessonCount)
    return refuseEnrolment("enrolment.too-many-lessons", {
      unconsumedLessonCount,
      lessonCount,
      maxLessonCount,
    });
  return ok({ ...guard, unconsumedLessonCount: unconsumedLessonCount + lessonCount });
}

/** An order that ends unpaid counts neither by its lessons nor by its amount. */
export function withdrawOrder(guard: OrderGuard, order: GuardedOrder): OrderGuard {
  return {
    ...releaseLessons(guard, order.lessonCount),
    orders: guard.orders.filter((open) => open.enrolmentId !== order.enrolmentId),
  };
}
