import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { shanghaiDate } from "../../domain/shared/time.ts";
import { notFound, requireMatter } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { Refused } from "../kit/problem.ts";
import type { explainEvaluation as contract } from "./contracts.ts";
import { caseReader } from "./read-case.ts";
import { requireRules } from "./require-rules.ts";
import { evaluationView, indicatorNamed } from "./views.ts";

export const explainEvaluation = (kit: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(kit.table, institutionKind);
  const readCase = caseReader(kit);
  const { units, rules } = kit;

  return async ({ path: { institutionId, indicatorId }, query }, context) => {
    const institution = await institutions.find(institutionId);
    if (institution === undefined) throw notFound("institution", institutionId);
    await requireMatter(context, units, institution.state, ["risk", "audit"]);
    const today = shanghaiDate(context.now);
    const date = query.date ?? today;
    if (date > today) throw new Refused("risk.day-not-come", { date, today });
    const indicator = indicatorNamed(indicatorId);
    const { countyUnitId, category, mode } = institution.state;
    const unitPath = await units.pathOf(countyUnitId);
    invariant(unitPath, `the county ${countyUnitId} is a unit`);
    const packs = await rules.inForce(unitPath, date);
    requireRules([indicator], packs, { date, unitPath, category, mode });
    const { known } = await readCase(institution.state, [indicator], date);
    return evaluationView(indicator, known);
  };
};
