import type { Bilingual } from "../shared/result.ts";
import type { IndicatorId } from "../shared/risk-codes.ts";

/** What people call each indicator; apart from the indicators, so that whoever only names one carries none. */
export const indicatorNames: Readonly<Record<IndicatorId, Bilingual>> = {
  "custody-cover": { zh: "托管余额不足", en: "custody below what is owed" },
  "deposit-shortfall": { zh: "风险保证金缺口", en: "deposit below its floor" },
  "unexplained-outflow": { zh: "无核销依据的资金流出", en: "outflow without confirmed lessons" },
  "outflow-surge": { zh: "单日流出突增", en: "surge of outflow" },
  "refund-surge": { zh: "退费申请突增", en: "surge of refund requests" },
  "overdue-refunds": { zh: "退费逾期", en: "overdue refunds" },
  "complaint-rate": { zh: "投诉率", en: "complaints by pupils" },
  "silent-confirmations": { zh: "视为确认占比过高", en: "lessons confirmed by silence" },
  "untaught-confirmations": { zh: "虚假核销", en: "lessons confirmed and not taught" },
  "off-platform-sales": { zh: "平台外收费", en: "sales outside the platform" },
  "limits-and-prices": { zh: "超限收费、异常低价", en: "charges over limits, prices too low" },
  "closing-signs": { zh: "停业征兆", en: "signs of closing" },
  expiries: { zh: "证照到期", en: "expiring licences" },
};
