import type * as z from "zod";
import type { ClassSession } from "../../domain/catalogue/class.ts";
import type { ContractTerms } from "../../domain/enrolment/contract-terms.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
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
  return sessions.map((scheduled) => {
    const lesson = byNumber.get(scheduled.number);
    const sessionNumber = lesson?.sessionNumber ?? scheduled.number;
    const session = sessions.find(({ number }) => number === sessionNumber) ?? scheduled;
    return {
      lessonNumber: scheduled.number,
      sessionNumber,
      startsAt: toRfc3339(session.startsAt),
      endsAt: toRfc3339(session.endsAt),
      // One payment of exactly the price is taken, so that these are the amounts before it, too.
      amountFen: lesson?.amountFen ?? lessonAmountFen(priceFen, lessonCount, scheduled.number),
      status: lesson?.status ?? "scheduled",
      ...(lesson === undefined ? {} : answerPart(lesson)),
    };
  });
}

/** How long the family may still answer, or how the lesson came to be confirmed. */
function answerPart({ status, deadline, confirmedBy }: LessonState) {
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
  return confirmedBy === undefined ? {} : { confirmedBy };
}
