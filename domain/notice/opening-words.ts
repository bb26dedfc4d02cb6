import type { TemplateWords } from "./template-words.ts";
import type { NoticeLanguage, NoticeTemplate } from "./templates.ts";

type OpeningTemplate = Extract<NoticeTemplate, `opening-${string}`>;

/** The texts of what is told of sales from before an institution joined. */
export const openingWords: Readonly<
  Record<OpeningTemplate, Readonly<Record<NoticeLanguage, TemplateWords>>>
> = {
  "opening-deposited": {
    "zh-CN": {
      title: "未上课的培训费已转入托管账户",
      text: "机构入驻前收取、尚未上课的 {lessonCount} 课时费用 {amountFen} 已转入托管账户（订单 {enrolmentId}），此后按课时确认后方可拨付机构。如课时或金额不符，请向主管部门反映。",
    },
    en: {
      title: "The fee of your untaught lessons lies in custody",
      text: "What you paid before the institution joined for {lessonCount} lessons still to come, {amountFen}, is now in the custody account (order {enrolmentId}). The institution is paid lesson by lesson, as each is confirmed. If lessons or amount are wrong, tell the authority.",
    },
  },
  "opening-deposit-posted": {
    "zh-CN": {
      title: "余额清单已全部入账",
      text: "贵机构转入托管账户的 {amountFen} 已分别计入清单 {jobId} 中的 {lineCount} 份合同。",
    },
    en: {
      title: "The deposit of your list is shared out",
      text: "The {amountFen} that you paid into the custody account are credited to the {lineCount} contracts of list {jobId}.",
    },
  },
  "opening-claimed": {
    "zh-CN": {
      title: "您孩子入驻前购买的课程已归入您的账户",
      text: "机构入驻前向您收取、尚未上课的 {lessonCount} 课时费用 {amountFen} 已登记为报名 {enrolmentId}，归入您的账户；是否已转入托管账户见报名详情。此后每课时须经您确认方可拨付。如课时或金额不符，请向主管部门反映。",
    },
    en: {
      title: "Lessons bought earlier for your child are yours here",
      text: "What the institution took before it joined for {lessonCount} lessons still to come, {amountFen}, stands as enrolment {enrolmentId} in your account, which shows whether it lies in custody. From now on each lesson is paid out only when you confirm it. If lessons or amount are wrong, tell the authority.",
    },
  },
  "opening-deposit-lapsed": {
    "zh-CN": {
      title: "余额清单已逾期失效",
      text: "清单 {jobId} 的 {amountFen} 未在期限内转入托管账户，其中 {lineCount} 份合同的登记已失效，名额已释放。已收费用仍须全部转入托管账户，请立即重新提交清单并按新编号缴纳。",
    },
    en: {
      title: "Your list of earlier sales has lapsed",
      text: "The {amountFen} of list {jobId} were not paid into the custody account in time: its {lineCount} contracts are no longer entered and their seats are free. All fees taken still belong into custody; hand the list in anew at once and pay under its new number.",
    },
  },
};
