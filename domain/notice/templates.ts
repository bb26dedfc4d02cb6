import { watchTemplates } from "./watch-templates.ts";

/** What a notice is about; people choose channels by it. */
export const NOTICE_TOPICS = [
  "lessons",
  "payments",
  "orders",
  "disputes",
  "complaints",
  "refunds",
  "measures",
  "alerts",
] as const;
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];

interface Template {
  readonly topic: NoticeTopic;
  /** What it is about, which its words name. */
  readonly about: readonly ("enrolmentId" | "lessonNumber")[];
  /** What its words say beside that. Names of persons never are facts: they would leave the vault. */
  readonly facts: readonly string[];
}

/** All notices. Their words lie in `template-words.ts`: who records a notice carries none. */
export const noticeTemplates = {
  "confirmation-requested": {
    topic: "lessons",
    about: ["enrolmentId", "lessonNumber"],
    facts: ["amountFen", "dueOn"],
  },
  "confirmation-reminder": {
    topic: "lessons",
    about: ["enrolmentId", "lessonNumber"],
    facts: ["amountFen", "dueOn"],
  },
  "lesson-deemed": {
    topic: "lessons",
    about: ["enrolmentId", "lessonNumber"],
    facts: ["amountFen"],
  },
  "order-lapsed": { topic: "orders", about: ["enrolmentId"], facts: [] },
  "class-changed": {
    topic: "orders",
    about: ["enrolmentId"],
    facts: ["toEnrolmentId", "amountFen", "lessonCount"],
  },
  "payment-received": { topic: "payments", about: ["enrolmentId"], facts: ["amountFen", "paidAt"] },
  "opening-deposited": {
    topic: "payments",
    about: ["enrolmentId"],
    facts: ["amountFen", "lessonCount"],
  },
  "opening-claimed": {
    topic: "orders",
    about: ["enrolmentId"],
    facts: ["amountFen", "lessonCount"],
  },
  "opening-deposit-posted": {
    topic: "payments",
    about: [],
    facts: ["jobId", "amountFen", "lineCount"],
  },
  "opening-deposit-lapsed": {
    topic: "payments",
    about: [],
    facts: ["jobId", "amountFen", "lineCount"],
  },
  "payment-suspended": { topic: "payments", about: ["enrolmentId"], facts: ["amountFen"] },
  "payment-returned": { topic: "payments", about: ["enrolmentId"], facts: ["amountFen"] },
  "payment-reversed": {
    topic: "payments",
    about: ["enrolmentId"],
    facts: ["amountFen", "shortFen"],
  },
  "release-executed": {
    topic: "payments",
    about: ["enrolmentId", "lessonNumber"],
    facts: ["amountFen"],
  },
  "release-returned": {
    topic: "payments",
    about: ["enrolmentId", "lessonNumber"],
    facts: ["amountFen"],
  },
  "lesson-disputed": {
    topic: "disputes",
    about: ["enrolmentId", "lessonNumber"],
    facts: ["amountFen"],
  },
  "dispute-withdrawn": {
    topic: "disputes",
    about: ["enrolmentId", "lessonNumber"],
    facts: ["amountFen"],
  },
  "dispute-resolved": {
    topic: "disputes",
    about: ["enrolmentId", "lessonNumber"],
    facts: ["amountFen"],
  },
  "lesson-cancelled": { topic: "lessons", about: ["enrolmentId", "lessonNumber"], facts: [] },
  "lesson-rescheduled": {
    topic: "lessons",
    about: ["enrolmentId", "lessonNumber"],
    facts: ["startsAt"],
  },
  "make-up-planned": {
    topic: "lessons",
    about: ["enrolmentId", "lessonNumber"],
    facts: ["startsAt"],
  },
  "leave-requested": {
    topic: "lessons",
    about: ["enrolmentId", "lessonNumber"],
    facts: ["startsAt"],
  },
  "absence-counted": { topic: "lessons", about: ["enrolmentId", "lessonNumber"], facts: [] },
  "absence-not-counted": { topic: "lessons", about: ["enrolmentId", "lessonNumber"], facts: [] },
  "named-teacher-changed": { topic: "lessons", about: ["enrolmentId"], facts: [] },
  "named-teacher-substituted": {
    topic: "lessons",
    about: ["enrolmentId", "lessonNumber"],
    facts: [],
  },
  "complaint-filed": { topic: "complaints", about: [], facts: ["complaintId", "dueOn"] },
  "complaint-answered": { topic: "complaints", about: [], facts: ["complaintId", "dueOn"] },
  "complaint-decided": { topic: "complaints", about: [], facts: ["complaintId", "dueOn"] },
  "complaint-moved-up": { topic: "complaints", about: [], facts: ["complaintId", "dueOn"] },
  "complaint-reminder": { topic: "complaints", about: [], facts: ["complaintId", "dueOn"] },
  "complaint-reopened": { topic: "complaints", about: [], facts: ["complaintId", "dueOn"] },
  "complaint-overdue": { topic: "complaints", about: [], facts: ["complaintId"] },
  "complaint-concluded": { topic: "complaints", about: [], facts: ["complaintId"] },
  "complaint-withdrawn": { topic: "complaints", about: [], facts: ["complaintId"] },
  "class-cancelled": { topic: "orders", about: ["enrolmentId"], facts: ["refundId"] },
  "mass-refund-share": {
    topic: "payments",
    about: ["enrolmentId"],
    facts: ["refundId", "amountFen", "shortFen"],
  },
  "institution-frozen": {
    topic: "payments",
    about: [],
    facts: ["proposalId", "basis", "lapsesAt"],
  },
  "freeze-lifted": { topic: "payments", about: [], facts: ["proposalId"] },
  "order-frozen": { topic: "payments", about: ["enrolmentId"], facts: [] },
  "order-freeze-lifted": { topic: "payments", about: ["enrolmentId"], facts: [] },
  "alert-to-act": {
    topic: "alerts",
    about: [],
    facts: ["alertId", "institutionId", "indicatorId", "level", "acknowledgeAt", "concludeAt"],
  },
  "alert-told": {
    topic: "alerts",
    about: [],
    facts: ["alertId", "institutionId", "indicatorId", "level"],
  },
  "alert-overdue": {
    topic: "alerts",
    about: [],
    facts: ["alertId", "institutionId", "indicatorId", "level"],
  },
  "alert-cleared": {
    topic: "alerts",
    about: [],
    facts: ["alertId", "institutionId", "indicatorId"],
  },
  "talk-ordered": { topic: "measures", about: [], facts: ["measureId", "talkAt"] },
  "releases-stopped": { topic: "measures", about: [], facts: ["measureId", "lapsesAt"] },
  "sales-stopped": { topic: "measures", about: [], facts: ["measureId", "lapsesAt"] },
  "rectification-ordered": { topic: "measures", about: [], facts: ["measureId", "dueOn"] },
  "rectification-returned": { topic: "measures", about: [], facts: ["measureId", "dueOn"] },
  "rectification-reminder": { topic: "measures", about: [], facts: ["measureId", "dueOn"] },
  "rectification-recounted": { topic: "measures", about: [], facts: ["measureId", "dueOn"] },
  "rectification-overdue": { topic: "measures", about: [], facts: ["measureId", "dueOn"] },
  "rectification-submitted": { topic: "measures", about: [], facts: ["measureId"] },
  "inspection-recorded": { topic: "measures", about: [], facts: ["measureId"] },
  "stop-confirmed": { topic: "measures", about: [], facts: ["measureId"] },
  "measure-fulfilled": { topic: "measures", about: [], facts: ["measureId"] },
  "measure-lifted": { topic: "measures", about: [], facts: ["measureId"] },
  "refund-requested": {
    topic: "refunds",
    about: ["enrolmentId"],
    facts: ["refundId", "amountFen", "dueOn"],
  },
  "refund-reminder": {
    topic: "refunds",
    about: ["enrolmentId"],
    facts: ["refundId", "amountFen", "dueOn"],
  },
  "refund-owed": {
    topic: "refunds",
    about: ["enrolmentId"],
    facts: ["refundId", "amountFen", "dueOn"],
  },
  "refund-stands": { topic: "refunds", about: ["enrolmentId"], facts: ["refundId", "amountFen"] },
  "refund-rejected": { topic: "refunds", about: ["enrolmentId"], facts: ["refundId", "amountFen"] },
  "refund-dismissed": {
    topic: "refunds",
    about: ["enrolmentId"],
    facts: ["refundId", "amountFen"],
  },
  "refund-withdrawn": {
    topic: "refunds",
    about: ["enrolmentId"],
    facts: ["refundId", "amountFen"],
  },
  "refund-paid": { topic: "refunds", about: ["enrolmentId"], facts: ["refundId", "amountFen"] },
  "refund-delayed": { topic: "refunds", about: ["enrolmentId"], facts: ["refundId", "amountFen"] },
  "refund-overdue": { topic: "refunds", about: ["enrolmentId"], facts: ["refundId", "amountFen"] },
  ...watchTemplates,
} as const satisfies Readonly<Record<string, Template>>;

export type NoticeTemplate = keyof typeof noticeTemplates;
export type NoticeLanguage = "zh-CN" | "en";
