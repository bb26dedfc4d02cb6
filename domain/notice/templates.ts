/** What a notice is about; people choose channels by it. */
export const NOTICE_TOPICS = ["lessons", "payments", "orders", "disputes"] as const;
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
  "payment-received": { topic: "payments", about: ["enrolmentId"], facts: ["amountFen", "paidAt"] },
  "payment-suspended": { topic: "payments", about: ["enrolmentId"], facts: ["amountFen"] },
  "payment-returned": { topic: "payments", about: ["enrolmentId"], facts: ["amountFen"] },
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
} as const satisfies Readonly<Record<string, Template>>;

export type NoticeTemplate = keyof typeof noticeTemplates;
export type NoticeLanguage = "zh-CN" | "en";
