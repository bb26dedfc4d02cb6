import * as z from "zod";
import type { ClassSession, ClassState } from "../catalogue/class.ts";
import type { CourseState } from "../catalogue/course.ts";
import { standingSessions } from "../catalogue/session.ts";
import type { InstitutionState } from "../institution/institution.ts";
import {
  BankId,
  ClassId,
  CourseId,
  EnrolmentId,
  InstitutionId,
  MemberId,
  StudentId,
  UnitId,
} from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { Fen, lessonAmountFen } from "../shared/money.ts";
import { LocalDate, shanghaiDate, toRfc3339, type EpochMs } from "../shared/time.ts";
import { TrainingCategory, TrainingMode } from "../shared/training.ts";
import { absenceOffered, AbsenceTerms } from "./absence.ts";

/**
 * The terms of one contract: every field of the model form GF-2021-2604 that is not personal; persons stand
 * as references, whose names and numbers lie sealed elsewhere.
 * @source 中小学生校外培训服务合同（示范文本）GF-2021-2604 (2021): to be used in full
 */
export const ContractTerms = z.strictObject({
  form: z.literal("GF-2021-2604"),
  contractNo: z.string(),
  enrolmentId: EnrolmentId,
  /** 甲方：培训机构 */
  institution: z.strictObject({
    institutionId: InstitutionId,
    name: z.string(),
    uscc: z.string(),
    address: z.string(),
    licenceNo: z.string(),
    licenceValidTo: LocalDate,
    countyUnitId: UnitId,
  }),
  /** 乙方：学员与监护人 */
  student: z.strictObject({ studentId: StudentId }),
  /** Absent: of a sale of before, whose family was not on the platform. */
  guardian: z.strictObject({ guardianId: MemberId }).optional(),
  /** 培训服务 */
  training: z.strictObject({
    mode: TrainingMode,
    kind: z.enum(["subject", "non-subject"]),
    category: TrainingCategory,
    courseId: CourseId,
    courseTitle: z.string(),
    classId: ClassId,
    classCapacity: z.int(),
    lessonCount: z.int(),
    startsOn: LocalDate,
    endsOn: LocalDate,
    /** One line a lesson in Shanghai time: `2026-03-03 17:00-17:45`. */
    sessions: z.array(z.string()),
    /** 指定教师; absent: none is named. */
    teacherId: MemberId.optional(),
  }),
  /** 缺课与请假; absent in contracts from before it was a term: nothing was agreed. */
  absence: AbsenceTerms.optional(),
  /** 培训收费 */
  fee: z.strictObject({
    priceFen: Fen,
    /** Whole fen; the remainder of the division lies on the last lesson. */
    unitPriceFen: Fen,
    instalments: z.literal(1),
    supervision: z.enum(["bank-custody", "risk-deposit"]),
    bankId: BankId,
    custodyAccountNo: z.string(),
  }),
  /** 培训退费 */
  refund: z.strictObject({
    beforeStart: z.literal("all"),
    coolingOffDays: z.int(),
    afterStart: z.literal("price-less-lessons-taken-at-unit-price"),
  }),
  rulePackVersion: z.string(),
});
export type ContractTerms = z.infer<typeof ContractTerms>;

/**
 * @source 最高人民法院 法释〔2025〕4号 art. 14: the principal back on request within seven days of payment
 */
const COOLING_OFF_DAYS = 7;

export interface ContractParties {
  readonly enrolmentId: EnrolmentId;
  readonly contractNo: string;
  readonly studentId: StudentId;
  readonly guardianId?: MemberId;
}

export interface ContractSubject {
  readonly institution: InstitutionState;
  readonly course: CourseState;
  readonly class: ClassState;
  readonly sessions: readonly ClassSession[];
  readonly rulePackVersion: string;
  readonly leaveNoticeHours: number;
}

/** Draws up the terms of an order: the same order always gives the same terms. */
export function contractTerms(parties: ContractParties, subject: ContractSubject): ContractTerms {
  const { institution, course, class: aClass, sessions, rulePackVersion } = subject;
  const absence = absenceOffered(course, subject.leaveNoticeHours);
  const { account } = institution;
  invariant(account, "an institution that may sell has a custody account");
  return {
    form: "GF-2021-2604",
    contractNo: parties.contractNo,
    enrolmentId: parties.enrolmentId,
    institution: {
      institutionId: institution.institutionId,
      name: institution.name,
      uscc: institution.uscc,
      address: institution.address,
      licenceNo: institution.licenceNo,
      licenceValidTo: institution.licenceValidTo,
      countyUnitId: institution.countyUnitId,
    },
    student: { studentId: parties.studentId },
    ...(parties.guardianId === undefined ? {} : { guardian: { guardianId: parties.guardianId } }),
    training: trainingOf(course, aClass, sessions),
    absence,
    fee: {
      priceFen: course.priceFen,
      unitPriceFen: lessonAmountFen(course.priceFen, course.lessonCount, 1),
      instalments: 1,
      supervision: "bank-custody",
      bankId: account.bankId,
      custodyAccountNo: account.custodyAccountNo,
    },
    refund: {
      beforeStart: "all",
      coolingOffDays: COOLING_OFF_DAYS,
      afterStart: "price-less-lessons-taken-at-unit-price",
    },
    rulePackVersion,
  };
}

const trainingOf = (
  course: CourseState,
  aClass: ClassState,
  sessions: readonly ClassSession[],
): ContractTerms["training"] => ({
  mode: course.mode,
  kind: course.category === "subject" ? "subject" : "non-subject",
  category: course.category,
  courseId: course.courseId,
  courseTitle: course.title,
  classId: aClass.classId,
  classCapacity: aClass.capacity,
  lessonCount: course.lessonCount,
  startsOn: shanghaiDate(aClass.startsAt),
  endsOn: shanghaiDate(aClass.endsAt),
  sessions: standingSessions(sessions).map(sessionLine),
  ...(aClass.teacherId === undefined ? {} : { teacherId: aClass.teacherId }),
});

const timeOfDay = (at: EpochMs): string => toRfc3339(at).slice(11, 16);

/** Sessions stay within one day, so that the day is said once. */
const sessionLine = ({ startsAt, endsAt }: ClassSession): string =>
  `${shanghaiDate(startsAt)} ${timeOfDay(startsAt)}-${timeOfDay(endsAt)}`;
