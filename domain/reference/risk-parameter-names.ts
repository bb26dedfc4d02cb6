import type { Bilingual } from "../shared/result.ts";
import type { RISK_PARAMETER_IDS } from "./risk-parameters.ts";

export const riskParameterNames = {
  "risk.size-medium-pupils": {
    zh: "中型机构的起点（在读人数）",
    en: "pupils from which an institution counts as medium",
  },
  "risk.size-large-pupils": {
    zh: "大型机构的起点（在读人数）",
    en: "pupils from which an institution counts as large",
  },
  "risk.trial-least-days": {
    zh: "指标新参数提交审批前至少试算天数",
    en: "days on which new limits of an indicator are tried before they are proposed",
  },
  "risk.local-price-days": {
    zh: "计算当地课时单价中位数的回看天数",
    en: "days of sales that the local median price of a lesson covers",
  },
  "risk.local-price-least-institutions": {
    zh: "计算当地课时单价中位数所需的最少机构数",
    en: "institutions from which a local median price is told",
  },
  "risk.least-history-days": {
    zh: "计算均值所需的最少历史天数",
    en: "days of history from which a mean says something",
  },
  "risk.custody-cover-yellow": {
    zh: "托管余额与应保障金额之比低于（黄色）",
    en: "yellow: custody below this share of the liability",
  },
  "risk.custody-cover-red": {
    zh: "托管余额与应保障金额之比低于（红色）",
    en: "red: custody below this share of the liability",
  },
  "risk.deposit-shortfall-yellow": {
    zh: "风险保证金缺口比例超过（黄色）",
    en: "yellow: deposit short by more than this share of its floor",
  },
  "risk.deposit-shortfall-red": {
    zh: "风险保证金缺口比例超过（红色）",
    en: "red: deposit short by more than this share of its floor",
  },
  "risk.unexplained-outflow-yellow": {
    zh: "无核销依据的流出金额超过（黄色）",
    en: "yellow: outflow without confirmed lessons above",
  },
  "risk.unexplained-outflow-red": {
    zh: "无核销依据的流出金额超过（红色）",
    en: "red: outflow without confirmed lessons above",
  },
  "risk.outflow-surge-yellow": {
    zh: "单日流出与30日均值之比超过（黄色）",
    en: "yellow: outflow of a day, as a share of the mean of 30 days, above",
  },
  "risk.outflow-surge-red": {
    zh: "单日流出与30日均值之比超过（红色）",
    en: "red: outflow of a day, as a share of the mean of 30 days, above",
  },
  "risk.outflow-surge-least-fen": {
    zh: "单日流出预警的最低金额",
    en: "least outflow of a day that is looked at",
  },
  "risk.refund-surge-yellow": {
    zh: "7日退费申请与此前28日均值之比超过（黄色）",
    en: "yellow: refund requests of 7 days, as a share of the mean of 28 days, above",
  },
  "risk.refund-surge-red": {
    zh: "7日退费申请与此前28日均值之比超过（红色）",
    en: "red: refund requests of 7 days, as a share of the mean of 28 days, above",
  },
  "risk.refund-surge-least-yellow": {
    zh: "7日退费申请不少于（黄色）",
    en: "yellow: and at least so many refund requests",
  },
  "risk.refund-surge-least-red": {
    zh: "7日退费申请不少于（红色）",
    en: "red: and at least so many refund requests",
  },
  "risk.overdue-refunds-yellow": {
    zh: "逾期未退数不少于（黄色）",
    en: "yellow: refunds overdue, from",
  },
  "risk.overdue-refunds-red": { zh: "逾期未退数不少于（红色）", en: "red: refunds overdue, from" },
  "risk.complaint-rate-yellow": {
    zh: "7日每千名学生投诉数不少于（黄色）",
    en: "yellow: complaints of 7 days per 1,000 pupils, from",
  },
  "risk.complaint-rate-red": {
    zh: "7日每千名学生投诉数不少于（红色）",
    en: "red: complaints of 7 days per 1,000 pupils, from",
  },
  "risk.complaint-rate-least-yellow": {
    zh: "且7日投诉数不少于（黄色）",
    en: "yellow: and at least so many complaints",
  },
  "risk.complaint-rate-least-red": {
    zh: "且7日投诉数不少于（红色）",
    en: "red: and at least so many complaints",
  },
  "risk.silent-confirmations-yellow": {
    zh: "30日视为确认占比超过（黄色）",
    en: "yellow: share of lessons confirmed by silence in 30 days above",
  },
  "risk.silent-confirmations-red": {
    zh: "30日视为确认占比超过（红色）",
    en: "red: share of lessons confirmed by silence in 30 days above",
  },
  "risk.silent-confirmations-least-lessons": {
    zh: "视为确认占比预警的最少确认课时数",
    en: "least lessons confirmed for that share to say something",
  },
  "risk.untaught-confirmations-yellow": {
    zh: "未授课而确认的课时数不少于（黄色）",
    en: "yellow: lessons confirmed and not taught, from",
  },
  "risk.untaught-confirmations-red": {
    zh: "未授课而确认的课时数不少于（红色）",
    en: "red: lessons confirmed and not taught, from",
  },
  "risk.off-platform-sales-yellow": {
    zh: "平台外收费线索不少于（黄色）",
    en: "yellow: signs of sales outside the platform, from",
  },
  "risk.off-platform-sales-red": {
    zh: "平台外收费线索不少于（红色）",
    en: "red: signs of sales outside the platform, from",
  },
  "risk.limits-and-prices-price": {
    zh: "低价的界限（占当地中位数）",
    en: "share of the local median below which a price is a sign",
  },
  "risk.limits-and-prices-yellow": {
    zh: "出现超限或低价的天数不少于（黄色）",
    en: "yellow: days with an attempt over a limit or a price too low, from",
  },
  "risk.limits-and-prices-red": {
    zh: "出现超限或低价的天数不少于（红色）",
    en: "red: days with an attempt over a limit or a price too low, from",
  },
  "risk.closing-signs-yellow": {
    zh: "停业征兆数不少于（黄色）",
    en: "yellow: signs of closing, from",
  },
  "risk.closing-signs-red": { zh: "停业征兆数不少于（红色）", en: "red: signs of closing, from" },
  "risk.closing-signs-staff-loss": {
    zh: "人员减少比例达到",
    en: "loss of staff that is a sign, from",
  },
  "risk.closing-signs-staff-least": { zh: "且减少人数不少于", en: "and at least so many people" },
  "risk.closing-signs-lease-days": {
    zh: "租赁剩余天数少于",
    en: "lease that ends in fewer days is a sign",
  },
  "risk.expiries-yellow-days": {
    zh: "证照剩余天数不多于（黄色）",
    en: "yellow from so many days before an expiry",
  },
  "risk.expiries-red-days": {
    zh: "证照剩余天数不多于（红色）",
    en: "red from so many days before an expiry",
  },
} as const satisfies Record<(typeof RISK_PARAMETER_IDS)[number], Bilingual>;
