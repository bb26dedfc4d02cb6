import type { TemplateWords } from "./template-words.ts";
import type { NoticeLanguage, NoticeTemplate } from "./templates.ts";

type AlertTemplate = Extract<
  NoticeTemplate,
  "alert-to-act" | "alert-told" | "alert-overdue" | "alert-cleared"
>;

/** The texts of what authorities are told about early warnings. */
export const alertWords: Readonly<
  Record<AlertTemplate, Readonly<Record<NoticeLanguage, TemplateWords>>>
> = {
  "alert-to-act": {
    "zh-CN": {
      title: "{level}预警：{indicatorId}",
      text: "机构 {institutionId} 触发{level}预警“{indicatorId}”（编号 {alertId}），由贵单位处置：请于 {acknowledgeAt} 前签收，{concludeAt} 前办结；逾期将自动上报。",
    },
    en: {
      title: "A {level} alert: {indicatorId}",
      text: "Institution {institutionId} has a {level} alert, {indicatorId} ({alertId}), on which your authority acts: acknowledge it before {acknowledgeAt} and conclude it before {concludeAt}, or it goes up by itself.",
    },
  },
  "alert-told": {
    "zh-CN": {
      title: "知会：{level}预警“{indicatorId}”",
      text: "机构 {institutionId} 触发{level}预警“{indicatorId}”（编号 {alertId}），由其他主管部门处置，特此知会。",
    },
    en: {
      title: "For your information: a {level} alert, {indicatorId}",
      text: "Institution {institutionId} has a {level} alert, {indicatorId} ({alertId}). Another authority acts on it; this is for your information.",
    },
  },
  "alert-overdue": {
    "zh-CN": {
      title: "{level}预警逾期未处置",
      text: "机构 {institutionId} 的{level}预警“{indicatorId}”（编号 {alertId}）已逾期未处置，请立即办理。",
    },
    en: {
      title: "A {level} alert is overdue",
      text: "The {level} alert {indicatorId} ({alertId}) of institution {institutionId} was not dealt with in time. Act on it at once.",
    },
  },
  "alert-cleared": {
    "zh-CN": {
      title: "预警已解除：{indicatorId}",
      text: "机构 {institutionId} 的预警“{indicatorId}”（编号 {alertId}）已随指标恢复而解除。",
    },
    en: {
      title: "An alert has ended: {indicatorId}",
      text: "The alert {indicatorId} ({alertId}) of institution {institutionId} has ended: its facts are gone.",
    },
  },
};
