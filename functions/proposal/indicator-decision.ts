import { aggregates } from "../../adapters/aggregates.ts";
import { indicatorVersionKind } from "../../adapters/repositories/indicator-items.ts";
import { ruleBookKind } from "../../adapters/repositories/reference-kinds.ts";
import type { IndicatorProposal } from "../../domain/proposal/proposal.ts";
import { decideIndicatorParameters } from "../../domain/proposal/propose-indicator.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { rulesAround } from "../indicator/own-version.ts";
import { requireLead } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import { orThrow } from "../kit/problem.ts";
import { adoptionChanges, type Decision } from "./decisions.ts";

/** An approval takes the version live as part of the unit's rule pack; a rejection makes it a draft again. */
export const indicatorDecision = ({ table, units }: Kit): Decision<IndicatorProposal> => {
  const books = aggregates(table, ruleBookKind);
  const versions = aggregates(table, indicatorVersionKind);

  return async (proposal, command, context) => {
    const { unitId, versionId } = proposal;
    requireLead(context, unitId, ["reference"]);
    const [rules, book, version] = await Promise.all([
      rulesAround({ table, units }, unitId),
      books.find(unitId),
      versions.find(versionId),
    ]);
    invariant(version, `${proposal.proposalId} is about a version`);
    const { decided, adoption, ...matter } = orThrow(
      decideIndicatorParameters(proposal, version.state, book?.state, rules, command, context.now),
    );
    return {
      ...matter,
      changes: [
        ...versions.change(version, decided.version, decided.event, context),
        ...adoptionChanges(table, book, adoption, context),
      ],
    };
  };
};
