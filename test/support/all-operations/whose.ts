/**
 * Whose the thing is that each operation is about, and how strangers are denied: written from the rules, not from the
 * code that enforces them.
 */

/**
 * What an officer has to belong to: the subtree and the trade of the thing; that, and the county that is in charge;
 * the county's leading department; the county, in any department, or in one of the trade; the nation.
 */
type Place = "area" | "county" | "office" | "unit" | "desk" | "nation";

/** Whose the thing is that an operation's request names, and how strangers who hold the role are denied. */
export type Whose =
  | { readonly of: "nobody" }
  | {
      readonly of: "family" | "institution" | Place | "bank";
      readonly denied: 403 | 404;
      /** The duties that the thing itself asks for, where its operation serves several kinds of things. */
      readonly duties?: readonly string[];
    };

const nobodys: Whose = { of: "nobody" };
export const familys: Whose = { of: "family", denied: 404 };
const institutions: Whose = { of: "institution", denied: 404 };
/** That an institution exists is public knowledge. */
export const areas = { of: "area", denied: 403 } as const satisfies Whose;

/** That a complaint exists is known to its sides and their authorities only. */
export const hiddenAreas = { of: "area", denied: 404 } as const satisfies Whose;

export const offices: Whose = { of: "office", denied: 404 };

/** Those who look after money, or after those who do. */
export const LOOK_AFTER_MONEY = ["funds", "audit"];

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
  quoteClassChange: familys,
  changeClass: familys,
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
  reportPayInReversal: { of: "bank", denied: 404 },
  pushBalance: { of: "bank", denied: 404 },
  getFundsOverview: nobodys,
  getInstitutionFunds: areas,
  listFundsBreaks: nobodys,
  bindDepositAccount: areas,
  pushDepositBalance: { of: "bank", denied: 404 },
  getDepositStatus: areas,
  listDepositShortfalls: nobodys,
  listBalances: areas,
  listTasks: nobodys,
  resolveTask: areas,
  listJournal: hiddenAreas,
  appointMember: areas,
  registerGuardian: nobodys,
  // The county acts on a yellow alert; those above it may look, and take it up.
  acknowledgeAlert: { of: "county", denied: 404 },
  assignAlert: { of: "county", denied: 404 },
  concludeAlert: { of: "county", denied: 404 },
  escalateAlert: hiddenAreas,
  listAlerts: nobodys,
  listWarnedInstitutions: nobodys,
  getAlert: hiddenAreas,
  listIndicators: nobodys,
  explainEvaluation: areas,
  listDoubleAttendances: areas,
  putIndicatorParameters: { of: "office", denied: 403 },
  shadowIndicator: { of: "office", denied: 403 },
  backtestIndicator: { of: "office", denied: 403 },
  proposeIndicatorParameters: { of: "office", denied: 403 },
  withdrawIndicatorVersion: { of: "office", denied: 403 },
  endIndicatorVersion: { of: "office", denied: 403 },
  listIndicatorVersions: { of: "office", denied: 403 },
  listIndicatorTrials: { of: "office", denied: 403 },
  getIndicatorTrial: { of: "office", denied: 403 },
  listUnitNotices: { of: "unit", denied: 403 },
  markUnitNoticeRead: { of: "desk", denied: 404 },
  listDivisions: nobodys,
  getCalendarDay: nobodys,
  getEffectiveRules: nobodys,
  putRulePack: { of: "office", denied: 403 },
  putCalendar: { of: "nation", denied: 403 },
  bindCustodyAccount: areas,
  freezeInstitution: areas,
  liftFreeze: areas,
  stopRelease: areas,
  stopSale: areas,
  talkToInstitution: areas,
  orderRectification: areas,
  orderInspection: areas,
  submitRectification: institutions,
  returnRectification: hiddenAreas,
  recordInspection: hiddenAreas,
  // The measure of the world is no stop: those who look after risks end it.
  liftMeasure: { ...hiddenAreas, duties: ["risk"] },
  listMeasures: nobodys,
  listLegalBases: nobodys,
  getMeasure: hiddenAreas,
  listInstitutionMeasures: institutions,
  getInstitutionMeasure: institutions,
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
  // A subscription is its office's own matter; those above it have theirs.
  subscribeAlerts: nobodys,
  endSubscription: offices,
  rotateSubscriptionSecret: offices,
  testSubscription: offices,
  listSubscriptions: nobodys,
  listDeliveries: offices,
  replayDelivery: offices,
  getOpenApi: nobodys,
  getDocs: nobodys,
  getHealth: nobodys,
};
