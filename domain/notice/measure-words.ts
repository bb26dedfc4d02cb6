import type { TemplateWords } from "./template-words.ts";
import type { NoticeLanguage, NoticeTemplate } from "./templates.ts";

type MeasureTemplate = Extract<
  NoticeTemplate,
  | "talk-ordered"
  | "releases-stopped"
  | "sales-stopped"
  | `rectification-${string}`
  | "inspection-recorded"
  | "stop-confirmed"
  | "measure-fulfilled"
  | "measure-lifted"
>;

/** The texts of what institutions, and the authority, are told of measures. */
export const measureWords: Readonly<
  Record<MeasureTemplate, Readonly<Record<NoticeLanguage, TemplateWords>>>
> = {
  "talk-ordered": {
    "zh-CN": {
      title: "主管部门约谈通知",
      text: "主管部门定于 {talkAt} 约谈贵机构负责人（措施 {measureId}）。依据与事由请在“处置措施”中查看。",
    },
    en: {
      title: "The authority calls you to a talk",
      text: "The authority calls those who answer for your institution to a talk at {talkAt} (measure {measureId}). See there why, and by which article.",
    },
  },
  "releases-stopped": {
    "zh-CN": {
      title: "已暂停向贵机构拨付",
      text: "主管部门已暂停向贵机构拨付培训费（措施 {measureId}）；消课确认照常记录，已核销费用暂缓拨付，不会丢失。{lapsesAt} 前未经另一名经办人员确认的，自动解除。",
    },
    en: {
      title: "Releases to your institution are stopped",
      text: "The authority has stopped the releases to your institution (measure {measureId}). Confirmations are recorded as before; what is earned is held, not lost. Unless another officer confirms it before {lapsesAt}, the stop ends by itself.",
    },
  },
  "sales-stopped": {
    "zh-CN": {
      title: "已暂停贵机构收费",
      text: "主管部门已暂停贵机构接受报名和收费（措施 {measureId}）；已付费的课程照常进行。{lapsesAt} 前未经另一名经办人员确认的，自动解除。",
    },
    en: {
      title: "Sales of your institution are stopped",
      text: "The authority has stopped orders and payments of your institution (measure {measureId}). Courses that are paid for go on. Unless another officer confirms it before {lapsesAt}, the stop ends by itself.",
    },
  },
  "stop-confirmed": {
    "zh-CN": {
      title: "暂停措施已确认",
      text: "对贵机构的暂停措施 {measureId} 已由另一名经办人员确认，直至解除前持续有效。",
    },
    en: {
      title: "The stop is confirmed",
      text: "Another officer has confirmed the measure {measureId}: it stands until it is lifted.",
    },
  },
  "rectification-ordered": {
    "zh-CN": {
      title: "责令限期整改",
      text: "主管部门责令贵机构于 {dueOn} 前完成整改（措施 {measureId}），并在平台提交整改情况。依据与事由请在“处置措施”中查看。",
    },
    en: {
      title: "You are ordered to put things right",
      text: "The authority orders your institution to put things right by {dueOn} and to say here what was done (measure {measureId}). See there why, and by which article.",
    },
  },
  "rectification-submitted": {
    "zh-CN": {
      title: "机构已提交整改情况",
      text: "机构已就措施 {measureId} 提交整改情况，请验收或退回。",
    },
    en: {
      title: "An institution says what it has put right",
      text: "The institution has answered the measure {measureId}: accept it or send it back.",
    },
  },
  "rectification-returned": {
    "zh-CN": {
      title: "整改未通过",
      text: "主管部门认为整改尚不到位（措施 {measureId}），请于 {dueOn} 前补正并重新提交。",
    },
    en: {
      title: "That is not enough",
      text: "The authority does not accept what was put right (measure {measureId}). Complete it by {dueOn} and submit it again.",
    },
  },
  "rectification-reminder": {
    "zh-CN": {
      title: "整改期限将至",
      text: "措施 {measureId} 的整改期限为 {dueOn}，请在当日结束前提交整改情况。",
    },
    en: {
      title: "The time to put things right is running out",
      text: "The time of the measure {measureId} ends with {dueOn}: say here by then what was put right.",
    },
  },
  "rectification-recounted": {
    "zh-CN": {
      title: "整改期限已重新计算",
      text: "因工作日历更正，措施 {measureId} 的整改期限现为 {dueOn}。",
    },
    en: {
      title: "The time to put things right was counted anew",
      text: "The calendar of working days was corrected: the time of the measure {measureId} ends with {dueOn} now.",
    },
  },
  "rectification-overdue": {
    "zh-CN": {
      title: "整改已逾期",
      text: "措施 {measureId} 的整改期限 {dueOn} 已过，机构尚未提交整改情况。",
    },
    en: {
      title: "A rectification is overdue",
      text: "The time of the measure {measureId} ended on {dueOn}, and the institution has not said what it put right.",
    },
  },
  "inspection-recorded": {
    "zh-CN": {
      title: "现场检查已记录",
      text: "主管部门已对贵机构进行现场检查（措施 {measureId}），检查结果可在“处置措施”中查看。",
    },
    en: {
      title: "An inspection is on record",
      text: "The authority has inspected your institution (measure {measureId}); see there what was found.",
    },
  },
  "measure-fulfilled": {
    "zh-CN": {
      title: "处置措施已完成",
      text: "主管部门确认措施 {measureId} 已完成，无须再办理。",
    },
    en: {
      title: "A measure is done",
      text: "The authority accepts the measure {measureId} as done; nothing is left to do.",
    },
  },
  "measure-lifted": {
    "zh-CN": {
      title: "处置措施已解除",
      text: "措施 {measureId} 已解除。因其暂停的收费可以恢复；被暂缓的拨付自动恢复，无须重新申请。",
    },
    en: {
      title: "A measure is lifted",
      text: "The measure {measureId} no longer binds you. Sales that it stopped may go on, and releases that it held go on by themselves.",
    },
  },
};
