import type { RefusalCatalogue, RefuseFrom } from "../shared/refusal-text.ts";
import { refuse } from "../shared/result.ts";

const PLATFORM_CLOCKS = "投诉办理期限：平台默认规则，待主管部门确认";

/** What complaints refuse, and what they tell people. */
export const complaintRefusals = {
  "complaint.accepted-elsewhere": {
    zh: "该事项已由其他渠道受理，不再重复受理；请等待该渠道的处理结果。",
    en: "Another authority has already accepted this matter; await its result instead of filing it twice.",
    rule: "市场监督管理投诉举报处理暂行办法（市场监管总局令第20号）第十五条",
  },
  "complaint.too-old": {
    zh: "事项发生于 {happenedOn}，已超过 {months} 个月，不再受理；可向人民法院起诉。",
    en: "It happened on {happenedOn}, more than {months} months ago; it is no longer taken up. A court may still hear it.",
    rule: "市场监督管理投诉举报处理暂行办法（市场监管总局令第20号）第十五条",
  },
  "complaint.not-happened-yet": {
    zh: "事项发生日期 {happenedOn} 晚于今天，请更正。",
    en: "It is said to have happened on {happenedOn}, which is still to come. Correct the date.",
  },
  "complaint.lessons-without-order": {
    zh: "列出了 {lessonCount} 个争议课时，但没有写明订单；请填写 enrolmentId。",
    en: "The complaint names {lessonCount} lessons and no order; give the enrolmentId.",
  },
  "complaint.anonymous-with-lessons": {
    zh: "匿名投诉不能冻结课时（{lessonCount} 个），因为冻结会向机构显示订单；请取消匿名或不列课时。",
    en: "An anonymous complaint cannot freeze lessons ({lessonCount} are named): freezing shows the institution the order. Give up one of the two.",
  },
  "complaint.order-of-another-institution": {
    zh: "订单 {enrolmentId} 不属于机构 {institutionId}，请核对。",
    en: "The order {enrolmentId} is not with the institution {institutionId}. Check both.",
  },
  "complaint.no-such-lesson": {
    zh: "订单没有第 {lessonNumber} 课时：共 {lessonCount} 课时。请核对课时序号。",
    en: "The order has no lesson {lessonNumber}: it has {lessonCount}. Check the number.",
  },
  "complaint.withdrawn": {
    zh: "投诉 {complaintId} 已由家长撤回，不能再办理。",
    en: "The complaint {complaintId} was withdrawn by the family; nothing more can be done with it.",
  },
  "complaint.concluded": {
    zh: "投诉 {complaintId} 已办结，不能再办理；家长可在期限内申请重新办理。",
    en: "The complaint {complaintId} is concluded. Only the family may have it reopened, within its period.",
  },
  "complaint.not-concluded": {
    zh: "投诉 {complaintId} 尚未办结，办结后才能评价或申请重新办理。",
    en: "The complaint {complaintId} is not concluded; it can be rated or reopened once it is.",
  },
  "complaint.not-your-turn": {
    zh: "投诉 {complaintId} 现由{turn}办理，其他方暂不能办理此操作。",
    en: "The complaint {complaintId} is now for the {turn} to act on; this is not the other sides' turn.",
  },
  "complaint.step-of-the-county": {
    zh: "受理、延期、不予受理和移交只由县级办理；投诉 {complaintId} 现由{turn}直接作出决定。",
    en: "Taking up, extending, declining and handing on are steps of the county; the complaint {complaintId} is for the {turn} to decide.",
  },
  "complaint.with-another-authority": {
    zh: "投诉 {complaintId} 现由{turn}办理，只有该级主管部门可以处理；您可以查看。",
    en: "The complaint {complaintId} is now for the {turn} to act on; others above and below may look at it only.",
  },
  "complaint.too-late": {
    zh: "办理期限已于 {dueOn} 结束，投诉将自动进入下一步，不能再提交。",
    en: "The time to act ended with {dueOn}; the complaint moves on by itself, and nothing can be handed in any more.",
    rule: PLATFORM_CLOCKS,
  },
  "complaint.not-overdue": {
    zh: "对方的办理期限至 {dueOn}（含当日），到期前不能要求升级。",
    en: "The other side has until the end of {dueOn}; before that the complaint cannot be taken up a level.",
    rule: PLATFORM_CLOCKS,
  },
  "complaint.nothing-above": {
    zh: "投诉 {complaintId} 已在省级办理，没有更高一级。",
    en: "The complaint {complaintId} lies with the province; there is no level above it.",
  },
  "complaint.already-answered": {
    zh: "机构已对投诉 {complaintId} 作出答复，不能再次答复。",
    en: "The institution has already answered the complaint {complaintId}; it answers once.",
  },
  "complaint.already-decided": {
    zh: "投诉 {complaintId} 已有处理决定，不能再次处理或更改。",
    en: "The complaint {complaintId} has its decision already; it is not decided again or changed.",
  },
  "complaint.no-answer-yet": {
    zh: "投诉 {complaintId} 尚无答复可供确认，现由{turn}办理。",
    en: "The complaint {complaintId} has no answer yet to accept or reject: it is for the {turn} to act on.",
  },
  "complaint.already-taken-up": {
    zh: "投诉 {complaintId} 已受理，无需再次受理。",
    en: "The complaint {complaintId} is taken up already.",
  },
  "complaint.not-taken-up": {
    zh: "投诉 {complaintId} 尚未受理，请先受理，再延期或作出决定。",
    en: "The complaint {complaintId} is not taken up yet: take it up before extending or deciding.",
  },
  "complaint.already-extended": {
    zh: "投诉 {complaintId} 已延期一次，不能再次延期。",
    en: "The time for the complaint {complaintId} was extended once, and is not extended again.",
    rule: PLATFORM_CLOCKS,
  },
  "complaint.dismissed-with-orders": {
    zh: "结论“{finding}”不能同时责令退费或移送线索，请更正。",
    en: "The finding {finding} goes with no refund and no lead. Correct one of them.",
  },
  "complaint.refund-without-order": {
    zh: "投诉未写明订单，无法责令退费；请家长另行申请退费。",
    en: "The complaint names no order, so no refund can be ordered by it; the family asks for one by itself.",
  },
  "complaint.refund-too-high": {
    zh: "退费 {amountFen} 分超过订单金额 {priceFen} 分，请更正。",
    en: "A refund of {amountFen} fen is more than the order's {priceFen} fen. Correct the amount.",
  },
  "complaint.reassigned-before": {
    zh: "投诉 {complaintId} 已移交过一次，不能再次移交。",
    en: "The complaint {complaintId} was handed on once, and is not handed on again.",
  },
  "complaint.not-a-county": {
    zh: "{unitId} 不是县级单位，或与现办理单位相同，或不在同一省；请选择本省的另一县级单位。",
    en: "The unit {unitId} is no county-level unit, is the same one, or lies in another province. Name another county of this province.",
  },
  "complaint.reopened-before": {
    zh: "投诉 {complaintId} 已重新办理过一次，不能再次申请。",
    en: "The complaint {complaintId} was reopened once, and is not reopened again.",
  },
  "complaint.reopening-too-late": {
    zh: "申请重新办理的期限已于 {dueOn} 结束。",
    en: "The time to have the complaint reopened ended with {dueOn}.",
    rule: PLATFORM_CLOCKS,
  },
  "complaint.already-rated": {
    zh: "投诉 {complaintId} 已评价 {stars} 星，不能再次评价。",
    en: "The complaint {complaintId} is rated already, with {stars} stars.",
  },
  "complaint.silence-not-over": {
    zh: "投诉 {complaintId} 的期限（{dueOn}）未到，或其日期尚待放假安排公布，不能自动办结。",
    en: "The time in the complaint {complaintId} runs until {dueOn}, or its day awaits the official calendar: it does not end yet.",
  },
  "complaint.counted-twice": {
    zh: "联名人中第 {place} 位的电话已出现过；每个家庭只计一次，请删去重复的。",
    en: "The telephone of member {place} is there already; each family counts once. Leave the repetition out.",
  },
  "complaint.phone-invalid": {
    zh: "第 {place} 个联系电话不是有效的大陆手机号，请更正。",
    en: "Telephone number {place} is no mobile number of mainland China. Correct it.",
  },
  "complaint.evidence-type-forbidden": {
    zh: "不接受该类型的文件；可上传：{allowed}。",
    en: "Files of this type are not taken; allowed are: {allowed}.",
  },
  "complaint.evidence-too-large": {
    zh: "文件 {sizeBytes} 字节，超过每份 {mostBytes} 字节的上限；请压缩或分开上传。",
    en: "The file has {sizeBytes} bytes; at most {mostBytes} are taken. Make it smaller, or send parts.",
  },
  "complaint.evidence-too-many": {
    zh: "每件投诉最多 {most} 份证据，已登记 {count} 份。",
    en: "A complaint has at most {most} pieces of evidence; {count} are announced already.",
  },
  "complaint.evidence-not-uploaded": {
    zh: "证据 {evidenceId} 尚未上传，请先用上传表单提交文件。",
    en: "The evidence {evidenceId} has not been uploaded; send the file with its form first.",
  },
  "complaint.evidence-attached": {
    zh: "证据 {evidenceId} 已核验并附入投诉，无需再次提交。",
    en: "The evidence {evidenceId} is verified and attached already.",
  },
  "complaint.evidence-wrong-size": {
    zh: "证据 {evidenceId} 的大小与登记的 {sizeBytes} 字节不符，未予附入。",
    en: "The evidence {evidenceId} does not have the {sizeBytes} bytes announced; it is not attached.",
  },
  "complaint.evidence-wrong-hash": {
    zh: "证据 {evidenceId} 的内容与登记的 SHA-256 不符，未予附入。",
    en: "The evidence {evidenceId} does not have the SHA-256 announced; it is not attached.",
  },
  "complaint.evidence-wrong-type": {
    zh: "证据 {evidenceId} 的内容不是登记的 {contentType}，未予附入。",
    en: "The content of the evidence {evidenceId} is not {contentType} as announced; it is not attached.",
  },
} as const satisfies RefusalCatalogue;

export type ComplaintRefusal = keyof typeof complaintRefusals;

export const refuseComplaint: RefuseFrom<typeof complaintRefusals> = refuse;
