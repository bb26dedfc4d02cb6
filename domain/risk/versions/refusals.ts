import type { RefusalCatalogue, RefuseFrom } from "../../shared/refusal-text.ts";
import { refuse } from "../../shared/result.ts";

/** What is refused about new limits of indicators, and what people are told. */
export const indicatorRefusals = {
  "indicator.parameter-of-another": {
    zh: "参数 {parameter} 不是指标 {indicatorId} 单独使用的；本指标可设：{own}。多个指标共用的参数请通过规则包提出。",
    en: "The parameter {parameter} is not the indicator {indicatorId}'s alone; it has: {own}. What several indicators share is proposed with the rule pack.",
  },
  "indicator.value-twice": {
    zh: "参数 {parameter} 对同一规模（{size}）给出了多个取值，请只保留一个。",
    en: "The parameter {parameter} has several values for one size ({size}): give one.",
  },
  "indicator.value-missing": {
    zh: "全国版本须为参数 {parameter} 给出适用于 {size} 规模机构的取值：其上没有可沿用的规则。",
    en: "The nation's version needs a value of {parameter} for {size} institutions: there is no rule above it to fall back on.",
  },
  "indicator.later-pack-adopted": {
    zh: "本单位自 {adoptedFrom} 起施行的规则包已获批准，{effectiveFrom} 起的新参数届时会失效；请选择不早于 {adoptedFrom} 的生效日。",
    en: "A rule pack of this unit is adopted that takes effect on {adoptedFrom}: limits from {effectiveFrom} would end there. Choose a day no earlier than {adoptedFrom}.",
  },
  "indicator.version-not-draft": {
    zh: "版本 {versionId} 当前状态为 {state}，只有草稿可以开始影子运行。",
    en: "The version {versionId} is {state}; only a draft can begin to run in shadow.",
  },
  "indicator.version-decided": {
    zh: "版本 {versionId} 当前状态为 {state}，不能再试算或提交审批；请另建新版本。",
    en: "The version {versionId} is {state}: it can be neither tried nor proposed any more. Make a new version.",
  },
  "indicator.version-live": {
    zh: "版本 {versionId} 当前状态为 {state}，已不能撤回；已生效的版本须由两名经办人员停用。",
    en: "The version {versionId} is {state} and cannot be withdrawn any more. A live one is ended by two officers.",
  },
  "indicator.version-not-live": {
    zh: "版本 {versionId} 当前状态为 {state}，只有已生效的版本可以停用；尚未审批的版本请直接撤回。",
    en: "The version {versionId} is {state}; only a live one can be ended. One that is not decided yet is withdrawn.",
  },
  "indicator.version-replaced": {
    zh: "自 {effectiveFrom} 起本单位指标 {indicatorId} 的取值已不是版本 {versionId} 的，停用它不改变任何取值；请停用替代它的版本，或另建新版本。",
    en: "From {effectiveFrom} on the unit's values of {indicatorId} are not those of version {versionId} any more: to end it would change nothing. End what has replaced it, or make a new version.",
  },
  "indicator.trial-running": {
    zh: "版本 {versionId} 的回测 {trialId} 尚未结束，请等待其完成；连续 {hours} 小时没有进展的回测会自动中止。",
    en: "The backtest {trialId} of version {versionId} is not over yet: wait for its end. One that stands still for {hours} hours is broken off.",
  },
  "indicator.span-not-over": {
    zh: "回测区间 {from} 至 {to} 须先后有序，且止于 {today} 之前。",
    en: "The days from {from} to {to} have to be in this order, and over before {today}.",
  },
  "indicator.span-too-long": {
    zh: "回测区间 {from} 至 {to} 共 {days} 天，最多 {most} 天。",
    en: "From {from} to {to} are {days} days; a backtest has at most {most}.",
  },
  "indicator.not-tried": {
    zh: "版本 {versionId} 已试算 {days} 天，提交审批前须至少 {least} 天（影子运行或回测，参数 risk.trial-least-days）。",
    en: "The version {versionId} was tried on {days} days; before it may be proposed it needs {least}, in shadow or by a backtest (parameter risk.trial-least-days).",
  },
} as const satisfies RefusalCatalogue;

export type IndicatorRefusal = keyof typeof indicatorRefusals;

export const refuseIndicator: RefuseFrom<typeof indicatorRefusals> = (code, facts) =>
  refuse(code, facts);
