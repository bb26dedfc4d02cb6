import type * as z from "zod";
import type { ClassSession } from "../../domain/catalogue/class.ts";
import type { HeldBy } from "../../domain/custody/held-release.ts";
import type { InstructionState } from "../../domain/custody/instruction.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import type { LessonState } from "../../domain/lesson/lesson.ts";
import { sessionOfLesson } from "../../domain/lesson/lesson-session.ts";
import { nextStepOf } from "../../domain/lesson/next-step.ts";
import { moneyOfLesson } from "../../domain/lesson/transitions.ts";
import { stepOfHeldLessons } from "../../domain/refund/next-step.ts";
import type { RefundState } from "../../domain/refund/refund.ts";
import { lessonAmountFen } from "../../domain/shared/money.ts";
import { type EpochMs, toRfc3339 } from "../../domain/shared/time.ts";
import type { ConsumptionTrace, TracedLesson } from "./finance-schemas.ts";

type LessonView = z.input<typeof TracedLesson>;

/** Shows where the money of an order is, each lesson's fee for itself. */
export function traceView(
  enrolment: EnrolmentState,
  parts: {
    readonly sessions: readonly ClassSession[];
    readonly lessons: readonly LessonState[];
    readonly instructions: readonly InstructionState[];
    /** The refunds that hold lessons of the order. */
    readonly refunds: readonly RefundState[];
    /** What keeps the order's releases back, if anything does. */
    readonly heldBy: HeldBy | undefined;
  },
  now: EpochMs,
): z.input<typeof ConsumptionTrace> {
  const { enrolmentId, institutionId, priceFen, balances } = enrolment;
  const lessons = new Map(parts.lessons.map((one) => [one.lessonNumber, one]));
  const instructions = new Map<string, InstructionState>(
    parts.instructions.map((one) => [one.instructionId, one]),
  );
  const numbers = Array.from({ length: enrolment.lessonCount }, (_, index) => index + 1);
  return {
    ...{ enrolmentId, institutionId, priceFen, balancesFen: balances },
    ...paymentPart(enrolment),
    ...reversalPart(enrolment),
    ...(enrolment.origin === undefined ? {} : { changedFrom: enrolment.origin.enrolmentId }),
    lessons: numbers.flatMap((lessonNumber) => {
      const lesson = lessons.get(lessonNumber);
      const session = sessionOfLesson(parts.sessions, lessonNumber, lesson);
      if (session === undefined) return [];
      const instruction = instructions.get(lesson?.instructionId ?? "");
      const refund = parts.refunds.find((one) =>
        one.lessons.some((held) => held.lessonNumber === lessonNumber),
      );
      const { heldBy } = parts;
      const ofLesson = { lessonNumber, session, lesson, instruction, refund, heldBy };
      return lessonView(enrolment, ofLesson, now);
    }),
  };
}

function paymentPart({ payment }: EnrolmentState) {
  if (payment?.receivedAt === undefined || payment.bankSerial === undefined) return {};
  const { paymentId, receivedAt, bankSerial } = payment;
  return { payment: { paymentId, receivedAt: toRfc3339(receivedAt), bankSerial } };
}

const reversalPart = ({ reversal }: EnrolmentState) =>
  reversal && { reversal: { at: toRfc3339(reversal.at), shortFen: reversal.shortFen } };

interface Parts {
  readonly lessonNumber: number;
  /** The session that held it, or is to hold it. */
  readonly session: ClassSession;
  readonly lesson: LessonState | undefined;
  readonly instruction: InstructionState | undefined;
  readonly refund: RefundState | undefined;
  readonly heldBy: HeldBy | undefined;
}

function lessonView(
  { priceFen, lessonCount, balances }: EnrolmentState,
  parts: Parts,
  now: EpochMs,
): LessonView {
  const { lessonNumber, session, lesson, instruction } = parts;
  const status = lesson?.status ?? "scheduled";
  const money = moneyOfLesson[status].find((state) => balances[state] > 0);
  return {
    lessonNumber,
    sessionNumber: session.number,
    startsAt: toRfc3339(session.startsAt),
    endsAt: toRfc3339(session.endsAt),
    // One payment of exactly the price is taken, so that these are the amounts before it, too.
    amountFen: lesson?.amountFen ?? lessonAmountFen(priceFen, lessonCount, lessonNumber),
    status,
    ...(money === undefined ? {} : { money }),
    ...(lesson === undefined ? {} : historyPart(lesson)),
    ...(instruction === undefined ? {} : { instruction: instructionView(instruction) }),
    ...(money === undefined ? {} : nextStepPart({ status, ...lesson }, parts, now)),
  };
}

const instant = (name: string, at: EpochMs | undefined): Readonly<Record<string, string>> =>
  at === undefined ? {} : { [name]: toRfc3339(at) };

const historyPart = (lesson: LessonState) => ({
  ...instant("taughtAt", lesson.taughtAt),
  ...instant("requestedAt", lesson.requestedAt),
  ...instant("confirmedAt", lesson.confirmedAt),
  confirmedBy: lesson.confirmedBy,
  ...instant("undoUntil", lesson.undoUntil),
  disputeId: lesson.disputeId,
  transferredTo: lesson.transferredTo,
});

const instructionView = (one: InstructionState): NonNullable<LessonView["instruction"]> => ({
  instructionId: one.instructionId,
  status: one.status,
  instructedAt: toRfc3339(one.instructedAt),
  ...instant("sentAt", one.sentAt),
  ...instant("answeredAt", one.answeredAt),
  bankSerial: one.bankSerial,
  reasonCode: one.reasonCode,
});

function nextStepPart(
  lesson: Pick<LessonState, "status" | "deadline" | "undoUntil">,
  { session, refund, ...release }: Parts,
  now: EpochMs,
): Pick<LessonView, "nextStep"> {
  const next = nextStepOf(lesson, session, release, now) ?? (refund && stepOfHeldLessons(refund));
  if (next === undefined) return {};
  const { expectedAt, ...rest } = next;
  return { nextStep: { ...rest, ...instant("expectedAt", expectedAt) } };
}
