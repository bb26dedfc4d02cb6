import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { indicatorVersionKind } from "../../adapters/repositories/indicator-items.ts";
import { ruleBookKind } from "../../adapters/repositories/reference-kinds.ts";
import { decideIndicatorEnd } from "../../domain/proposal/end-indicator.ts";
import type { IndicatorEndProposal, IndicatorProposal } from "../../domain/proposal/proposal.ts";
import { decideIndicatorParameters } from "../../domain/proposal/propose-indicator.ts";
import type { adoptPack, RuleBook } from "../../domain/reference/rule-book.ts";
import type {
  IndicatorVersion,
  RulesAround,
  VersionChange,
} from "../../domain/risk/versions/version.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { rulesAround } from "../indicator/own-version.ts";
import { requireLead } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { orThrow } from "../kit/problem.ts";
import { adoptionChanges, type Decision } from "./decisions.ts";

/** An approval takes the version live as part of the unit's rule pack; a rejection makes it a draft again. */
export const indicatorDecision = (kit: Kit): Decision<IndicatorProposal> => {
  const { about, changesOf } = versionsAndRules(kit);

  return async (proposal, command, context) => {
    const { version, book, rules } = await about(proposal, context);
    const { decided, adoption, ...matter } = orThrow(
      decideIndicatorParameters(proposal, version.state, book?.state, rules, command, context.now),
    );
    return { ...matter, changes: changesOf({ version, book }, { decided, adoption }, context) };
  };
};

/** An approval ends the version, and adopts the values before it; a rejection leaves it live. */
export const indicatorEndDecision = (kit: Kit): Decision<IndicatorEndProposal> => {
  const { about, changesOf } = versionsAndRules(kit);

  return async (proposal, command, context) => {
    const { version, book, rules } = await about(proposal, context);
    const { decided, adoption, ...matter } = orThrow(
      decideIndicatorEnd(proposal, version.state, book?.state, rules, command, context.now),
    );
    return { ...matter, changes: changesOf({ version, book }, { decided, adoption }, context) };
  };
};

interface Found {
  readonly version: Stored<IndicatorVersion>;
  readonly book: Stored<RuleBook> | undefined;
}

function versionsAndRules({ table, units }: Kit) {
  const books = aggregates(table, ruleBookKind);
  const versions = aggregates(table, indicatorVersionKind);

  return {
    /** Reads what a matter is about, for an officer of its unit who may decide it. */
    about: async (
      { proposalId, unitId, versionId }: IndicatorProposal | IndicatorEndProposal,
      context: RequestContext,
    ): Promise<Found & { readonly rules: RulesAround }> => {
      requireLead(context, unitId, ["reference"]);
      const [version, book] = await Promise.all([versions.find(versionId), books.find(unitId)]);
      invariant(version, `${proposalId} is about a version`);
      // Behind the book: a pack that is adopted in between makes the commit conflict, and is not lost.
      const rules = await rulesAround({ table, units }, unitId);
      return { version, book, rules };
    },

    changesOf: (
      { version, book }: Found,
      {
        decided,
        adoption,
      }: {
        readonly decided: VersionChange;
        readonly adoption: ReturnType<typeof adoptPack> | undefined;
      },
      context: RequestContext,
    ) => [
      ...versions.change(version, decided.version, decided.event, context),
      ...adoptionChanges(table, book, adoption, context),
    ],
  };
}
