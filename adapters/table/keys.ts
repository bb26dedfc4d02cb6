import type { RecordClass } from "../personal/record-classes.ts";
import { alertKeys } from "./alert-keys.ts";
import { complaintKeys } from "./complaint-keys.ts";
import { factsKeys } from "./facts-keys.ts";
import type { Key } from "./table.ts";
import { PREFIX } from "./key-names.ts";
import { indicatorKeys } from "./indicator-keys.ts";
import { measureKeys } from "./measure-keys.ts";
import { openingKeys } from "./opening-keys.ts";
import { presenceKeys } from "./presence-keys.ts";
import { refundKeys } from "./refund-keys.ts";
import { subscriptionKeys } from "./subscription-keys.ts";
import { supervisionKeys } from "./supervision-keys.ts";

/** Every partition and sort key is built and parsed here, and nowhere else. */

const HEAD = "HEAD";
const pad = (n: number, digits: number): string => String(n).padStart(digits, "0");

/** A head item: the current state of one aggregate. */
const head =
  (prefix: string) =>
  (id: string): Key => ({ pk: `${prefix}#${id}`, sk: HEAD });

export const keys = {
  /** The id in a partition key: `INST#ins_01…` → `ins_01…`. */
  idOf: (pk: string): string => pk.slice(pk.indexOf("#") + 1),

  unit: head(PREFIX.unit),
  /** The units right below a unit, in the order of their codes. */
  childUnits: (parentId: string) => ({ pk: `${PREFIX.unit}#${parentId}`, beginsWith: "CHILD#" }),
  childUnit: (parentId: string, unitId: string): Key => ({
    pk: `${PREFIX.unit}#${parentId}`,
    sk: `CHILD#${unitId}`,
  }),
  /** A division code, also one that only statistics uses, and the unit that it means. */
  unitByCode: (code: string): Key => ({ pk: `${PREFIX.unit}#CODE#${code}`, sk: HEAD }),
  calendarYear: head(PREFIX.calendar),
  /** The rule packs of a unit lie behind its book, in the order of their adoption. */
  ruleBook: head(PREFIX.rulePack),
  rulePack: (unitId: string, number: number): Key => ({
    pk: `${PREFIX.rulePack}#${unitId}`,
    sk: `PACK#${pad(number, 5)}`,
  }),
  rulePacks: (unitId: string) => ({ pk: `${PREFIX.rulePack}#${unitId}`, beginsWith: "PACK#" }),

  /** `subjectHash` is SHA-256 of `issuer|subject`: the table holds no account names. */
  member: head(PREFIX.member),
  /** In the index by party. */
  memberNamed: (memberId: string) => `${PREFIX.member}#${memberId}`,

  institution: head(PREFIX.institution),
  uscc: head(PREFIX.uscc),
  institutionsOfUnit: (unitId: string) => `${PREFIX.institutionsByUnit}#${unitId}`,
  proposal: head(PREFIX.proposal),
  proposalsOfUnit: (unitId: string) => `${PREFIX.proposalsByUnit}#${unitId}`,
  job: head(PREFIX.job),
  jobLines: (jobId: string) => ({ pk: `${PREFIX.job}#${jobId}`, beginsWith: "LINE#" }),
  jobLine: (jobId: string, line: number, finding: number): Key => ({
    pk: `${PREFIX.job}#${jobId}`,
    sk: `LINE#${pad(line, 6)}#${pad(finding, 2)}`,
  }),
  /** What became of one row of a list: written with the row's effect, so that no row counts twice. */
  jobRow: (jobId: string, line: number): Key => ({
    pk: `${PREFIX.job}#${jobId}`,
    sk: `ROW#${pad(line, 6)}`,
  }),
  jobRows: (jobId: string) => ({ pk: `${PREFIX.job}#${jobId}`, beginsWith: "ROW#" }),

  course: head(PREFIX.course),
  /** The classes of a course, in the order in which they were opened. */
  classesOfCourse: (courseId: string) => ({
    pk: `${PREFIX.course}#${courseId}`,
    beginsWith: "CLASS#",
  }),
  classOfCourse: (courseId: string, classId: string): Key => ({
    pk: `${PREFIX.course}#${courseId}`,
    sk: `CLASS#${classId}`,
  }),
  limitAttempts: head(PREFIX.limitAttempts),
  class: head(PREFIX.class),
  classSeats: (classId: string): Key => ({ pk: `${PREFIX.class}#${classId}`, sk: "SEATS" }),
  classSession: (classId: string, number: number): Key => ({
    pk: `${PREFIX.class}#${classId}`,
    sk: `SESSION#${pad(number, 3)}`,
  }),
  classSessions: (classId: string) => ({
    pk: `${PREFIX.class}#${classId}`,
    beginsWith: "SESSION#",
  }),
  /** The register of a session: one item for each pupil whose attendance was recorded. */
  attendance: (classId: string, sessionNumber: number, enrolmentId: string): Key => ({
    pk: `${PREFIX.class}#${classId}`,
    sk: `ATTENDANCE#${pad(sessionNumber, 3)}#${enrolmentId}`,
  }),
  attendances: (classId: string, sessionNumber: number) => ({
    pk: `${PREFIX.class}#${classId}`,
    beginsWith: `ATTENDANCE#${pad(sessionNumber, 3)}#`,
  }),
  rosterPupil: (classId: string, studentId: string): Key => ({
    pk: `${PREFIX.class}#${classId}`,
    sk: `ROSTER#${studentId}`,
  }),
  /** An order for a seat in the class lies right behind its pupil, listed or not. */
  rosterOrder: (classId: string, studentId: string, enrolmentId: string): Key => ({
    pk: `${PREFIX.class}#${classId}`,
    sk: `ROSTER#${studentId}#${enrolmentId}`,
  }),
  /** What was sold to a pupil of the class before the institution joined: stated once. */
  openingOfPupil: (classId: string, studentId: string): Key => ({
    pk: `${PREFIX.class}#${classId}`,
    sk: `OPENING#${studentId}`,
  }),
  /** Pupils and orders of a class in the order of the pupils' ids, from behind one of them if one is given. */
  roster: (classId: string, behindStudentId = "") => ({
    pk: `${PREFIX.class}#${classId}`,
    sk: {
      from: `ROSTER#${behindStudentId}${behindStudentId === "" ? "" : "~"}`,
      to: "ROSTER#~",
    },
  }),

  student: head(PREFIX.student),
  studentOfGuardian: (memberId: string, studentId: string): Key => ({
    pk: `${PREFIX.guardianStudents}#${memberId}`,
    sk: studentId,
  }),

  enrolment: head(PREFIX.enrolment),
  lesson: (enrolmentId: string, lessonNumber: number): Key => ({
    pk: `${PREFIX.enrolment}#${enrolmentId}`,
    sk: `LESSON#${pad(lessonNumber, 3)}`,
  }),
  lessons: (enrolmentId: string) => ({
    pk: `${PREFIX.enrolment}#${enrolmentId}`,
    beginsWith: "LESSON#",
  }),
  contractTerms: (enrolmentId: string): Key => ({
    pk: `${PREFIX.enrolment}#${enrolmentId}`,
    sk: "TERMS",
  }),
  enrolmentsOfGuardian: (memberId: string) => `${PREFIX.enrolmentsByGuardian}#${memberId}`,
  orderGuard: (studentId: string, institutionId: string, subject: string): Key => ({
    pk: `${PREFIX.orderGuard}#${studentId}#${institutionId}#${subject}`,
    sk: HEAD,
  }),
  /** What a family disputes: found by its id, listed by county. */
  dispute: head(PREFIX.dispute),
  disputesOfUnit: (unitId: string) => `${PREFIX.disputesByUnit}#${unitId}`,
  ...alertKeys,
  ...complaintKeys,
  ...factsKeys,
  ...indicatorKeys,
  ...refundKeys,
  ...measureKeys,
  ...presenceKeys,
  ...subscriptionKeys,
  payment: head(PREFIX.payment),
  ...openingKeys,
  payIn: (bankId: string, bankSerial: string): Key => ({
    pk: `${PREFIX.payIn}#${bankId}#${bankSerial}`,
    sk: HEAD,
  }),
  payInsOfGuardian: (memberId: string) => `${PREFIX.payInsByGuardian}#${memberId}`,
  payInsOfUnit: (unitId: string) => `${PREFIX.payInsByUnit}#${unitId}`,
  instruction: head(PREFIX.instruction),
  /** In the index by party: whose account a bank speaks of. */
  custodyAccount: (bankId: string, accountNo: string) =>
    `${PREFIX.custodyAccount}#${bankId}#${accountNo}`,
  /** What the bank said last that it holds for an institution. */
  balance: head(PREFIX.balance),
  ...supervisionKeys,
  localPrice: head(PREFIX.localPrice),
  task: head(PREFIX.task),
  tasksOfUnit: (unitId: string) => `${PREFIX.tasksByUnit}#${unitId}`,

  notice: head(PREFIX.notice),
  /** What became of a notice on one of its ways. */
  noticeDelivery: (noticeId: string, channel: string): Key => ({
    pk: `${PREFIX.notice}#${noticeId}`,
    sk: `DELIVERY#${channel}`,
  }),
  noticeChannel: (sk: string): string => sk.slice(sk.indexOf("#") + 1),
  noticeDeliveries: (noticeId: string) => ({
    pk: `${PREFIX.notice}#${noticeId}`,
    beginsWith: "DELIVERY#",
  }),
  /** The inbox of a person (`mem_…`) or an organisation (`ins_…`), and what is unread in it. */
  inbox: (recipientId: string) => `${PREFIX.inbox}#${recipientId}`,
  unreadInbox: (recipientId: string) => `${PREFIX.unreadInbox}#${recipientId}`,
  noticePreferences: head(PREFIX.noticePreferences),

  /** One of the parts in which due items lie, so that no hour of the day has one busy partition. */
  dueShard: (shard: number): string => `${PREFIX.due}#${pad(shard, 2)}`,
  /** Where deadlines wait whose day the calendar does not know yet. */
  provisionalShard: (shard: number): string => `${PREFIX.due}#PROVISIONAL#${pad(shard, 2)}`,
  /** Sorts instants as text; the greatest that can be asked for is year 2286. */
  dueInstant: (at: number): string => pad(at, 13),
  lessonNumber: (sk: string): number => Number(sk.slice(sk.indexOf("#") + 1)),

  position: (institutionId: string): Key => ({
    pk: `${PREFIX.position}#${institutionId}`,
    sk: "TOTAL",
  }),
  positionShare: (institutionId: string, enrolmentId: string): Key => ({
    pk: `${PREFIX.position}#${institutionId}`,
    sk: `ENR#${enrolmentId}`,
  }),
  positionShares: (institutionId: string) => ({
    pk: `${PREFIX.position}#${institutionId}`,
    beginsWith: "ENR#",
  }),

  idempotency: head(PREFIX.idempotency),
  nonce: (keyId: string, nonce: string): Key => ({
    pk: `${PREFIX.nonce}#${keyId}#${nonce}`,
    sk: HEAD,
  }),
  bankKey: (bankId: string, keyId: string): Key => ({
    pk: `${PREFIX.bank}#${bankId}`,
    sk: `KEY#${keyId}`,
  }),
  bankKeys: (bankId: string) => ({ pk: `${PREFIX.bank}#${bankId}`, beginsWith: "KEY#" }),

  personal: (recordClass: RecordClass, id: string): Key => ({
    pk: `${PREFIX.personal}#${recordClass}#${id}`,
    sk: "PERSONAL",
  }),
  personalIndex: head(PREFIX.personalIndex),
  /** A guardian, by the hash of a telephone or document number, and a pupil whose class list names them. */
  guardianOnRoster: (hash: string, classId: string, studentId: string): Key => ({
    pk: `${PREFIX.personalIndex}#${hash}`,
    sk: `ROSTER#${classId}#${studentId}`,
  }),
  dataKey: (recordClass: RecordClass, month: string): Key => ({
    pk: `${PREFIX.dataKey}#${recordClass}`,
    sk: month,
  }),
  seed: head(PREFIX.seed),
} as const;

/** The journal of one aggregate: entries in the order of their sequence, counted from 1. */
export const entryKey = (aggregatePk: string, sequence: number): Key => ({
  pk: aggregatePk,
  sk: `E#${pad(sequence, 9)}`,
});
