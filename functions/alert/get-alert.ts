import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { judgeInputs } from "../../domain/risk/judge.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { shanghaiDate } from "../../domain/shared/time.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { caseReader } from "../risk/read-case.ts";
import { evaluationView, explanationView, indicatorNamed } from "../risk/views.ts";
import type { getAlert as contract } from "./view-contracts.ts";
import { alertSummary, timelineOf } from "./views.ts";
import { alertInArea } from "./whose-alert.ts";

export const getAlert = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(kit.table, institutionKind);
  const readCase = caseReader(kit);

  return async ({ path: { alertId } }, context) => {
    const found = await alertInArea(kit, context, alertId, ["risk", "audit"]);
    const { institutionId, indicatorId, inputs } = found.state;
    const institution = await institutions.find(institutionId);
    invariant(institution, `${institutionId} has an alert and exists`);
    const indicator = indicatorNamed(indicatorId);
    const [{ known }, timeline] = await Promise.all([
      readCase(institution.state, [indicator], shanghaiDate(context.now)),
      timelineOf(kit, found),
    ]);
    return {
      ...alertSummary(found.state),
      institutionName: institution.state.name,
      explanation: explanationView(indicator, judgeInputs(indicator, inputs, known)),
      now: evaluationView(indicator, known),
      timeline,
    };
  };
};
