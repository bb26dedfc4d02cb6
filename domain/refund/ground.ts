import * as z from "zod";
import type { RefundGround } from "../shared/refund-words.ts";
import type { Bilingual } from "../shared/result.ts";

/** What each line of a quote stands for. */
export const RefundRule = z.enum([
  "paid",
  "lessons-taken",
  "lessons-at-list-price",
  "lessons-awaiting-family",
  "lessons-disputed",
  "lessons-refunded-before",
  "lessons-transferred",
  "lessons-kept",
  "nothing-beyond-prepayment",
  "interest-on-custody",
  "interest-on-rest",
]);
export type RefundRule = z.infer<typeof RefundRule>;

export interface RuleText extends Bilingual {
  /** The article that the line rests on. */
  readonly article: string;
}

const INTERPRETATION = "最高人民法院 法释〔2025〕4号 (2025-05-01)";

/** The words of each line, and the article that it rests on. */
export const refundRuleTexts: Readonly<Record<RefundRule, RuleText>> = {
  paid: {
    zh: "已缴费用",
    en: "What was paid",
    article: "GF-2021-2604",
  },
  "lessons-taken": {
    zh: "已上课时，按合同单价扣减；赠送课时按零元计",
    en: "Lessons taken, at the contract's unit price; gift lessons count as nothing",
    article: `${INTERPRETATION} 第十八条、第二十一条`,
  },
  "lessons-at-list-price": {
    zh: "消费者原因退费：已上课时补足至未打折价格",
    en: "For the consumer's cause: lessons taken, raised to the undiscounted price",
    article: `${INTERPRETATION} 第十九条`,
  },
  "lessons-awaiting-family": {
    zh: "待家长确认的课时，确认或提出异议后再计",
    en: "Lessons that await the family's answer: decided when it has answered",
    article: "教监管函〔2021〕2号 一课一消",
  },
  "lessons-disputed": {
    zh: "有争议的课时，冻结至处理完毕",
    en: "Disputed lessons: frozen until that is settled",
    article: "教监管函〔2021〕2号 一课一消",
  },
  "lessons-refunded-before": {
    zh: "此前已退或正在退的课时",
    en: "Lessons given back before, or being given back",
    article: "GF-2021-2604",
  },
  "lessons-transferred": {
    zh: "已转到另一班级的课时",
    en: "Lessons that moved to another class with their fees",
    article: "GF-2021-2604",
  },
  "lessons-kept": {
    zh: "本次不退的课时",
    en: "Lessons that the family keeps this time",
    article: "GF-2021-2604",
  },
  "nothing-beyond-prepayment": {
    zh: "按未打折价格计超出预付款的部分，不再另收",
    en: "What the undiscounted price comes to beyond the prepayment is not claimed",
    article: `${INTERPRETATION} 第二十条`,
  },
  "interest-on-custody": {
    zh: "监管资金的利息，按账户实际利率",
    en: "Interest on the money in custody, at the account's actual rate",
    article: `${INTERPRETATION} 第十六条、第十七条`,
  },
  "interest-on-rest": {
    zh: "其余应退款的利息",
    en: "Interest on the rest",
    article: `${INTERPRETATION} 第十六条、第十七条`,
  },
};

/** Whether the institution is asked first; where it is not, the refund is agreed by the rule itself. */
export const needsConsent = (ground: RefundGround, isInstitutionFrozen: boolean): boolean =>
  !isInstitutionFrozen && (ground === "institution" || ground === "consumer");
