import { localDate } from "../shared/time.ts";
import { complaintRules } from "./complaint-rule-pack.ts";
import { platformDefault } from "./platform-default.ts";
import { refundRules } from "./refund-rule-pack.ts";
import { riskRules } from "./risk-rule-pack.ts";
import { RulePack, type RuleParameter } from "./rule-packs.ts";
import { supervisionRules } from "./supervision-rule-pack.ts";

/** The version that orders and contracts store; it changes with any value below. */
export const PACK_VERSION = "nation-2026.2";

const NON_SUBJECT = ["sports", "culture-art", "science-tech", "other"] as const;

const nonSubjectOpinion = {
  article: "十三部门关于规范面向中小学生的非学科类校外培训的意见",
  date: "2022-12-29",
};
const burdenReduction = { article: "中办发〔2021〕40号（“双减”意见）", date: "2021-07-24" };
const sleepNotice = {
  article: "教育部办公厅关于进一步加强中小学生睡眠管理工作的通知",
  date: "2021-04-02",
};
const platformNotices = {
  article: "全国校外教育培训监管与服务综合平台家长端使用公告（各地）",
  date: "2023",
};

/** A rule applies from its document on. */
const since = {
  opinion: localDate("2022-12-29"),
  platform: localDate("2023-07-01"),
  sleepNotice: localDate("2021-04-02"),
  burdenReduction: localDate("2021-07-24"),
};

const FIVE_THOUSAND_YUAN_FEN = 500_000;
const minuteOfDay = (hour: number, minute: number): number => hour * 60 + minute;

const chargeLimits: RuleParameter[] = [
  {
    id: "charge.most-months",
    value: 3,
    scope: "nation",
    validFrom: since.opinion,
    source: nonSubjectOpinion,
    status: "sourced",
  },
  {
    id: "charge.most-lessons",
    value: 60,
    scope: "nation",
    validFrom: since.opinion,
    source: nonSubjectOpinion,
    status: "sourced",
  },
  // National law has the amount for non-subject training only; many places apply it to all, and so does the platform.
  ...NON_SUBJECT.map((category): RuleParameter => ({
    id: "charge.most-fen",
    value: FIVE_THOUSAND_YUAN_FEN,
    scope: "nation",
    category,
    validFrom: since.opinion,
    source: nonSubjectOpinion,
    status: "sourced",
  })),
  { id: "charge.most-fen", value: FIVE_THOUSAND_YUAN_FEN, ...platformDefault },
  { id: "charge.summing-window-hours", value: 24, ...platformDefault },
  { id: "charge.across-terms-forbidden", value: 0, ...platformDefault },
];

const silenceAndHolds: RuleParameter[] = [
  {
    id: "confirmation.silence-working-days",
    value: 15,
    scope: "nation",
    validFrom: since.platform,
    source: platformNotices,
    status: "sourced",
  },
  // Before the bank is instructed nothing has happened that could not be taken back.
  { id: "confirmation.undo-minutes", value: 30, ...platformDefault },
  {
    id: "refund.silence-working-days",
    value: 5,
    scope: "nation",
    validFrom: since.platform,
    source: platformNotices,
    status: "sourced",
  },
  { id: "payout-account.hold-working-days", value: 3, ...platformDefault },
  {
    id: "freeze.confirm-hours",
    value: 24,
    scope: "nation",
    validFrom: platformDefault.validFrom,
    source: { article: "行政强制法 第十九条", date: "2012-01-01" },
    status: "unverified",
  },
  { id: "measure.rectify-working-days", value: 10, ...platformDefault },
];

/** The platform's own choices: an order holds its seat for a day without money, a list of earlier sales for ten. */
const orderTimes: RuleParameter[] = [
  { id: "order.payment-hours", value: 24, ...platformDefault },
  { id: "opening.deposit-working-days", value: 10, ...platformDefault },
];

const lessonTimes: RuleParameter[] = [
  {
    id: "lesson.latest-end",
    value: minuteOfDay(20, 30),
    scope: "nation",
    mode: "offline",
    validFrom: since.sleepNotice,
    source: sleepNotice,
    status: "sourced",
  },
  {
    id: "lesson.latest-end",
    value: minuteOfDay(21, 0),
    scope: "nation",
    mode: "online",
    validFrom: since.sleepNotice,
    source: sleepNotice,
    status: "sourced",
  },
  {
    id: "lesson.most-minutes",
    value: 30,
    scope: "nation",
    mode: "online",
    validFrom: since.burdenReduction,
    source: burdenReduction,
    status: "sourced",
  },
  {
    id: "lesson.least-gap-minutes",
    value: 10,
    scope: "nation",
    mode: "online",
    validFrom: since.burdenReduction,
    source: burdenReduction,
    status: "sourced",
  },
  {
    id: "lesson.rest-days-forbidden",
    value: 1,
    scope: "nation",
    category: "subject",
    stage: "compulsory",
    validFrom: since.burdenReduction,
    source: burdenReduction,
    status: "sourced",
  },
  // The model form leaves the hours to the parties; a day lets the institution offer the seat to a guest.
  { id: "leave.notice-hours", value: 24, ...platformDefault },
];

/** What holds everywhere; provinces, cities and counties add packs of their own that tighten it. */
export const nationalRulePack: RulePack = RulePack.parse({
  version: PACK_VERSION,
  parameters: [
    ...chargeLimits,
    ...silenceAndHolds,
    ...orderTimes,
    ...lessonTimes,
    ...refundRules,
    ...complaintRules,
    ...riskRules,
    ...supervisionRules,
  ],
});
