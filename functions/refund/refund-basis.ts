import { aggregates } from "../../adapters/aggregates.ts";
import { classKind } from "../../adapters/repositories/catalogue-kinds.ts";
import { findContractTerms } from "../../adapters/repositories/enrolment-items.ts";
import { refundsOfOrder } from "../../adapters/repositories/refund-items.ts";
import { receivedFen } from "../../domain/custody/balances.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { paidAtOf } from "../../domain/enrolment/way-of-money.ts";
import { deductedBy } from "../../domain/refund/refund.ts";
import type { RefundableOrder, RefundBasis } from "../../domain/refund/refund-case.ts";
import { resolveRefundRules, type RefundRules } from "../../domain/refund/refund-rules.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { type EpochMs, shanghaiDate } from "../../domain/shared/time.ts";
import type { Kit } from "../kit/deps.ts";

/** Finds what a refund of an order rests on: its terms, its earlier refunds, the rules of its contract. */
export function refundBasis({ table, units, rules }: Pick<Kit, "table" | "units" | "rules">) {
  const rulesOf = async (enrolment: EnrolmentState, at: EpochMs): Promise<RefundRules> => {
    const { countyUnitId, rulePackVersion, orderedAt } = enrolment;
    const unitPath = await units.pathOf(countyUnitId);
    invariant(unitPath, `the county ${countyUnitId} is a unit`);
    const today = shanghaiDate(at);
    const [agreed, present] = await Promise.all([
      rules.ofVersions(unitPath, rulePackVersion),
      rules.inForce(unitPath, today),
    ]);
    const context = { date: shanghaiDate(orderedAt), unitPath };
    return resolveRefundRules(agreed, context, { packs: present, date: today });
  };

  return async (enrolment: EnrolmentState, at: EpochMs): Promise<RefundBasis> => {
    const { enrolmentId, classId } = enrolment;
    const [aClass, terms, refunds, its] = await Promise.all([
      aggregates(table, classKind).find(classId),
      findContractTerms(table, enrolmentId),
      refundsOfOrder(table, enrolmentId),
      rulesOf(enrolment, at),
    ]);
    invariant(aClass, `${enrolmentId} is a seat in a class`);
    return {
      order: {
        ...orderOf(enrolment, aClass.state.startsAt),
        mode: terms?.fee.supervision ?? "bank-custody",
      },
      deductedBeforeFen: deductedBy(refunds),
      rules: its,
    };
  };
}

/** An order that was taken over from before the institution joined was paid, and perhaps begun, by the paper. */
function orderOf(enrolment: EnrolmentState, classStartsAt: EpochMs): Omit<RefundableOrder, "mode"> {
  const { enrolmentId, institutionId, balances, opening } = enrolment;
  const paidAt = paidAtOf(enrolment);
  const hasBegun = opening !== undefined && opening.lessonsTaught > 0;
  return {
    enrolmentId,
    institutionId,
    paidFen: receivedFen(balances),
    paidAt,
    startsAt: hasBegun ? paidAt : classStartsAt,
  };
}
