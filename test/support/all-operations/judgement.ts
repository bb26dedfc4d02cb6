import { type MemberRole, OfficerDuty } from "../../../domain/identity/member.ts";
import type { UseCaseContract } from "../../../functions/kit/contract.ts";
import type { Someone } from "./callers.ts";
import { COUNTY, type Things } from "./world.ts";

/**
 * Who may do what to the things of the world: written from the rules (a guardian their own; staff their own
 * institution by duty; an officer the subtree of the unit, by the department's competence and by duty; a
 * bank its own), not from the code that enforces them.
 */

/** Whose the thing is that an operation's request names, and how strangers who hold the role are denied. */
export type Whose =
  | { readonly of: "nobody" }
  | {
      readonly of: "family" | "institution" | "area" | "county" | "office" | "nation" | "bank";
      readonly denied: 403 | 404;
      /** The duties that the thing itself asks for, where its operation serves several kinds of things. */
      readonly duties?: readonly string[];
    };

const nobodys: Whose = { of: "nobody" };
const familys: Whose = { of: "family", denied: 404 };
const institutions: Whose = { of: "institution", denied: 404 };
/** That an institution exists is public knowledge. */
const areas = { of: "area", denied: 403 } as const satisfies Whose;

/** That a complaint exists is known to its sides and their authorities only. */
const hiddenAreas = { of: "area", denied: 404 } as const satisfies Whose;

/** Those who look after money, or after those who do. */
const LOOK_AFTER_MONEY = ["funds", "audit"];

export const WHOSE: Readonly<Record<string, Whose>> = {
  createCourse: institutions,
  publishCourse: institutions,
  openClass: institutions,
  cancelLesson: institutions,
  rescheduleLesson: institutions,
  makeUpLesson: institutions,
  changeTeacher: institutions,
  cancelClass: institutions,
  getCourse: nobodys,
  addStudent: nobodys,
  placeOrder: familys,
  signContract: familys,
  payOrder: familys,
  getEnrolment: familys,
  listEnrolments: nobodys,
  // Money is recorded whichever bank reports it; that of a stranger pays no order.
  notifyPayIn: nobodys,
  importRoster: institutions,
  getRosterJob: institutions,
  importEnrolments: institutions,
  getEnrolmentImport: institutions,
  withdrawOpenings: institutions,
  getClassRoster: institutions,
  recordAttendance: institutions,
  requestConfirmation: institutions,
  requestLeave: familys,
  confirmLesson: familys,
  undoConfirmation: familys,
  confirmLessons: nobodys,
  disputeLesson: familys,
  withdrawDispute: familys,
  fileComplaint: familys,
  addComplaintEvidence: familys,
  completeUpload: familys,
  acceptResolution: familys,
  rejectResolution: familys,
  escalateComplaint: familys,
  withdrawComplaint: familys,
  reopenComplaint: familys,
  rateComplaint: familys,
  listMyComplaints: nobodys,
  getMyComplaint: familys,
  respondToComplaint: institutions,
  listInstitutionComplaints: institutions,
  getInstitutionComplaint: institutions,
  // The county is in charge; those above it may look.
  mediateComplaint: { of: "county", denied: 404 },
  reassignComplaint: { of: "county", denied: 404 },
  listComplaints: nobodys,
  getComplaint: hiddenAreas,
  listComplaintLooks: hiddenAreas,
  quoteRefund: familys,
  requestRefund: familys,
  withdrawRefund: familys,
  confirmRefundReceipt: familys,
  listMyRefunds: nobodys,
  getMyRefund: familys,
  decideRefund: institutions,
  listInstitutionRefunds: institutions,
  getInstitutionRefund: institutions,
  arbitrateRefund: hiddenAreas,
  retryRefundPayment: hiddenAreas,
  listRefunds: nobodys,
  getRefund: hiddenAreas,
  reportRefundResult: { of: "bank", denied: 404 },
  resolveDispute: areas,
  listDisputes: nobodys,
  getDispute: areas,
  reportInstructionResult: { of: "bank", denied: 404 },
  getCustodyPosition: areas,
  listMySuspendedPayments: nobodys,
  getConsumptionTrace: familys,
  getSettlementStatement: institutions,
  getReleaseForecast: institutions,
  listSuspendedPayments: nobodys,
  reportReturnResult: { of: "bank", denied: 404 },
  pushBalance: { of: "bank", denied: 404 },
  listTasks: nobodys,
  resolveTask: areas,
  listJournal: hiddenAreas,
  appointMember: areas,
  registerGuardian: nobodys,
  listDivisions: nobodys,
  getCalendarDay: nobodys,
  getEffectiveRules: nobodys,
  putRulePack: { of: "office", denied: 403 },
  putCalendar: { of: "nation", denied: 403 },
  bindCustodyAccount: areas,
  freezeInstitution: areas,
  liftFreeze: areas,
  startMassRefund: areas,
  getMassRefund: areas,
  listProposals: nobodys,
  // The proposal of the world is about money; the duty for rules decides others.
  decideProposal: { ...areas, duties: ["funds"] },
  importInstitutions: nobodys,
  // A list is its office's own work until it is read; what came of it lies in the area.
  getJob: { of: "office", denied: 404 },
  listInstitutions: nobodys,
  getInstitution: areas,
  listNotices: nobodys,
  markNoticeRead: familys,
  putNoticePreferences: nobodys,
  listInstitutionNotices: institutions,
  markInstitutionNoticeRead: institutions,
  getOpenApi: nobodys,
  getDocs: nobodys,
  getHealth: nobodys,
};

