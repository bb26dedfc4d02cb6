import type { Bilingual } from "../shared/result.ts";
import { riskParameterNames } from "./risk-parameter-names.ts";
import type { ParameterId } from "./rule-parameters.ts";
import { supervisionParameterNames } from "./supervision-parameters.ts";

/** What people call each rule parameter. Apart from what the parameters are, so that only who shows them carries it. */
export const PARAMETER_NAMES = {
  "charge.most-months": { zh: "一次收费最长时间跨度", en: "longest time that one charge covers" },
  "charge.most-lessons": {
    zh: "一次收费最多课时数",
    en: "most lessons that one charge covers, per subject",
  },
  "charge.most-fen": { zh: "一次收费最高金额", en: "highest amount of one charge" },
  "charge.summing-window-hours": {
    zh: "同一学生、机构、学科订单合并计算的时间窗",
    en: "window in which orders of one student, institution and subject count as one charge",
  },
  "charge.earliest-months": {
    zh: "最早可在开课前多久收费",
    en: "how long before its start a course may be charged",
  },
  "charge.across-terms-forbidden": {
    zh: "是否禁止跨学期收费",
    en: "whether one charge may not cover two school terms",
  },
  "confirmation.silence-working-days": {
    zh: "家长未确认视为同意的期限",
    en: "silence after which a lesson counts as confirmed",
  },
  "confirmation.undo-minutes": {
    zh: "家长确认后可撤销的时间",
    en: "how long a family may take its confirmation of a lesson back",
  },
  "refund.silence-working-days": {
    zh: "机构未答复退费视为同意的期限",
    en: "silence after which an institution has agreed to a refund",
  },
  "refund.before-start-days": {
    zh: "开课前退费的付款期限",
    en: "time to pay a refund asked before the start",
  },
  "refund.after-start-days": {
    zh: "开课后退费的付款期限",
    en: "time to pay a refund asked after the start",
  },
  "refund.cooling-off-days": {
    zh: "付款后无理由退款的期限",
    en: "time after payment to withdraw without a reason",
  },
  "refund.list-price-basis": {
    zh: "消费者原因退费是否按未打折价格扣减",
    en: "whether a refund for the consumer's cause deducts lessons at the undiscounted price",
  },
  "refund.quote-hours": { zh: "退费测算的有效时间", en: "how long a refund quote binds" },
  "interest.institution-cause": {
    zh: "机构原因退费的利率（一年期贷款市场报价利率）",
    en: "interest for the institution's cause (one-year loan prime rate)",
  },
  "interest.consumer-cause": {
    zh: "消费者原因退费的利率（一年期存款基准利率）",
    en: "interest for the consumer's cause (one-year benchmark deposit rate)",
  },
  "interest.custody": {
    zh: "监管账户资金的利率（账户实际利率）",
    en: "interest on money in custody (the account's actual rate)",
  },
  "payout-account.hold-working-days": {
    zh: "收款账户变更后暂停拨付的期限",
    en: "hold on releases after a change of the payout account",
  },
  "freeze.confirm-hours": {
    zh: "紧急冻结须由另一名经办人员确认的期限",
    en: "time in which another officer confirms an urgent freeze",
  },
  "order.payment-hours": { zh: "未缴费订单的保留时间", en: "how long an order may stay unpaid" },
  "opening.deposit-working-days": {
    zh: "入驻前余额清单的转入期限",
    en: "time to pay a list of earlier sales into custody",
  },
  "lesson.latest-end": { zh: "培训结束最晚时间", en: "latest end of a lesson" },
  "lesson.most-minutes": { zh: "每课时最长时间", en: "longest lesson" },
  "lesson.least-gap-minutes": { zh: "课间最短休息时间", en: "shortest gap between lessons" },
  "lesson.rest-days-forbidden": {
    zh: "是否禁止占用节假日、休息日培训",
    en: "whether lessons may not be held on holidays and rest days",
  },
  "leave.notice-hours": {
    zh: "家长请假最晚提前时间",
    en: "how long before a lesson its family asks for leave at the latest",
  },
  "measure.rectify-working-days": {
    zh: "限期整改的期限",
    en: "time in which an institution puts right what it is ordered to",
  },
  "alert.yellow-acknowledge-working-days": {
    zh: "黄色预警的签收期限",
    en: "time in which a yellow alert is acknowledged",
  },
  "alert.yellow-conclude-working-days": {
    zh: "黄色预警的办结期限",
    en: "time in which a yellow alert is concluded",
  },
  "alert.red-acknowledge-hours": {
    zh: "红色预警的签收期限",
    en: "time in which a red alert is acknowledged",
  },
  "alert.red-conclude-working-days": {
    zh: "红色预警的办结期限",
    en: "time in which a red alert is concluded",
  },
  "alert.province-from-counties": {
    zh: "同一举办者涉及多少区县时报省级",
    en: "counties of one owner with alerts, from which the province takes over",
  },
  "alert.nation-from-provinces": {
    zh: "同一举办者涉及多少省份时报国家级",
    en: "provinces of one owner with alerts, from which the nation takes over",
  },
  "complaint.oldest-months": {
    zh: "投诉事项最长追溯时间",
    en: "how long ago what is complained of may lie",
  },
  "complaint.institution-working-days": {
    zh: "机构答复投诉的期限",
    en: "time in which an institution answers a complaint",
  },
  "complaint.family-working-days": {
    zh: "家长对答复表态的期限，逾期视为认可",
    en: "time in which a family accepts or rejects an answer; then it counts as accepted",
  },
  "complaint.acceptance-working-days": {
    zh: "县级受理投诉的期限",
    en: "time in which a county takes a complaint up",
  },
  "complaint.mediation-working-days": {
    zh: "县级办结投诉的期限",
    en: "time in which a county settles a complaint",
  },
  "complaint.extension-working-days": {
    zh: "县级延长办结的期限",
    en: "by how much a county may extend that time, once",
  },
  "complaint.superior-working-days": {
    zh: "市级、省级办理投诉的期限",
    en: "time in which a city or a province decides",
  },
  "complaint.reopening-working-days": {
    zh: "办结后可申请重新办理的期限",
    en: "how long a concluded complaint may be reopened",
  },
  "complaint.evidence-most-bytes": {
    zh: "每份证据文件的最大字节数",
    en: "largest file of evidence",
  },
  "complaint.evidence-most-files": {
    zh: "每件投诉的最多证据份数",
    en: "most files of evidence in one complaint",
  },
  ...riskParameterNames,
  ...supervisionParameterNames,
} as const satisfies Record<ParameterId, Bilingual>;
