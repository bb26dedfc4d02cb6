import type { Fen } from "../shared/money.ts";
import { DAY_MS, startOfDay, type LocalDate } from "../shared/time.ts";
import type { RefundCase } from "./refund-case.ts";
import type { RefundRules } from "./refund-rules.ts";
import { term, type RefundTerm } from "./refund-term.ts";
import { shareFen } from "./share.ts";
import type { RefundGround } from "../shared/refund-words.ts";

/** The principal on which interest runs, and the days: `from` counts, `to` does not. */
interface Interest {
  readonly custodyFen: Fen;
  readonly restFen: Fen;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

const DAYS_OF_YEAR = 365;
const BASIS = 10_000;

/**
 * Interest from the end of the contract to the quote, at the agreed rate. Without one, on money in custody the account's
 * actual rate; on the rest by the cause: the institution's the loan prime rate, the consumer's the deposit rate, each
 * of the day of the contract. Within the cooling-off the principal alone goes back.
 * @source 法释〔2025〕4号 art. 16–17 (2025-05-01); `principal × rate × days / 365` is the platform's own reading
 */
export function interestTerms(
  refund: RefundCase,
  ground: RefundGround,
  { custodyFen, restFen, from, to }: Interest,
): readonly RefundTerm[] {
  if (ground === "cooling-off") return [];
  const days = daysBetween(from, to);
  const { order, rules } = refund;
  const agreed = order.agreedInterestBasisPoints;
  return [
    ...interestTerm("interest-on-custody", custodyFen, agreed ?? rules.custodyBasisPoints, days),
    ...interestTerm("interest-on-rest", restFen, agreed ?? rateByCause(rules, ground), days),
  ];
}

const rateByCause = (rules: RefundRules, ground: RefundGround): number =>
  ground === "institution" || ground === "cannot-perform"
    ? rules.institutionCauseBasisPoints
    : rules.consumerCauseBasisPoints;

/** A contract that ends later than today bears no interest yet. */
const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.max(0, Math.round((startOfDay(to) - startOfDay(from)) / DAY_MS));

function interestTerm(
  rule: "interest-on-custody" | "interest-on-rest",
  principalFen: Fen,
  basisPoints: number,
  days: number,
): RefundTerm[] {
  const amountFen = shareFen(principalFen, basisPoints * days, BASIS * DAYS_OF_YEAR);
  return amountFen === 0
    ? []
    : [term(rule, amountFen, { interest: { principalFen, basisPoints, days } })];
}