/** What lists show of the world, and to whom. */
export const SHOWN: Readonly<
  Record<string, { readonly whose: Whose; readonly thing: (things: Things) => string }>
> = {
  listEnrolments: { whose: familys, thing: (things) => things.paidOrder },
  listNotices: { whose: familys, thing: (things) => things.noticeId },
  listDisputes: {
    whose: { ...areas, duties: LOOK_AFTER_MONEY },
    thing: (things) => things.disputeId,
  },
  listMyComplaints: { whose: familys, thing: (things) => things.complaintId },
  listComplaints: { whose: hiddenAreas, thing: (things) => things.complaintId },
  listMyRefunds: { whose: familys, thing: (things) => things.refundId },
  listRefunds: {
    whose: { ...hiddenAreas, duties: LOOK_AFTER_MONEY },
    thing: (things) => things.refundId,
  },
  listProposals: {
    whose: { ...areas, duties: LOOK_AFTER_MONEY },
    thing: (things) => things.proposalId,
  },
  listMySuspendedPayments: { whose: familys, thing: (things) => things.suspendedSerial },
  listSuspendedPayments: { whose: areas, thing: (things) => things.suspendedSerial },
  listTasks: { whose: areas, thing: (things) => things.taskId },
  listInstitutions: { whose: areas, thing: (things) => things.institutionId },
};

type Verdict = "yes" | 401 | 403 | 404;

/** The units above the county of the world, and itself. */
const SUBTREES_WITH_THE_COUNTY = ["unt_100000", "unt_410000", "unt_411100", COUNTY];
/** Education leads the supervision; culture is competent for arts. */
const COMPETENT = ["education", "culture"];

const covers = (role: MemberRole): boolean =>
  role.role === "officer" &&
  SUBTREES_WITH_THE_COUNTY.includes(role.unitId) &&
  COMPETENT.includes(role.department);

const servesAt =
  (unitId: string) =>
  (role: MemberRole): boolean =>
    role.role === "officer" && role.unitId === unitId;

const isOfCounty = servesAt(COUNTY);
const isOfNation = servesAt("unt_100000");
const isEducation = (role: MemberRole): boolean =>
  role.role === "officer" && role.department === "education";

const DUTIES: readonly string[] = OfficerDuty.options;

export function verdict(
  { access }: Pick<UseCaseContract, "access">,
  whose: Whose,
  someone: Someone,
  things: Things,
): Verdict {
  if (access.role === "anyone") return "yes";
  if (access.role === "bank") return bankVerdict(whose, someone);
  if (!someone.hasToken) return 401;
  if (access.role === "account") return "yes";
  const able = (someone.roles ?? []).filter(
    (role) => role.role === access.role && holds(role, "duties" in access ? access.duties : []),
  );
  if (able.length === 0) return 403;
  switch (whose.of) {
    case "nobody":
      return "yes";
    case "family":
      return someone.isFamilyOfTheWorld === true ? "yes" : whose.denied;
    case "institution": {
      const isHere = (role: MemberRole): boolean =>
        role.role === "institution" && role.institutionId === things.institutionId;
      if (able.some(isHere)) return "yes";
      return someone.roles?.some(isHere) === true ? 403 : whose.denied;
    }
    case "area":
      return able.some((role) => covers(role) && holds(role, whose.duties ?? DUTIES))
        ? "yes"
        : whose.denied;
    case "county":
      if (able.some((role) => covers(role) && isOfCounty(role))) return "yes";
      return able.some(covers) ? 403 : whose.denied;
    case "office":
      return able.some((role) => isOfCounty(role) && isEducation(role)) ? "yes" : whose.denied;
    case "nation":
      return able.some((role) => isOfNation(role) && isEducation(role)) ? "yes" : whose.denied;
    case "bank":
      return whose.denied;
  }
}

function bankVerdict(whose: Whose, { signature }: Someone): Verdict {
  if (signature === undefined || signature === "worthless") return 401;
  return whose.of === "bank" && signature === "other-bank" ? whose.denied : "yes";
}

const holds = (role: MemberRole, duties: readonly string[]): boolean =>
  "duties" in role ? role.duties.some((duty) => duties.includes(duty)) : true;
