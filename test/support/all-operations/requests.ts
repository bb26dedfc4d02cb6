import { ISSUER } from "../door.ts";
import { aStudent, newCourse, sessionTimes } from "../enrolment.ts";
import { present } from "../lessons.ts";
import { announcementOf } from "../uploads.ts";
import type { Knock } from "./operations.ts";
import { CUSTODY_ACCOUNT, type Things } from "./world.ts";

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
      path: { classId: taughtClassId, sessionNumber: "4" },
      body: { records: present(things.paidOrder) },
    },
    requestConfirmation: { path: { classId: taughtClassId, sessionNumber: "3" }, body: {} },
    confirmLesson: { path: { enrolmentId: things.paidOrder, lessonNumber: "2" } },

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
    listJournal: { path: { enrolmentId: things.paidOrder } },

    appointMember: {
      path: { institutionId },
      body: { issuer: ISSUER, subject: "newcomer", duties: ["teacher"] },
    },
    registerGuardian: {},

    listDivisions: {},
    getCalendarDay: { path: { date: "2026-10-01" } },

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

    getOpenApi: {},
    getDocs: {},
    getHealth: {},
  };
}
