import * as z from "zod";
import { ClassJoined, ClassLeft } from "../../events/enrolment.ts";
import { takeSeat } from "../catalogue/class.ts";
import type { ChargeLimits } from "../catalogue/create-course.ts";
import type { SellableFacts } from "../catalogue/sellable.ts";
import { applyDecidedMoves } from "../custody/apply-moves.ts";
import type { LessonState } from "../lesson/lesson.ts";
import { lessonTransitions } from "../lesson/transitions.ts";
import { ClassId, EnrolmentId } from "../shared/ids.ts";
import { nextState } from "../shared/lifecycle.ts";
import { Fen, sumFen } from "../shared/money.ts";
import { ok, type Result } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";
import { endIfNothingIsOpen } from "./end-order.ts";
import { type EnrolmentDecision, type EnrolmentState, guardianOf } from "./enrolment.ts";
import {
  admitOrder,
  exchangeLessons,
  type GuardRefusal,
  type OrderGuard,
  type OrderLimits,
} from "./order-guard.ts";
import { lessonsBought, type WholeClass } from "./part-of-class.ts";
import { checkOffer, draftOf, type OfferRefusal } from "./place-order.ts";
import { refuseEnrolment } from "./refusals.ts";
import { enrolmentTransitions } from "./transitions.ts";
import { paidAtOf, wayOfMoney } from "./way-of-money.ts";

/** An order with every lesson of it, those without an item as they are scheduled. */
export interface OrderInFull {
  readonly enrolment: EnrolmentState;
  readonly lessons: readonly LessonState[];
}

/** What of an order moves to another class, and what it buys there. */
export interface WeighedChange {
  readonly lessons: readonly LessonState[];
  /** What these lessons were paid with: the price of the new order. */
  readonly amountFen: Fen;
  /** So many lessons of the other class, from its first on. */
  readonly lessonCount: number;
}

/** A change of class as its family carries it from the quote to the order: what it will have agreed to. */
export const ClassChangeQuote = z.object({
  enrolmentId: EnrolmentId,
  /** The order that the change will make. */
  toEnrolmentId: EnrolmentId,
  classId: ClassId,
  lessonNumbers: z.array(z.int().min(1)).min(1),
  lessonCount: z.int().min(1),
  amountFen: Fen,
  /** Of the terms that were shown, which name the order, its lessons, its price and its rule packs. */
  termsHash: z.string(),
});
export type ClassChangeQuote = z.infer<typeof ClassChangeQuote>;

export type WeighRefusal =
  | "enrolment.change-same-class"
  | "enrolment.change-other-institution"
  | "enrolment.change-other-account"
  | "enrolment.change-not-paid"
  | "enrolment.refund-under-way"
  | "enrolment.lesson-not-free"
  | "enrolment.no-free-lesson"
  | "enrolment.change-too-dear"
  | "enrolment.change-leaves-rest";

/**
 * Finds what a change would move. Only whole lessons move that nobody has held, asked for, disputed or asked back;
 * they stay in the custody account in which they lie.
 * @param lessonNumbers those that the family names; absent: all that are free
 * @source GF-2021-2604: the contract is changed by agreement; a class on sale is the institution's standing offer
 */
export function weighClassChange(
  { enrolment, lessons }: OrderInFull,
  { course, class: { classId } }: WholeClass,
  custodyAccountNo: string | undefined,
  lessonNumbers: readonly number[] | undefined,
): Result<WeighedChange, WeighRefusal> {
  const { institutionId, status } = enrolment;
  if (classId === enrolment.classId)
    return refuseEnrolment("enrolment.change-same-class", { classId });
  if (course.institutionId !== institutionId)
    return refuseEnrolment("enrolment.change-other-institution", { institutionId });
  if (nextState(enrolmentTransitions, status, "hold-lesson") === undefined)
    return refuseEnrolment("enrolment.change-not-paid", { status });
  const way = wayOfMoney(enrolment);
  if (way !== undefined && way.custodyAccountNo !== custodyAccountNo)
    return refuseEnrolment("enrolment.change-other-account", {
      custodyAccountNo: way.custodyAccountNo,
    });
  const asked = lessons.find((lesson) => lesson.status === "refunding");
  if (asked !== undefined)
    return refuseEnrolment("enrolment.refund-under-way", { lessonNumber: asked.lessonNumber });
  const free = lessons.filter((lesson) => afterTransfer(lesson) !== undefined);
  const strange = lessonNumbers?.find((number) => free.every((one) => one.lessonNumber !== number));
  if (strange !== undefined)
    return refuseEnrolment("enrolment.lesson-not-free", {
      lessonNumber: strange,
      status: lessons.find((one) => one.lessonNumber === strange)?.status ?? "-",
    });
  const chosen = free.filter((one) => lessonNumbers?.includes(one.lessonNumber) ?? true);
  if (chosen.length === 0) return refuseEnrolment("enrolment.no-free-lesson", { status });
  const amountFen = sumFen(chosen.map((one) => one.amountFen));
  const bought = lessonsBought(course, amountFen);
  return bought.ok ? ok({ lessons: chosen, amountFen, lessonCount: bought.value }) : bought;
}

