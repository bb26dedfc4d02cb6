import { ISSUER } from "../door.ts";
import { aStudent, newCourse, sessionTimes } from "../enrolment.ts";
import { aRule, aYear } from "../reference.ts";
import { announcementOf } from "../uploads.ts";
import type { Knock } from "./operations.ts";
import { COUNTY, CUSTODY_ACCOUNT, type Things } from "./world.ts";

/** For each operation a request about something in the world, to which whoever may ask it gets a yes. */
export function requestsAbout(things: Things): Readonly<Record<string, Knock>> {
  const { institutionId, bareInstitutionId, courseId, classId, taughtClassId } = things;
  const announced = announcementOf("名单.csv", Buffer.from("a,b\n"));
  return {
    createCourse: { path: { institutionId }, body: newCourse() },
    publishCourse: { path: { courseId: things.draftId } },
    openClass: { path: { courseId }, body: { capacity: 3, sessions: sessionTimes(4, 40) } },
    getCourse: { path: { courseId } },

    addStudent: { body: aStudent() },
    placeOrder: { body: { studentId: things.studentId, classId } },
    signContract: {
      path: { enrolmentId: things.orderToSign.enrolmentId },
      body: { termsHash: things.orderToSign.termsHash },
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
    getClassRoster: { path: { classId: taughtClassId } },

    recordAttendance: {
      path: { classId: taughtClassId, sessionNumber: "3" },
      body: { records: [{ enrolmentId: things.paidOrder, attendance: "absent" }] },
    },
    requestConfirmation: { path: { classId: taughtClassId, sessionNumber: "3" }, body: {} },
    confirmLesson: { path: { enrolmentId: things.paidOrder, lessonNumber: "2" } },
    confirmLessons: { body: {} },
    disputeLesson: {
      path: { enrolmentId: things.paidOrder, lessonNumber: "2" },
      body: { reason: "not-held", text: "当天没有上课" },
    },
    withdrawDispute: { path: { enrolmentId: things.paidOrder, lessonNumber: "4" } },
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
