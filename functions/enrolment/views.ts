import type * as z from "zod";
import type { ClassSession } from "../../domain/catalogue/class.ts";
import { sessionStatus } from "../../domain/catalogue/session.ts";
import type { ContractTerms } from "../../domain/enrolment/contract-terms.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { isOnLeave } from "../../domain/lesson/leave.ts";
import { sessionOfLesson } from "../../domain/lesson/lesson-session.ts";
import type { LessonState } from "../../domain/lesson/lesson.ts";
import { lessonAmountFen } from "../../domain/shared/money.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { EnrolmentDetail, EnrolmentSummary } from "./schemas.ts";

/** How an order is shown in a list. */
export function enrolmentSummary(
  enrolment: EnrolmentState,
  studentName: string | undefined,
): z.input<typeof EnrolmentSummary> {
  const { enrolmentId, institutionId, courseId, classId, studentId, subjectKey } = enrolment;
  const { lessonCount, priceFen, status, balances, orderedAt } = enrolment;
  return {
    ...{ enrolmentId, institutionId, courseId, classId, studentId, subjectKey },
    ...{ lessonCount, priceFen, status, balances },
    ...(studentName === undefined ? {} : { studentName }),
    orderedAt: toRfc3339(orderedAt),
  };
}

/** How an order is shown alone: with its contract, its payment and each lesson. */
export function enrolmentDetail(
  enrolment: EnrolmentState,
  parts: {
    readonly studentName: string | undefined;
    readonly terms: ContractTerms;
    readonly sessions: readonly ClassSession[];
    readonly lessons: readonly LessonState[];
  },
): z.input<typeof EnrolmentDetail> {
  const { contractNo, termsHash, signedAt } = enrolment.contract;
  return {
    ...enrolmentSummary(enrolment, parts.studentName),
    rulePackVersion: enrolment.rulePackVersion,
    contract: {
      contractNo,
      termsHash,
      terms: parts.terms,
      ...(signedAt === undefined ? {} : { signedAt: toRfc3339(signedAt) }),
    },
    ...paymentPart(enrolment),
    ...openingPart(enrolment),
    ...(enrolment.origin === undefined ? {} : { changedFrom: enrolment.origin.enrolmentId }),
    ...payByPart(enrolment),
    lessons: lessonViews(enrolment, parts.sessions, parts.lessons),
  };
}

function paymentPart({ payment, priceFen }: EnrolmentState) {
  if (payment === undefined) return {};
  const { paymentId, custodyAccountNo, expiresAt, receivedAt, bankSerial } = payment;
  return {
    payment: {
      paymentId,
      custodyAccountNo,
      amountFen: priceFen,
      expiresAt: toRfc3339(expiresAt),
      ...(receivedAt === undefined ? {} : { receivedAt: toRfc3339(receivedAt) }),
      ...(bankSerial === undefined ? {} : { bankSerial }),
    },
  };
}

function openingPart({ opening }: EnrolmentState) {
  if (opening === undefined) return {};
  const { jobId: _list, line: _row, receivedAt, ...sale } = opening;
  return {
    opening: {
      ...sale,
      ...(receivedAt === undefined ? {} : { receivedAt: toRfc3339(receivedAt) }),
    },
  };
}

const payByPart = ({ status, payBy }: EnrolmentState) =>
  (status === "draft" || status === "signed") && payBy !== undefined
    ? { payBy: toRfc3339(payBy) }
    : {};

/** Every lesson in its session: as recorded, or as its class has scheduled it. */
function lessonViews(
  { priceFen, lessonCount }: EnrolmentState,
  sessions: readonly ClassSession[],
  recorded: readonly LessonState[],
): z.input<typeof EnrolmentDetail>["lessons"] {
  const byNumber = new Map(recorded.map((lesson) => [lesson.lessonNumber, lesson]));
  const numbers = Array.from({ length: lessonCount }, (_, index) => index + 1);
  return numbers.flatMap((lessonNumber) => {
    const lesson = byNumber.get(lessonNumber);
    const session = sessionOfLesson(sessions, lessonNumber, lesson);
    if (session === undefined) return [];
    return {
      lessonNumber,
      ...sessionPart(session),
      ...(lesson?.leaveAt !== undefined && isOnLeave(lesson, session.number)
        ? { leaveRequestedAt: toRfc3339(lesson.leaveAt) }
        : {}),
      // One payment of exactly the price is taken, so that these are the amounts before it, too.
      amountFen: lesson?.amountFen ?? lessonAmountFen(priceFen, lessonCount, lessonNumber),
      status: lesson?.status ?? "scheduled",
      ...(lesson === undefined ? {} : answerPart(lesson)),
      ...(lesson?.transferredTo === undefined ? {} : { transferredTo: lesson.transferredTo }),
    };
  });
}

const sessionPart = (session: ClassSession) => ({
  sessionNumber: session.number,
  startsAt: toRfc3339(session.startsAt),
  endsAt: toRfc3339(session.endsAt),
  session: sessionStatus(session),
  ...(session.movedFrom === undefined ? {} : { movedFrom: toRfc3339(session.movedFrom) }),
  ...(session.teacherId === undefined ? {} : { teacherId: session.teacherId }),
});

/** How long the family may still answer; or how the lesson was confirmed, and how long that may be undone. */
function answerPart({ status, deadline, confirmedBy, undoUntil }: LessonState) {
  if (status === "requested" && deadline !== undefined) {
    const { basis, fromAt, lastDay, dueAt, workingDays, provisional } = deadline;
    const requestedAt = toRfc3339(fromAt);
    return {
      confirmation: {
        ...{ requestedAt, lastDay, dueAt: toRfc3339(dueAt) },
        ...{ workingDays, article: basis, provisional },
      },
    };
  }
  if (confirmedBy === undefined) return {};
  return undoUntil === undefined
    ? { confirmedBy }
    : { confirmedBy, undoUntil: toRfc3339(undoUntil) };
}
