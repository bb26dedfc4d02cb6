import {
  IndicatorVersionEndDecided,
  IndicatorVersionEndProposed,
  IndicatorVersionWithdrawn,
} from "../../../events/indicator.ts";
import { parametersOf } from "../../reference/risk-parameters.ts";
import { type AdoptedPack, packInForce } from "../../reference/rule-book.ts";
import type { RuleParameter } from "../../reference/rule-packs.ts";
import type { ParameterId } from "../../reference/rule-parameters.ts";
import type { MemberId, ProposalId } from "../../shared/ids.ts";
import { invariant } from "../../shared/invariant.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { LocalDate } from "../../shared/time.ts";
import { type IndicatorRefusal, refuseIndicator } from "./refusals.ts";
import { type IndicatorVersion, isUndecided, type VersionChange } from "./version.ts";

/** Gives up a version that is not decided: it is tried and proposed no more, and its running trials go no further. */
export function withdrawVersion(
  version: IndicatorVersion,
  officerId: MemberId,
): Result<VersionChange, "indicator.version-live"> {
  const { versionId, unitId, indicatorId, status, proposalId } = version;
  if (!isUndecided(status))
    return refuseIndicator("indicator.version-live", { versionId, state: status });
  const before = status === "proposed" && proposalId !== undefined ? { proposalId } : {};
  return ok({
    version: { ...version, status: "withdrawn" },
    event: IndicatorVersionWithdrawn.make({
      ...{ versionId, unitId, indicatorId, officerId, ...before },
    }),
  });
}

type EndRefusal = Extract<
  IndicatorRefusal,
  "indicator.version-not-live" | "indicator.version-replaced"
>;

/** Lays before another officer that a live version ends. */
export function proposeEnd(
  version: IndicatorVersion,
  endProposalId: ProposalId,
  endsFrom: LocalDate,
): Result<VersionChange, "indicator.version-not-live"> {
  const { versionId, unitId, indicatorId, status } = version;
  if (status !== "live")
    return refuseIndicator("indicator.version-not-live", { versionId, state: status });
  return ok({
    version: { ...version, status: "ending", endProposalId, endsFrom },
    event: IndicatorVersionEndProposed.make({
      ...{ versionId, unitId, indicatorId, proposalId: endProposalId, endsFrom },
    }),
  });
}

/** A version whose end another officer approved is over; otherwise it is live as before. */
export function decideEnd(
  version: IndicatorVersion,
  proposalId: ProposalId,
  approved: boolean,
): VersionChange {
  const { versionId, unitId, indicatorId } = version;
  const { endsFrom: _notEnding, ...live } = version;
  return {
    version: approved ? { ...version, status: "ended" } : { ...live, status: "live" },
    event: IndicatorVersionEndDecided.make({
      ...{ versionId, unitId, indicatorId, proposalId, approved },
    }),
  };
}

/**
 * The unit's own values of the indicator that a version has replaced: those of the pack that would have been in force
 * on its day without it.
 * @returns a refusal where from `endsFrom` on the unit has other values than the version's: something has replaced it
 */
export function valuesBefore(
  version: IndicatorVersion,
  own: readonly AdoptedPack[],
  endsFrom: LocalDate,
): Result<RuleParameter[], EndRefusal> {
  const { versionId, indicatorId, packVersion, effectiveFrom, parameters } = version;
  const ofIndicator = (pack: AdoptedPack | undefined): RuleParameter[] => {
    const its: readonly ParameterId[] = parametersOf(indicatorId);
    return (pack?.parameters ?? []).filter(({ id }) => its.includes(id));
  };
  if (!sameValues(ofIndicator(packInForce(own, endsFrom)), parameters))
    return refuseIndicator("indicator.version-replaced", {
      ...{ versionId, indicatorId, effectiveFrom: endsFrom },
    });
  const adopted = own.find((pack) => pack.version === packVersion);
  invariant(adopted, `${versionId} went live by a pack of its unit`);
  const earlier = own.filter(({ number }) => number < adopted.number);
  return ok(ofIndicator(packInForce(earlier, effectiveFrom)));
}

/** Whether two lists say the same limits, wherever each has them from. */
function sameValues(some: readonly RuleParameter[], others: readonly RuleParameter[]): boolean {
  const said = (list: readonly RuleParameter[]): string =>
    list
      .map(({ id, value, category, mode, stage, size, validFrom, validTo }) =>
        JSON.stringify([id, value, category, mode, stage, size, validFrom, validTo]),
      )
      .toSorted()
      .join();
  return said(some) === said(others);
}
