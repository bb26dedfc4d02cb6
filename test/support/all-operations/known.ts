import type { Known } from "./arbitrary-of.ts";
import { aYear } from "../reference.ts";
import { CUSTODY_ACCOUNT, type Things } from "./world.ts";

/** Four sessions, as the world's course has lessons: one a day, each at the same times. */
const daily = (days: readonly string[], from: string, to: string) =>
  days.map((day) => ({ startsAt: `${day}T${from}`, endsAt: `${day}T${to}` }));

const APRIL = ["2026-04-12", "2026-04-13", "2026-04-14", "2026-04-15"];
const [FIRST = "", SECOND = ""] = APRIL;

/** Timetables that fit, and that break one rule each. */
const TIMETABLES = [
  daily(APRIL, "17:00:00+08:00", "17:45:00+08:00"),
  daily(APRIL.toReversed(), "17:00:00+08:00", "17:45:00+08:00"),
  daily([FIRST, FIRST, SECOND, SECOND], "17:00:00+08:00", "17:45:00+08:00"),
  daily(APRIL, "17:45:00+08:00", "17:00:00+08:00"),
  daily(APRIL, "20:00:00+08:00", "20:45:00+08:00"),
  daily(APRIL, "09:00:00+08:00", "17:00:00+08:00"),
  daily(["2026-03-01", ...APRIL.slice(1)], "17:00:00+08:00", "17:45:00+08:00"),
  daily([...APRIL.slice(1), "2026-12-24"], "17:00:00+08:00", "17:45:00+08:00"),
  daily(["9999-12-26", "9999-12-27", "9999-12-28", "9999-12-29"], "09:00:00Z", "09:30:00Z"),
  daily(["2199-12-26", "2199-12-27", "2199-12-28", "2199-12-29"], "09:00:00Z", "09:30:00Z"),
  daily(["1970-01-01", "1970-01-02", "1970-01-03", "1970-01-04"], "09:00:00Z", "09:30:00Z"),
];

/** What the names in requests can stand for in the world. */
export const knownIn = (things: Things): Known => ({
  institutionId: [
    things.institutionId,
    things.bareInstitutionId,
    things.frozenInstitutionId,
    things.watchedInstitutionId,
  ],
  massRefundId: [things.massRefundId],
  courseId: [things.courseId, things.draftId],
  classId: [things.classId, things.taughtClassId, things.laterClassId],
  studentId: [things.studentId],
  enrolmentId: [
    things.paidOrder,
    things.confirmedOrder,
    things.orderAhead,
    things.orderToPay,
    things.orderToSign.enrolmentId,
  ],
  termsHash: [things.orderToSign.termsHash],
  paymentId: [things.paymentId],
  instructionId: [things.instructionId, things.refundInstructionId],
  proposalId: [things.proposalId],
  disputeId: [things.disputeId],
  complaintId: [
    things.complaintId,
    things.answeredComplaintId,
    things.countyComplaintId,
    things.concludedComplaintId,
    things.overdueComplaintId,
  ],
  alertId: [things.alertId, things.acknowledgedAlertId],
  assigneeId: [things.watcherId],
  indicatorId: ["overdue-refunds", "expiries", "custody-cover"],
  versionId: [things.indicatorVersionId, things.triedVersionId, things.liveVersionId],
  trialId: [things.trialId],
  measureId: [things.rectificationId, things.submittedId, things.inspectionId, things.stopId],
  basis: ["private-education-41", "private-education-62", "prepaid-fees-2021-2"],
  talkAt: ["2026-03-07T09:00:00+08:00", "2026-05-07T09:00:00+08:00"],
  evidenceId: [things.evidenceId],
  refundId: [
    things.refundId,
    things.rejectedRefundId,
    things.strandedRefundId,
    things.owedRefundId,
    things.instructedRefundId,
  ],
  quote: [things.refundQuote, things.changeQuote],
  jobId: [things.institutionJobId, things.rosterJobId, things.openingJobId],
  amountFen: [things.amountFen, things.lessonFen, things.suspendedFen, things.refundFen],
  bankSerial: [things.suspendedSerial, things.aheadSerial],
  returnId: [things.returnId],
  taskId: [things.taskId],
  subscriptionId: [things.subscriptionId],
  deliveryId: [things.deliveryId],
  custodyAccountNo: [CUSTODY_ACCOUNT],
  depositAccountNo: [things.depositAccountNo],
  holderUscc: [things.watchedUscc, "91411102MA00000000"],
  unitId: ["unt_411102", "unt_411100", "unt_440000"],
  parent: ["unt_411100", "unt_100000"],
  year: ["2025", "2026", "2027", "2028", "2029"],
  namedDays: [aYear.namedDays, [...aYear.namedDays, ...aYear.namedDays]],
  effectiveFrom: ["2026-03-07", "2026-04-01", "2027-01-01"],
  subjectKey: ["calligraphy", "mathematics"],
  sellable: ["true", "false"],
  idNumber: ["11010519491231002X", "E12345678"],
  birthDate: ["1949-12-31", "2016-05-01"],
  sha256: [`${"A".repeat(43)}=`],
  startsAt: ["2026-04-12T17:00:00+08:00", "2026-04-13T20:00:00+08:00", "2026-04-14T23:30:00+08:00"],
  endsAt: ["2026-04-12T17:45:00+08:00", "2026-04-13T20:31:00+08:00", "2026-04-15T00:15:00+08:00"],
  sessions: TIMETABLES,
  from: ["2026-03-01", "2026-03-07"],
  to: ["2026-03-07", "2026-03-31", "2026-04-01"],
  paidAt: ["2026-03-07T09:00:00+08:00", "2026-04-07T09:00:00+08:00"],
  limit: ["1", "2", "100", "101"],
  sessionNumber: ["1", "3", "4", "5"],
  lessonNumber: ["1", "2", "3", "5"],
  lessonCount: [4, 60, 61],
  priceFen: [48_000, 500_001],
});
