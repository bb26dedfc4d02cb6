import { refuse, type RefusalFacts } from "../shared/result.ts";

/** Why a rule pack or a year of the calendar is refused, in words for the person who asked. */
export const referenceRefusals = {
  "rule.looser-than-above": {
    zh: "下列参数比上级规则宽松，不予受理；地方只能从严：{looser}。请逐项更正。",
    en: "These parameters are looser than the rules above; a place may only tighten them: {looser}. Correct each.",
    rule: "规则逐级从严：国家、省、市、区县",
  },
  "rule.effective-too-early": {
    zh: "规则包须在审批之后的日期生效：{effectiveFrom} 不晚于今天（{today}），请改为以后的日期重新提出。",
    en: "A rule pack takes effect on a day after it is decided: {effectiveFrom} is not after today ({today}); propose it for a later day.",
  },
  "rule.dates-reversed": {
    zh: "参数 {id} 的终止日 {validTo} 早于起始日 {validFrom}，请更正。",
    en: "The parameter {id} ends on {validTo}, before it begins on {validFrom}; correct the dates.",
  },
  "calendar.year-not-open": {
    zh: "日历年份 {year} 不能维护：只接受 {earliest} 至 {latest} 年。",
    en: "The calendar of {year} cannot be set: only the years {earliest} to {latest} can.",
  },
  "calendar.day-of-another-year": {
    zh: "{date} 不在 {year} 年内，请更正。",
    en: "The day {date} is not in the year {year}; correct it.",
  },
  "calendar.day-named-twice": {
    zh: "{date} 出现了两次，请只保留一次。",
    en: "The day {date} is named twice; name it once.",
  },
  "calendar.workday-made-up": {
    zh: "{date} 本来就是星期一至星期五，不能列为调休上班日，请更正。",
    en: "The day {date} is a weekday already and cannot be a made-up working day; correct it.",
  },
} as const;

export type ReferenceRefusal = keyof typeof referenceRefusals;

export const refuseReference = <C extends ReferenceRefusal>(code: C, facts: RefusalFacts) =>
  refuse(code, facts);
