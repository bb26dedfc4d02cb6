import type { RefusalCatalogue, RefuseFrom } from "../shared/refusal-text.ts";
import { refuse } from "../shared/result.ts";

/** What is refused about alerts, and what people are told. */
export const alertRefusals = {
  "alert.already-acknowledged": {
    zh: "预警 {alertId} 已签收，无需再次签收。",
    en: "The alert {alertId} is acknowledged already.",
  },
  "alert.not-acknowledged": {
    zh: "预警 {alertId} 尚未签收，请先签收，再指派或办结。",
    en: "The alert {alertId} is not acknowledged yet: acknowledge it before assigning or concluding it.",
  },
  "alert.concluded": {
    zh: "预警 {alertId} 已办结，不能再处置；指标恢复后自动解除，风险升高时会再次预警。",
    en: "The alert {alertId} is concluded. It ends when its facts are gone, and is raised again if they become worse.",
  },
  "alert.cleared": {
    zh: "预警 {alertId} 已随指标恢复而解除，不能再处置。",
    en: "The alert {alertId} ended when its facts were gone; nothing more can be done with it.",
  },
  "alert.assigned-already": {
    zh: "预警 {alertId} 已指派给该经办人员，无需再次指派。",
    en: "The alert {alertId} is assigned to this officer already.",
  },
  "alert.measure-missing": {
    zh: "结论为属实（{finding}）的，须写明至少一项处置措施。",
    en: "A finding of {finding} names at least one measure that is taken.",
    rule: "县级评估、处置、留痕（浙江2020-12预收费风险预警做法）",
  },
  "alert.measure-unfounded": {
    zh: "结论“{finding}”不能附带处置措施，请更正其一。",
    en: "The finding {finding} goes with no measure. Correct one of them.",
  },
  "alert.measure-not-taken": {
    zh: "尚未对该机构采取所列处置措施：{measuresZh}；请先下达（刚下达的请稍候重试），或从结论中删去。",
    en: "The institution is under no such measure: {measures}. Order it first, wait a moment if you just have, or leave it out of the conclusion.",
    rule: "县级评估、处置、留痕（浙江2020-12预收费风险预警做法）",
  },
  "alert.not-late": {
    zh: "预警 {alertId} 的签收、办结期限未到，或其日期尚待放假安排公布，不能以逾期为由上报。",
    en: "No time of the alert {alertId} has ended, or its day awaits the official calendar: it does not go up as overdue.",
  },
  "alert.nothing-above": {
    zh: "预警 {alertId} 已标为逾期，且没有更高一级可上报。",
    en: "The alert {alertId} is marked as overdue already, and goes to no higher level for that.",
  },
  "alert.at-the-top": {
    zh: "预警 {alertId} 已由国家级处置，没有更高一级可上报。",
    en: "The alert {alertId} is with the nation: there is no higher authority.",
  },
  "alert.with-another-authority": {
    zh: "预警 {alertId} 目前由{tier}级主管部门处置，请由该部门办理。",
    en: "The alert {alertId} is with the authority of the {tier} now: its officers act on it.",
  },
  "alert.assignee-not-competent": {
    zh: "成员 {memberId} 不是处置该预警的单位中负责风险预警的人员，请另行指派。",
    en: "The member {memberId} has no duty for risk in an authority that acts on this alert: assign it to another.",
  },
} as const satisfies RefusalCatalogue;

export type AlertRefusal = keyof typeof alertRefusals;

export const refuseAlert: RefuseFrom<typeof alertRefusals> = refuse;
