import { type FindingText, rowFindings } from "../shared/list-row.ts";
import { rosterFindings } from "./roster-findings.ts";

/**
 * What can be wrong in a list of sales of before. Pupils are found by their document, which no text repeats;
 * numbers and amounts may be named.
 */
export const openingFindings = {
  ...rowFindings,
  "hidden-character": rosterFindings["hidden-character"],
  "id-kind-unknown": rosterFindings["id-kind-unknown"],
  "id-malformed": rosterFindings["id-malformed"],
  "id-birth-date": rosterFindings["id-birth-date"],
  "id-check": rosterFindings["id-check"],
  "opening-duplicate": {
    severity: "error",
    zh: "该学生在同一班级的余额已在第 {firstLine} 行申报；每名学生每班只报一行，请删除或更正其中一行。",
    en: "Line {firstLine} states a balance of this pupil in the same class already: one row per pupil and class, delete or correct one of them.",
  },
  "class-unknown": {
    severity: "error",
    zh: "班级编号对应不到本机构的班级；请填写开班时平台给出的编号（cls_ 开头）。",
    en: "The number is of no class of this institution: enter the one that the platform gave when the class was opened (cls_…).",
  },
  "class-begun": {
    severity: "error",
    zh: "该班已于 {startsAt} 开课；请为剩余课时另开一个尚未开课的班级后再导入。",
    en: "The class began at {startsAt}: open one for the lessons that are left, which has not begun, and hand the row in with it.",
  },
  "class-too-short": {
    severity: "error",
    zh: "剩余 {left} 课时，该班只排课 {sessionCount} 次；请核对课时，或换用排足课时的班级。",
    en: "{left} lessons are left and the class has {sessionCount} sessions: check the lessons, or name a class that is long enough.",
  },
  "class-full": {
    severity: "error",
    zh: "该班 {capacity} 个名额已满；请换用有名额的班级后重新提交本行。",
    en: "All {capacity} seats of the class are taken: name a class with a free seat and submit the row again.",
  },
  "count-malformed": {
    severity: "error",
    zh: "“{column}”不是 0 至 1000 的整数，请更正。",
    en: "“{column}” is not a whole number from 0 to 1000: correct it.",
  },
  "nothing-left": {
    severity: "error",
    zh: "购买 {lessonsBought} 课时，已上 {lessonsTaught} 课时，没有未上课时；只申报尚有未上课时的合同。",
    en: "{lessonsTaught} of {lessonsBought} lessons are taught, none is left: state only contracts with lessons still to come.",
  },
  "amount-malformed": {
    severity: "error",
    zh: "“{column}”不是金额；请以元填写，最多两位小数，如 4800 或 4800.50。",
    en: "“{column}” is not an amount: enter yuan with at most two decimals, like 4800 or 4800.50.",
  },
  "amount-too-low": {
    severity: "error",
    zh: "实缴 {paidFen} 分不足以分摊到 {lessonsBought} 课时（每课时至少 1 分）；请核对金额，单位为元。",
    en: "{paidFen} fen cannot be spread over {lessonsBought} lessons of at least 1 fen each: check the amount, which is in yuan.",
  },
  "date-format": {
    severity: "error",
    zh: "缴费日期不是日期，请写成 2025-12-20 这样的形式。",
    en: "The day of payment is not a date: write it like 2025-12-20.",
  },
  "date-impossible": {
    severity: "error",
    zh: "缴费日期不是真实存在的日期，请核对凭证。",
    en: "The day of payment does not exist in the calendar: check the receipt.",
  },
  "date-future": {
    severity: "error",
    zh: "缴费日期晚于今天（{today}），请核对凭证。",
    en: "The day of payment lies after today ({today}): check the receipt.",
  },
  "contract-no": {
    severity: "error",
    zh: "原合同编号须为 1 至 30 位字母、数字或 . _ / -，请只填写编号本身。",
    en: "The contract number has 1 to 30 letters, digits or . _ / -: enter the number alone.",
  },
  "pupil-not-listed": {
    severity: "error",
    zh: "该班花名册中没有持此证件的学生；请先导入该班花名册（importRoster），再重新提交本行。",
    en: "No pupil with this document is on the list of the class: import its list first (importRoster), then submit the row again.",
  },
  "guardian-not-linked": {
    severity: "warning",
    zh: "尚无监护人账户添加该学生；本行照常登记，费用仍须转入托管账户。请家长在家长端注册并添加孩子，此前课时无人确认，费用不能拨付。",
    en: "No guardian's account has added this pupil: the row is taken over, and its fee goes into custody all the same. Let the family register and add the child; until then nobody can confirm a lesson, and nothing is paid out.",
  },
  "already-taken-over": {
    severity: "error",
    zh: "该学生在此班的余额已由另一份清单登记，不重复登记；如有差错，未转入的清单可撤回（withdrawOpenings）后重新提交，已转入的请联系主管部门。",
    en: "Another list has stated this pupil's balance in this class already; it is not stated twice. If it is wrong, withdraw that list while it is not paid (withdrawOpenings) and hand the row in again; once it is paid, turn to the authority.",
  },
  "over-lessons": {
    severity: "warning",
    zh: "购买 {lessonsBought} 课时，超过一次收费 {maxLessonCount} 课时的上限；照常登记并标注。",
    en: "{lessonsBought} lessons were sold at once, the limit is {maxLessonCount}: taken over, and flagged.",
  },
  "over-amount": {
    severity: "warning",
    zh: "实缴 {paidFen} 分，超过一次收费 {maxAmountFen} 分的上限；照常登记并标注。",
    en: "{paidFen} fen were taken at once, the limit is {maxAmountFen}: taken over, and flagged.",
  },
  "over-months": {
    severity: "warning",
    zh: "自 {paidOn} 缴费至 {lastDay} 结课，超过一次收费 {maxMonths} 个月的上限；照常登记并标注。",
    en: "Paid on {paidOn} for lessons until {lastDay}, the limit is {maxMonths} months: taken over, and flagged.",
  },
} as const satisfies Record<string, FindingText>;

export type OpeningFinding = keyof typeof openingFindings;
