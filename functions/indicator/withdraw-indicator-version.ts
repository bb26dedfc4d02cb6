import { aggregates } from "../../adapters/aggregates.ts";
import { proposalKind } from "../../adapters/repositories/proposal-kind.ts";
import { type Change, commitCommand } from "../../adapters/unit-of-work.ts";
import { withdrawProposal } from "../../domain/proposal/end-indicator.ts";
import type { IndicatorVersion } from "../../domain/risk/versions/version.ts";
import { withdrawVersion } from "../../domain/risk/versions/withdraw.ts";
import { MemberId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { memberOf } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { withdrawIndicatorVersion as contract } from "./contracts.ts";
import { ownVersions } from "./own-version.ts";

export const withdrawIndicatorVersion = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const { versions, find } = ownVersions({ table });
  const proposals = aggregates(table, proposalKind);

  /** The matter that waits for another officer waits no longer. */
  async function takenBack(
    { status, proposalId }: IndicatorVersion,
    context: RequestContext,
  ): Promise<readonly Change[]> {
    if (status !== "proposed" || proposalId === undefined) return [];
    const found = await proposals.find(proposalId);
    invariant(found, `${proposalId} was proposed`);
    const { proposal, proposalEvent } = withdrawProposal(found.state);
    return proposals.change(found, proposal, proposalEvent, context);
  }

  return async ({ path: { versionId } }, context) => {
    const found = await find(versionId, context, ["risk"]);
    const officerId = MemberId.parse(memberOf(context).memberId);
    const { version, event } = orThrow(withdrawVersion(found.state, officerId));
    const changes = [
      ...versions.change(found, version, event, context),
      ...(await takenBack(found.state, context)),
    ];
    return commitCommand(table, context, changes, {
      versionId: version.versionId,
      status: version.status,
    });
  };
};
