import type { TemplateWords } from "./template-words.ts";
import type { NoticeLanguage, NoticeTemplate } from "./templates.ts";

type ComplaintTemplate = Extract<NoticeTemplate, `complaint-${string}`>;

/** The texts of notices about complaints; they name nobody, for the institution reads some of them. */
export const complaintWords: Readonly<
  Record<ComplaintTemplate, Readonly<Record<NoticeLanguage, TemplateWords>>>
> = {
  "complaint-filed": {
    "zh-CN": {
      title: "收到一件投诉",
      text: "贵机构被投诉（{complaintId}）。请在 {dueOn}（含当日）前答复；逾期未答复的，投诉自动转交县级主管部门。",
    },
    en: {
      title: "A complaint about you",
      text: "There is a complaint about your institution ({complaintId}). Answer by the end of {dueOn}; without an answer by then it goes to the county by itself.",
    },
  },
  "complaint-answered": {
    "zh-CN": {
      title: "机构已答复您的投诉",
      text: "机构已答复您的投诉（{complaintId}）。请在 {dueOn}（含当日）前选择认可或不认可；逾期未表态的，按认可办结。",
    },
    en: {
      title: "Your complaint was answered",
      text: "The institution has answered your complaint ({complaintId}). Accept or reject by the end of {dueOn}; without a word by then it counts as accepted.",
    },
  },
  "complaint-decided": {
    "zh-CN": {
      title: "投诉有了处理结果",
      text: "主管部门已处理投诉（{complaintId}）。家长可在 {dueOn}（含当日）前认可或提请上一级处理；逾期未表态的，按认可办结。",
    },
    en: {
      title: "The authority has decided",
      text: "The authority has decided the complaint {complaintId}. The family may accept it or go to the next authority by the end of {dueOn}; without a word by then it counts as accepted.",
    },
  },
  "complaint-moved-up": {
    "zh-CN": {
      title: "投诉已转交主管部门",
      text: "投诉（{complaintId}）已转交主管部门，办理期限至 {dueOn}（含当日）；逾期未办理的，自动转交上一级。",
    },
    en: {
      title: "The complaint is with the authority",
      text: "The complaint {complaintId} has gone to the authority, which has until the end of {dueOn}; after that it goes a level up by itself.",
    },
  },
  "complaint-reminder": {
    "zh-CN": {
      title: "提醒：投诉待您处理",
      text: "投诉（{complaintId}）待您处理，期限至 {dueOn}（含当日）。",
    },
    en: {
      title: "Reminder: a complaint awaits you",
      text: "It is your turn in the complaint {complaintId}, until the end of {dueOn}.",
    },
  },
  "complaint-reopened": {
    "zh-CN": {
      title: "投诉重新办理",
      text: "投诉（{complaintId}）经家长申请重新办理，由县级主管部门在 {dueOn}（含当日）前受理。",
    },
    en: {
      title: "A complaint was reopened",
      text: "The family has had the complaint {complaintId} reopened; the county takes it up by the end of {dueOn}.",
    },
  },
  "complaint-overdue": {
    "zh-CN": {
      title: "投诉逾期未办结",
      text: "省级主管部门未在期限内处理投诉（{complaintId}），已登记为逾期并继续办理。",
    },
    en: {
      title: "The complaint is overdue",
      text: "The province did not decide the complaint {complaintId} in time. It is marked as overdue and stays with the province.",
    },
  },
  "complaint-concluded": {
    "zh-CN": {
      title: "投诉已办结",
      text: "投诉（{complaintId}）已办结，请登录平台查看结果。",
    },
    en: {
      title: "The complaint is concluded",
      text: "The complaint {complaintId} is concluded; sign in to see how.",
    },
  },
  "complaint-withdrawn": {
    "zh-CN": {
      title: "投诉已撤回",
      text: "投诉（{complaintId}）已由家长撤回，无需再处理。",
    },
    en: {
      title: "A complaint was withdrawn",
      text: "The family has withdrawn the complaint {complaintId}; nothing more needs to be done.",
    },
  },
};
