import { ISSUER } from "../door.ts";
import { aComplaintAbout, evidenceAnnounced } from "./world-complaints.ts";
import { aStudent, newCourse, sessionTimes } from "../enrolment.ts";
import { aRule, aYear } from "../reference.ts";
import { announcementOf } from "../uploads.ts";
import type { Knock } from "./operations.ts";
import { requestsAboutAlerts } from "./world-alerts.ts";
import { requestsAboutRefunds } from "./world-refunds.ts";
import { requestsAboutIndicators } from "./world-indicators.ts";
import { requestsAboutMeasures } from "./world-measures.ts";
import { requestsAboutCollapse } from "./world-collapse.ts";
import { requestsAboutSupervision } from "./world-supervision.ts";
import { requestsAboutSubscriptions } from "./world-subscriptions.ts";
import { CANCELLED_SESSION } from "./world-orders.ts";
import { COUNTY, CUSTODY_ACCOUNT, TEACHER, type Things } from "./world.ts";

/** For each operation a request about something in the world, to which whoever may ask it gets a yes. */
export function requestsAbout(things: Things): Readonly<Record<string, Knock>> {
  const { institutionId, bareInstitutionId, courseId, classId, taughtClassId } = things;
  const announced = announcementOf("名单.csv", Buffer.from("a,b\n"));
  return {
    createCourse: { path: { institutionId }, body: newCourse() },
    publishCourse: { path: { courseId: things.draftId } },
    openClass: { path: { courseId }, body: { capacity: 3, sessions: sessionTimes(4, 40) } },
    getCourse: { path: { courseId } },
    cancelLesson: { path: { classId, sessionNumber: "2" } },
    rescheduleLesson: {
      path: { classId, sessionNumber: "2" },
      body: { startsAt: "2026-04-03T15:00:00+08:00", endsAt: "2026-04-03T15:45:00+08:00" },
    },
    makeUpLesson: {
      path: { classId, sessionNumber: String(CANCELLED_SESSION) },
      body: { startsAt: "2026-04-10T17:00:00+08:00", endsAt: "2026-04-10T17:45:00+08:00" },
    },
    cancelClass: { path: { classId } },
    changeTeacher: {
      path: { classId },
      body: { teacher: { issuer: ISSUER, subject: TEACHER } },
    },

    addStudent: { body: aStudent() },
    placeOrder: { body: { studentId: things.studentId, classId } },
    signContract: {
      path: { enrolmentId: things.orderToSign.enrolmentId },
      body: { termsHash: things.orderToSign.termsHash },
    },
    quoteClassChange: {
      path: { enrolmentId: things.orderAhead },
      body: { classId: things.laterClassId },
    },
    changeClass: {
      path: { enrolmentId: things.orderAhead },
      body: { quote: things.changeQuote },
    },
    payOrder: { path: { enrolmentId: things.orderToPay } },
    getEnrolment: { path: { enrolmentId: things.paidOrder } },
    listEnrolments: {},
    notifyPayIn: {
      body: {
        bankSerial: "SB0000000002",
        paymentId: things.paymentId,
        custodyAccountNo: CUSTODY_ACCOUNT,
        amountFen: things.amountFen,
        paidAt: "2026-03-07T09:00:00+08:00",
      },
    },
    importRoster: { path: { classId }, body: announced },
    getRosterJob: { path: { jobId: things.rosterJobId } },
    importEnrolments: { path: { institutionId }, body: announced },
    getEnrolmentImport: { path: { jobId: things.openingJobId } },
    withdrawOpenings: { path: { jobId: things.openingJobId } },
    getClassRoster: { path: { classId: taughtClassId } },

    recordAttendance: {
      path: { classId: taughtClassId, sessionNumber: "3" },
      body: { records: [{ enrolmentId: things.paidOrder, attendance: "absent" }] },
    },
    requestConfirmation: { path: { classId: taughtClassId, sessionNumber: "3" }, body: {} },
    requestLeave: { path: { enrolmentId: things.orderAhead, lessonNumber: "1" } },
    confirmLesson: { path: { enrolmentId: things.paidOrder, lessonNumber: "2" } },
    undoConfirmation: { path: { enrolmentId: things.confirmedOrder, lessonNumber: "1" } },
    confirmLessons: { body: {} },
    disputeLesson: {
      path: { enrolmentId: things.paidOrder, lessonNumber: "2" },
      body: { reason: "not-held", text: "当天没有上课" },
    },
    withdrawDispute: { path: { enrolmentId: things.paidOrder, lessonNumber: "4" } },
    fileComplaint: { body: aComplaintAbout(institutionId, things.paidOrder) },
    addComplaintEvidence: {
      path: { complaintId: things.complaintId },
      body: evidenceAnnounced,
    },
    completeUpload: {
      path: { complaintId: things.complaintId, evidenceId: things.evidenceId },
    },
    acceptResolution: { path: { complaintId: things.answeredComplaintId } },
    rejectResolution: {
      path: { complaintId: things.answeredComplaintId },
      body: { text: "答复与事实不符" },
    },
    escalateComplaint: { path: { complaintId: things.overdueComplaintId } },
    withdrawComplaint: { path: { complaintId: things.complaintId } },
    reopenComplaint: {
      path: { complaintId: things.concludedComplaintId },
      body: { text: "承诺未兑现" },
    },
    rateComplaint: { path: { complaintId: things.concludedComplaintId }, body: { stars: 4 } },
    listMyComplaints: {},
    getMyComplaint: { path: { complaintId: things.complaintId } },
    respondToComplaint: {
      path: { complaintId: things.complaintId },
      body: { text: "已与家长沟通" },
    },
    listInstitutionComplaints: { path: { institutionId } },
    getInstitutionComplaint: { path: { complaintId: things.complaintId } },
    mediateComplaint: {
      path: { complaintId: things.countyComplaintId },
      body: { step: "take-up" },
    },
    reassignComplaint: {
      path: { complaintId: things.countyComplaintId },
      body: { unitId: "unt_411103", text: "教学点在郾城区" },
    },
    listComplaints: {},
    getComplaint: {
      path: { complaintId: things.complaintId },
      query: { purpose: "handling" },
    },
    listComplaintLooks: { path: { complaintId: things.complaintId } },
    ...requestsAboutRefunds(things),
    resolveDispute: {
      path: { disputeId: things.disputeId },
      body: { finding: "family", text: "经查未足课时" },
    },
    listDisputes: {},
    getDispute: { path: { disputeId: things.disputeId } },

    reportInstructionResult: {
      body: {
        instructionId: things.instructionId,
        outcome: "executed",
        amountFen: things.lessonFen,
        bankSerial: "SB0000000003",
        executedAt: "2026-03-07T09:00:00+08:00",
      },
    },
    getCustodyPosition: { path: { institutionId } },
    listMySuspendedPayments: {},
    getConsumptionTrace: { path: { enrolmentId: things.paidOrder } },
    getSettlementStatement: {
      path: { institutionId },
      query: { from: "2026-03-01", to: "2026-03-31" },
    },
    getReleaseForecast: { path: { institutionId } },
    listSuspendedPayments: {},
    reportReturnResult: {
      body: {
        returnId: things.returnId,
        bankSerial: things.suspendedSerial,
        outcome: "executed",
        amountFen: things.suspendedFen,
        executedAt: "2026-03-07T09:00:00+08:00",
        returnSerial: "SB0000000012",
      },
    },
    reportPayInReversal: {
      body: {
        bankSerial: things.aheadSerial,
        reversalSerial: "SB0000000013",
        amountFen: things.amountFen,
        reversedAt: "2026-03-07T09:00:00+08:00",
        reasonCode: "not-covered",
      },
    },
    pushBalance: {
      body: {
        custodyAccountNo: CUSTODY_ACCOUNT,
        balanceFen: things.amountFen,
        asOf: "2026-03-07T09:00:00+08:00",
        serialCount: 3,
      },
    },
    listTasks: {},
    resolveTask: {
      path: { taskId: things.taskId },
      body: { action: "return-again", finding: "付款账户已恢复，可再次退回" },
    },
    listJournal: { path: { enrolmentId: things.paidOrder } },

    appointMember: {
      path: { institutionId },
      body: { issuer: ISSUER, subject: "newcomer", duties: ["teacher"] },
    },
    registerGuardian: {},

    listDivisions: {},
    getCalendarDay: { path: { date: "2026-10-01" } },
    getEffectiveRules: {},
    putRulePack: {
      path: { unitId: COUNTY },
      body: { effectiveFrom: "2026-12-01", parameters: [aRule("charge.most-lessons", 40)] },
    },
    putCalendar: { path: { year: "2027" }, body: aYear },

    ...requestsAboutAlerts(things),
    ...requestsAboutCollapse(things),
    ...requestsAboutIndicators(things),
    ...requestsAboutMeasures(things),
    ...requestsAboutSupervision(things),
    ...requestsAboutSubscriptions(things),
    bindCustodyAccount: {
      path: { institutionId: bareInstitutionId },
      body: { bankId: "sandbox-bank", payoutAccountNo: "6222000012345678" },
    },
    listProposals: {},
    decideProposal: {
      path: { proposalId: things.proposalId },
      body: { decision: "approve", reason: "材料齐全" },
    },
    importInstitutions: { body: announced },
    getJob: { path: { jobId: things.institutionJobId } },
    listInstitutions: {},
    getInstitution: { path: { institutionId } },

    listNotices: {},
    markNoticeRead: { path: { noticeId: things.noticeId } },
    putNoticePreferences: {
      body: {
        language: "zh-CN",
        topics: { email: ["lessons"], sms: [] },
        quietHours: { from: "21:00", to: "08:00" },
        email: "someone@example.org",
      },
    },
    listInstitutionNotices: { path: { institutionId } },
    markInstitutionNoticeRead: { path: { noticeId: things.institutionNoticeId } },

    getOpenApi: {},
    getDocs: {},
    getHealth: {},
  };
}
