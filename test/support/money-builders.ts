import type { ClassSession, ClassState } from "../../domain/catalogue/class.ts";
import type { CourseState } from "../../domain/catalogue/course.ts";
import type { SellableFacts } from "../../domain/catalogue/sellable.ts";
import type { PayIn } from "../../domain/custody/pay-in.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { emptyGuard } from "../../domain/enrolment/order-guard.ts";
import {
  BankId,
  ClassId,
  CourseId,
  EnrolmentId,
  InstitutionId,
  InstructionId,
  MemberId,
  PaymentId,
  StudentId,
  UnitId,
} from "../../domain/shared/ids.ts";
import { calendarYear2026 } from "../../domain/reference/calendar-data.ts";
import { calendarOf } from "../../domain/reference/calendar-year.ts";
import { startDeadline } from "../../domain/reference/working-day-deadline.ts";
import type { Deadline } from "../../domain/shared/deadline.ts";
import { fen } from "../../domain/shared/money.ts";
import type { Result } from "../../domain/shared/result.ts";
import { DAY_MS, localDate, type EpochMs } from "../../domain/shared/time.ts";

/** A fixed Monday morning in Shanghai, on which these tests begin. */
export const MONDAY: EpochMs = Date.parse("2026-03-02T09:00:00+08:00");
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

export const numbered = (prefix: string, n: number): string =>
  `${prefix}_${String(n).padStart(26, "0")}`;
export const enrolmentId = (n: number) => EnrolmentId.parse(numbered("enr", n));
export const instructionId = (n: number) => InstructionId.parse(numbered("bin", n));
export const paymentId = (n: number) => PaymentId.parse(numbered("pay", n));
export const studentId = (n: number) => StudentId.parse(numbered("stu", n));

export const SANDBOX_BANK = BankId.parse("sandbox-bank");
export const CUSTODY_ACCOUNT = "6228480000000001";
export const PAYOUT_ACCOUNT = "6228480000000002";
export const TERMS_HASH = "ab".repeat(32);

export const limits = {
  rulePackVersion: "nation-2026-01",
  maxLessonCount: 60,
  maxAmountFen: fen(500_000),
  maxMonths: 3,
  windowMs: DAY_MS,
  paymentWindowMs: DAY_MS,
};

/** The family's time to answer: 15 working days that begin at an instant, on the calendar of 2026. */
export const familyTime = (fromAt: number): Deadline =>
  valueOf(
    startDeadline(
      calendarOf([calendarYear2026()]),
      { basis: "测试条款", action: "deem-lesson", workingDays: 15 },
      fromAt,
    ),
  );

export const sellable: SellableFacts = {
  licenceValidTo: localDate("2027-12-31"),
  licensedCategory: "culture-art",
  licensedMode: "offline",
  hasCustodyAccount: true,
  isBlacklisted: false,
  hasFailedInspection: false,
  isFrozen: false,
  isSaleStopped: false,
};

export const aCourse = (overrides: Partial<CourseState> = {}): CourseState => ({
  courseId: CourseId.parse(numbered("crs", 1)),
  institutionId: InstitutionId.parse(numbered("ins", 1)),
  countyUnitId: UnitId.parse("unt_411102"),
  title: "书法入门",
  subjectKey: "calligraphy",
  category: "culture-art",
  mode: "offline",
  lessonCount: 40,
  priceFen: fen(480_000),
  status: "published",
  rulePackVersion: limits.rulePackVersion,
  createdAt: MONDAY,
  ...overrides,
});

export const aClass = (overrides: Partial<ClassState> = {}): ClassState => {
  const { courseId, institutionId, countyUnitId, lessonCount } = aCourse();
  return {
    classId: ClassId.parse(numbered("cls", 1)),
    courseId,
    institutionId,
    countyUnitId,
    status: "open",
    capacity: 30,
    seatsTaken: 0,
    sessionCount: lessonCount,
    startsAt: MONDAY + 7 * DAY_MS,
    endsAt: MONDAY + 47 * DAY_MS,
    ...overrides,
  };
};

/** The first lesson, taught by the first session. */
export const FIRST_LESSON = {
  ...{ lessonNumber: 1, sessionNumber: 1 },
  ...{ sessionStartsAt: MONDAY, sessionEndsAt: MONDAY + HOUR_MS },
} as const;

/** One session a day at 17:00 Shanghai time, from tomorrow on. */
export const dailySessions = (count: number, lengthMs = 45 * MINUTE_MS): readonly ClassSession[] =>
  Array.from({ length: count }, (_, index) => {
    const startsAt = MONDAY + 8 * HOUR_MS + (index + 1) * DAY_MS;
    return { number: index + 1, startsAt, endsAt: startsAt + lengthMs };
  });

export const anOrder = (n = 1) => ({
  enrolmentId: enrolmentId(n),
  studentId: studentId(1),
  guardianId: MemberId.parse(numbered("mem", 1)),
  contractNo: `XW-2026-${String(n).padStart(6, "0")}`,
  termsHash: TERMS_HASH,
});

export const aGuard = () =>
  emptyGuard({
    studentId: studentId(1),
    institutionId: aCourse().institutionId,
    subjectKey: aCourse().subjectKey,
  });

/** The payment that settles an order exactly, as the bank reports it. */
export const exactPayIn = (enrolment: EnrolmentState, overrides: Partial<PayIn> = {}): PayIn => ({
  bankId: SANDBOX_BANK,
  bankSerial: "SB0000000001",
  paymentId: enrolment.payment?.paymentId ?? "none",
  custodyAccountNo: CUSTODY_ACCOUNT,
  amountFen: enrolment.priceFen,
  paidAt: MONDAY + HOUR_MS,
  ...overrides,
});

/** The value of a decision that a test needs to succeed. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`refused: ${result.refusal.code} ${JSON.stringify(result.refusal.facts)}`);
}

/** The refusal of a decision, or nothing where it succeeded. */
export const refusalOf = <C extends string>(result: Result<unknown, C>) =>
  result.ok ? undefined : result.refusal;
