import type { RefusalCatalogue } from "../shared/refusal-text.ts";

/** What is refused about indicators, and what people are told. */
export const riskRefusals = {
  "risk.day-not-come": {
    zh: "日期 {date} 尚未到来（今天是 {today}），不能评估；请改为今天或以前的日期。",
    en: "The day {date} has not come yet, today is {today}: ask for today or a day before it.",
  },
  "risk.day-before-rules": {
    zh: "日期 {date} 早于预警规则的生效日期（{id} 尚无取值），不能评估；请改为以后的日期，各日规则见“规则查询”。",
    en: "The day {date} lies before the rules of warnings, {id} has no value on it: ask for a later day. getEffectiveRules shows the rules of a day.",
  },
} as const satisfies RefusalCatalogue;
