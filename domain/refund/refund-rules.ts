import {
  parameterValue,
  resolveParameter,
  type RuleContext,
  type RulePack,
} from "../reference/rule-packs.ts";
import type { ParameterId } from "../reference/rule-parameters.ts";
import type { LocalDate } from "../shared/time.ts";

/** The numbers of the law that a refund is worked out by. Rates in basis points (1/10,000) a year. */
export interface RefundRules {
  readonly coolingOffDays: number;
  readonly payDaysBeforeStart: number;
  readonly payDaysAfterStart: number;
  readonly quoteHours: number;
  readonly silenceWorkingDays: number;
  /** Whether article 19 is applied here: the consumer's cause deducts at the undiscounted price. */
  readonly isListPriceBasis: boolean;
  readonly institutionCauseBasisPoints: number;
  readonly consumerCauseBasisPoints: number;
  readonly custodyBasisPoints: number;
}

/** The rules as they are on the day of the question. */
export interface RulesOfToday {
  readonly packs: readonly RulePack[];
  readonly date: LocalDate;
}

/**
 * Resolves the rules of a refund. The context's day is that of the contract: rates are those of contracting
 * (法释〔2025〕4号 art. 16–17, 2025-05-01), and what was agreed under a rule is judged by it.
 * @param present what is in force today, for numbers that the rules of the contract do not name
 * @throws InvariantBroken when a rule has no value in force in either
 */
export function resolveRefundRules(
  packs: readonly RulePack[],
  context: RuleContext,
  present: RulesOfToday = { packs, date: context.date },
): RefundRules {
  const value = (id: ParameterId): number => {
    const agreed = resolveParameter(packs, id, context);
    return agreed.ok
      ? agreed.value.value
      : parameterValue(present.packs, id, { ...context, date: present.date });
  };
  return {
    coolingOffDays: value("refund.cooling-off-days"),
    payDaysBeforeStart: value("refund.before-start-days"),
    payDaysAfterStart: value("refund.after-start-days"),
    quoteHours: value("refund.quote-hours"),
    silenceWorkingDays: value("refund.silence-working-days"),
    isListPriceBasis: value("refund.list-price-basis") === 1,
    institutionCauseBasisPoints: value("interest.institution-cause"),
    consumerCauseBasisPoints: value("interest.consumer-cause"),
    custodyBasisPoints: value("interest.custody"),
  };
}
