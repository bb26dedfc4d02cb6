import { platformDefault } from "./platform-default.ts";
import type { RuleParameter } from "./rule-packs.ts";

const nationally = (
  id: RuleParameter["id"],
  value: number,
  size?: RuleParameter["size"],
): RuleParameter => ({ id, value, ...platformDefault, ...(size === undefined ? {} : { size }) });

const yuan = (amount: number): number => amount * 100;

/**
 * When an institution is warned of, and who answers for it in which time. No article sets these numbers. Zhejiang
 * has cities set their presets by the size of institutions (2020-12); so the values against noise in small
 * numbers are set by size.
 */
export const riskRules: readonly RuleParameter[] = [
  nationally("risk.size-medium-pupils", 200),
  nationally("risk.size-large-pupils", 1000),
  nationally("risk.least-history-days", 14),
  // New limits are tried for a week of days before another officer may decide on them.
  nationally("risk.trial-least-days", 7),
  // A quarter is what one charge may cover; below five institutions the median would be one of a few known ones.
  nationally("risk.local-price-days", 90),
  nationally("risk.local-price-least-institutions", 5),
  nationally("risk.custody-cover-yellow", 100),
  nationally("risk.custody-cover-red", 95),
  nationally("risk.deposit-shortfall-yellow", 0),
  nationally("risk.deposit-shortfall-red", 10),
  nationally("risk.unexplained-outflow-yellow", 0),
  nationally("risk.unexplained-outflow-red", yuan(50_000)),
  nationally("risk.outflow-surge-yellow", 300),
  nationally("risk.outflow-surge-red", 500),
  // A release below these is an ordinary one for a school of that size.
  nationally("risk.outflow-surge-least-fen", yuan(20_000), "small"),
  nationally("risk.outflow-surge-least-fen", yuan(50_000), "medium"),
  nationally("risk.outflow-surge-least-fen", yuan(100_000), "large"),
  nationally("risk.refund-surge-yellow", 200),
  nationally("risk.refund-surge-red", 400),
  nationally("risk.refund-surge-least-yellow", 5),
  nationally("risk.refund-surge-least-red", 10),
  nationally("risk.overdue-refunds-yellow", 1),
  nationally("risk.overdue-refunds-red", 5),
  nationally("risk.complaint-rate-yellow", 3),
  nationally("risk.complaint-rate-red", 10),
  // Up to 333 pupils one complaint is 3 per 1,000 already: it is one family's word, not a sign of all.
  nationally("risk.complaint-rate-least-yellow", 2),
  nationally("risk.complaint-rate-least-red", 3),
  nationally("risk.silent-confirmations-yellow", 50),
  nationally("risk.silent-confirmations-red", 80),
  nationally("risk.silent-confirmations-least-lessons", 20),
  nationally("risk.untaught-confirmations-yellow", 1),
  nationally("risk.untaught-confirmations-red", 5),
  nationally("risk.off-platform-sales-yellow", 1),
  nationally("risk.off-platform-sales-red", 3),
  nationally("risk.limits-and-prices-price", 50),
  nationally("risk.limits-and-prices-yellow", 1),
  // 多次 begins with three, as courts read it (法释〔2013〕8号 art. 3, of thefts); who opens more classes mistypes more often.
  nationally("risk.limits-and-prices-red", 3, "small"),
  nationally("risk.limits-and-prices-red", 4, "medium"),
  nationally("risk.limits-and-prices-red", 6, "large"),
  nationally("risk.closing-signs-yellow", 1),
  nationally("risk.closing-signs-red", 3),
  nationally("risk.closing-signs-staff-loss", 30),
  // One of three teachers is a third of the staff, and leaves for reasons of their own.
  nationally("risk.closing-signs-staff-least", 2),
  nationally("risk.closing-signs-lease-days", 60),
  nationally("risk.expiries-yellow-days", 60),
  nationally("risk.expiries-red-days", 0),
  nationally("alert.yellow-acknowledge-working-days", 1),
  nationally("alert.yellow-conclude-working-days", 5),
  nationally("alert.red-acknowledge-hours", 2),
  nationally("alert.red-conclude-working-days", 3),
  nationally("alert.province-from-counties", 3),
  nationally("alert.nation-from-provinces", 2),
];
