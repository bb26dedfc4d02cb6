import type { TemplateWords } from "./template-words.ts";
import type { NoticeLanguage, NoticeTemplate } from "./templates.ts";

type CollapseTemplate = Extract<
  NoticeTemplate,
  | "institution-frozen"
  | "freeze-lifted"
  | "order-frozen"
  | "order-freeze-lifted"
  | "mass-refund-share"
  | "class-cancelled"
>;

/** The texts of what is told when an institution is frozen. */
export const collapseWords: Readonly<
  Record<CollapseTemplate, Readonly<Record<NoticeLanguage, TemplateWords>>>
> = {
  "institution-frozen": {
    "zh-CN": {
      title: "贵机构已被冻结",
      text: "主管部门依据{basis}已冻结贵机构（事项 {proposalId}）：暂停售课与拨付，消课确认照常记录。{lapsesAt} 前未经另一名经办人员确认的，冻结自动解除。",
    },
    en: {
      title: "Your institution is frozen",
      text: "The authority has frozen your institution by {basis} (matter {proposalId}): nothing is sold and nothing released; confirmations are recorded as before. Unless another officer confirms it before {lapsesAt}, the freeze ends by itself.",
    },
  },
  "freeze-lifted": {
    "zh-CN": {
      title: "冻结已解除",
      text: "对贵机构的冻结已解除（事项 {proposalId}），可以恢复售课；冻结期间被暂停的拨付自动恢复，无须重新申请。",
    },
    en: {
      title: "The freeze is lifted",
      text: "Your institution is no longer frozen (matter {proposalId}) and may sell again. Releases that were held go on by themselves.",
    },
  },
  "order-frozen": {
    "zh-CN": {
      title: "机构已被主管部门冻结",
      text: "订单 {enrolmentId} 的机构已被主管部门冻结：您在托管账户中的培训费不会拨付给机构。课时的确认与异议照常进行，退费无须机构同意。",
    },
    en: {
      title: "The authority has frozen the institution",
      text: "The institution of order {enrolmentId} is frozen by the authority: your money in custody is not released to it. You confirm and dispute lessons as before, and a refund does not need the institution's consent.",
    },
  },
  "mass-refund-share": {
    "zh-CN": {
      title: "集中退费：您的份额已确定",
      text: "机构已无法履约，主管部门决定集中退费。订单 {enrolmentId} 由银行从托管账户原路退还 {amountFen}（退费 {refundId}）；托管资金不足的 {shortFen} 仍是您对机构的债权，登记在案。",
    },
    en: {
      title: "Your share of the refund is fixed",
      text: "The institution can no longer perform, and the authority has ordered that all families are paid back. The bank returns {amountFen} of order {enrolmentId} out of custody, the way it was paid (refund {refundId}); {shortFen} are not covered and stay on record as your claim against the institution.",
    },
  },
  "class-cancelled": {
    "zh-CN": {
      title: "班级已取消，未上课时的费用退还",
      text: "机构已取消订单 {enrolmentId} 的班级。您未上课时的费用由银行从托管账户原路退还（退费 {refundId}），无须申请；待您确认或有争议的课时照常处理。",
    },
    en: {
      title: "The class is cancelled, and your money goes back",
      text: "The institution has cancelled the class of order {enrolmentId}. The bank returns what you paid for lessons not had, out of custody and the way it was paid (refund {refundId}); you need not ask. Lessons that await your word or are disputed go on as before.",
    },
  },
  "order-freeze-lifted": {
    "zh-CN": {
      title: "机构的冻结已解除",
      text: "订单 {enrolmentId} 的机构已被解除冻结，已确认课时的拨付恢复。",
    },
    en: {
      title: "The institution is no longer frozen",
      text: "The freeze of the institution of order {enrolmentId} is lifted. Fees of confirmed lessons are released again.",
    },
  },
};
