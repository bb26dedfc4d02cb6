import { localDate } from "../shared/time.ts";
import { platformDefault } from "./platform-default.ts";
import type { RuleParameter } from "./rule-packs.ts";

const nationally = (
  id: RuleParameter["id"],
  value: number,
  supported: Pick<RuleParameter, "source" | "status" | "validFrom" | "validTo">,
): RuleParameter => ({ id, value, scope: "nation", ...supported });

/**
 * Refunds. Beijing and Chengdu set the times to pay; the platform takes them for all. Interest follows the
 * articles 16 and 17 of the interpretation; the rates are as published by the central bank, not compared with its text.
 */
export const refundRules: readonly RuleParameter[] = [
  { id: "refund.before-start-days", value: 5, ...platformDefault },
  { id: "refund.after-start-days", value: 15, ...platformDefault },
  nationally("refund.cooling-off-days", 7, {
    source: { article: "最高人民法院 法释〔2025〕4号 第十四条", date: "2025-05-01" },
    status: "sourced",
    validFrom: localDate("2025-05-01"),
  }),
  { id: "refund.list-price-basis", value: 0, ...platformDefault },
  { id: "refund.quote-hours", value: 24, ...platformDefault },
  nationally("interest.institution-cause", 310, {
    source: { article: "一年期贷款市场报价利率（LPR）", date: "2024-10-21" },
    status: "unverified",
    validFrom: localDate("2024-10-21"),
    validTo: localDate("2025-05-19"),
  }),
  nationally("interest.institution-cause", 300, {
    source: { article: "一年期贷款市场报价利率（LPR）", date: "2025-05-20" },
    status: "unverified",
    validFrom: localDate("2025-05-20"),
  }),
  nationally("interest.consumer-cause", 150, {
    source: { article: "中国人民银行一年期存款基准利率", date: "2015-10-24" },
    status: "unverified",
    validFrom: localDate("2015-10-24"),
  }),
  { id: "interest.custody", value: 5, ...platformDefault },
];