const afterTransfer = ({ status }: LessonState) => nextState(lessonTransitions, status, "transfer");

export interface ChangeClass {
  readonly weighed: WeighedChange;
  readonly toEnrolmentId: EnrolmentId;
  readonly contractNo: string;
  readonly termsHash: string;
}

/** The class that is joined, as far as the new order goes, and whether the institution may still sell it. */
export interface JoinedClass extends WholeClass {
  readonly institution: SellableFacts;
}

/** Two orders change together, and the pupil's guards with them: one transaction. */
export interface ClassChangeDecision {
  readonly from: EnrolmentDecision;
  readonly lessons: readonly LessonState[];
  readonly to: EnrolmentDecision;
  /** Of the subject that is joined. */
  readonly guard: OrderGuard;
  /** How many lessons leave the guard of the subject that is left; none where it is the same. */
  readonly leftLessonCount: number;
}

export type ChangeClassRefusal = OfferRefusal | "catalogue.class-full" | GuardRefusal;

/**
 * Ends the order, or a part of it, and makes a new one of the same money: terms, rule packs and price of the other
 * class are those of today, and the family signs them by asking for what it was quoted. In another subject the new
 * order keeps the limits of any charge; in the same one nothing is charged anew, and lessons only change their place.
 */
export function decideChangeClass(
  { enrolment }: OrderInFull,
  joined: JoinedClass,
  guard: OrderGuard,
  { weighed, toEnrolmentId, contractNo, termsHash }: ChangeClass,
  limits: ChargeLimits & OrderLimits,
  at: EpochMs,
): Result<ClassChangeDecision, ChangeClassRefusal> {
  const sellable = checkOffer(joined, limits, at);
  if (!sellable.ok) return sellable;
  const seat = takeSeat(joined.class);
  if (!seat.ok) return seat;
  const { amountFen, lessonCount, lessons } = weighed;
  const isSameSubject = joined.course.subjectKey === enrolment.subjectKey;
  const admitted = isSameSubject
    ? exchangeLessons(guard, { outCount: lessons.length, lessonCount }, limits)
    : admitOrder(guard, { enrolmentId: toEnrolmentId, lessonCount, amountFen }, limits, at);
  if (!admitted.ok) return admitted;
  const { studentId } = enrolment;
  const parties = { enrolmentId: toEnrolmentId, studentId, guardianId: guardianOf(enrolment) };
  const { payBy: _paid, ...draft } = draftOf(
    joined,
    { ...parties, contractNo, termsHash },
    limits,
    at,
  );
  const left = leave(enrolment, weighed, toEnrolmentId);
  return ok({
    from: left,
    lessons: lessons.map((lesson) => ({
      ...lesson,
      status: "transferred",
      transferredTo: toEnrolmentId,
    })),
    to: join(draft, enrolment, amountFen, at),
    guard: admitted.value,
    leftLessonCount: isSameSubject ? 0 : lessons.length,
  });
}

function leave(
  enrolment: EnrolmentState,
  { lessons, amountFen }: WeighedChange,
  toEnrolmentId: EnrolmentId,
): EnrolmentDecision {
  const { enrolmentId, institutionId, classId } = enrolment;
  const move = { from: "unconsumed", to: "transferredOut", reason: "transferred-out" } as const;
  const moves = [{ ...move, amountFen, hold: toEnrolmentId }];
  const balances = applyDecidedMoves(enrolment.balances, moves);
  return {
    enrolment: endIfNothingIsOpen({ ...enrolment, balances }),
    moves,
    event: ClassLeft.make({
      ...{ enrolmentId, institutionId, classId, toEnrolmentId },
      lessonNumbers: lessons.map(({ lessonNumber }) => lessonNumber),
      moves,
    }),
  };
}

function join(
  draft: EnrolmentState,
  from: EnrolmentState,
  amountFen: Fen,
  at: EpochMs,
): EnrolmentDecision {
  const move = { from: "outside", to: "unconsumed", reason: "transferred-in" } as const;
  const moves = [{ ...move, amountFen, hold: from.enrolmentId }];
  const { enrolmentId, institutionId, classId, courseId, studentId, subjectKey } = draft;
  const { lessonCount, priceFen, contract, rulePackVersion } = draft;
  const { contractNo, termsHash } = contract;
  return {
    enrolment: {
      ...draft,
      status: "paid",
      balances: applyDecidedMoves(draft.balances, moves),
      contract: { contractNo, termsHash, signedAt: at },
      origin: { enrolmentId: from.enrolmentId, paidAt: paidAtOf(from), ...wayOfMoney(from) },
    },
    moves,
    event: ClassJoined.make({
      ...{ enrolmentId, institutionId, classId, courseId, studentId, subjectKey },
      ...{ lessonCount, priceFen, contractNo, termsHash, rulePackVersion },
      fromEnrolmentId: from.enrolmentId,
      moves,
    }),
  };
}
