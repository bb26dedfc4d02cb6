import type { FactsChanged } from "../../events/risk.ts";
import type { IndicatorReactionTo } from "../kit/indicator-event.ts";
import type { Kit } from "../kit/deps.ts";
import { institutionEvaluator } from "./evaluate-institution.ts";
import { indicatorNamed } from "./views.ts";

/** Judges an institution anew by an indicator one of whose facts has changed. */
export const evaluateIndicator = (kit: Kit): IndicatorReactionTo<typeof FactsChanged> => {
  const evaluate = institutionEvaluator(kit);
  return ({ data: { institutionId } }, indicatorId, context) =>
    evaluate(institutionId, [indicatorNamed(indicatorId)], context);
};
