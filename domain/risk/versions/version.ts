import * as z from "zod";
import type { DomainEvent } from "../../../events/define.ts";
import {
  IndicatorShadowStarted,
  IndicatorVersionDecided,
  IndicatorVersionDrafted,
  IndicatorVersionProposed,
} from "../../../events/indicator.ts";
import { checkPack, type RulePackRefusal, type RulesAbove } from "../../proposal/propose.ts";
import { NATION_ID } from "../../reference/division.ts";
import { parametersOf } from "../../reference/risk-parameters.ts";
import type { AdoptedPack } from "../../reference/rule-book.ts";
import { RulePack, RuleParameter } from "../../reference/rule-packs.ts";
import type { ParameterId } from "../../reference/rule-parameters.ts";
import { InstitutionSize } from "../../reference/vocabulary.ts";
import {
  IndicatorTrialId,
  IndicatorVersionId,
  MemberId,
  ProposalId,
  UnitId,
} from "../../shared/ids.ts";
import { ok, type Result } from "../../shared/result.ts";
import { IndicatorId } from "../../shared/risk-codes.ts";
import { EpochMs, LocalDate } from "../../shared/time.ts";
import { type IndicatorRefusal, refuseIndicator } from "./refusals.ts";

/**
 * `draft` (草稿): set, and tried only when somebody asks. `shadow` (影子运行): tried on each day as it ends. `proposed`
 * (待审批): before another officer; a rejected one is a draft again. `withdrawn` (已撤回): given up before it was
 * decided. `live` (已生效): part of the unit's rule pack. `ending` (停用待审批): that it ends is before another officer.
 * `ended` (已停用): from a day on the values before it hold again.
 */
export const VersionStatus = z.enum([
  "draft",
  "shadow",
  "proposed",
  "withdrawn",
  "live",
  "ending",
  "ended",
]);
export type VersionStatus = z.infer<typeof VersionStatus>;

/** Whether it may still be tried and withdrawn. */
export const isUndecided = (status: VersionStatus): boolean =>
  status === "draft" || status === "shadow" || status === "proposed";

/** New limits of one indicator, for one unit, from a day on. 指标参数版本 */
export const IndicatorVersion = z.object({
  versionId: IndicatorVersionId,
  unitId: UnitId,
  indicatorId: IndicatorId,
  status: VersionStatus,
  effectiveFrom: LocalDate,
  /** All of the unit's own values for the indicator; none leaves it to the levels above. */
  parameters: z.array(RuleParameter),
  authorId: MemberId,
  draftedAt: EpochMs,
  /** On how many days it was tried: the longest backtest, or the days in shadow together. */
  triedDays: z.int().min(0),
  shadowDays: z.int().min(0),
  /** The last day of which a trial in shadow was begun. */
  shadowedTo: LocalDate.optional(),
  /** A backtest that is not over. */
  backtestId: IndicatorTrialId.optional(),
  lastTrialId: IndicatorTrialId.optional(),
  /** The proposal by which it goes live, or went. */
  proposalId: ProposalId.optional(),
  /** The unit's rule pack by which it went live. */
  packVersion: RulePack.shape.version.optional(),
  /** The proposal by which it ends, and from which day on the values before it hold again. */
  endProposalId: ProposalId.optional(),
  endsFrom: LocalDate.optional(),
});
export type IndicatorVersion = z.infer<typeof IndicatorVersion>;

export interface VersionChange {
  readonly version: IndicatorVersion;
  readonly event: DomainEvent;
}

/** The units above, and what the unit itself has adopted by now. */
export interface RulesAround extends RulesAbove {
  readonly own: readonly AdoptedPack[];
}

type Drafted = Pick<
  IndicatorVersion,
  "versionId" | "unitId" | "authorId" | "effectiveFrom" | "parameters"
>;

export type DraftRefusal =
  | RulePackRefusal
  | Extract<
      IndicatorRefusal,
      | "indicator.parameter-of-another"
      | "indicator.value-twice"
      | "indicator.value-missing"
      | "indicator.later-pack-adopted"
    >;

/** Drafts limits of an indicator: its own parameters alone, and never looser than the levels above. */
export function draftVersion(
  indicatorId: IndicatorId,
  drafted: Drafted,
  rules: RulesAround,
  at: EpochMs,
): Result<VersionChange, DraftRefusal> {
  const own: readonly ParameterId[] = parametersOf(indicatorId);
  const foreign = drafted.parameters.find(({ id }) => !own.includes(id));
  if (foreign !== undefined)
    return refuseIndicator("indicator.parameter-of-another", {
      parameter: foreign.id,
      indicatorId,
      own: own.join(", "),
    });
  const twice = valueGivenTwice(drafted.parameters);
  if (twice !== undefined) return refuseIndicator("indicator.value-twice", twice);
  const missing = drafted.unitId === NATION_ID ? missingValue(own, drafted.parameters) : undefined;
  if (missing !== undefined) return refuseIndicator("indicator.value-missing", missing);
  const fits = checkVersion(drafted, rules, at);
  if (!fits.ok) return fits;
  const { versionId, unitId, authorId, effectiveFrom, parameters } = drafted;
  const parameterCount = parameters.length;
  return ok({
    version: {
      ...{ versionId, unitId, authorId, effectiveFrom, parameters },
      ...{ indicatorId, status: "draft", draftedAt: at, triedDays: 0, shadowDays: 0 },
    },
    event: IndicatorVersionDrafted.make({
      ...{ versionId, unitId, indicatorId, authorId, effectiveFrom, parameterCount },
    }),
  });
}

/** A parameter that has two values for one size of institution: which of them was meant, nobody can tell. */
function valueGivenTwice(parameters: readonly RuleParameter[]) {
  const given = new Set<string>();
  for (const { id, size = "*" } of parameters) {
    const place = `${id} ${size}`;
    if (given.has(place)) return { parameter: id, size };
    given.add(place);
  }
  return undefined;
}

/** A size of institution for which a parameter would be left without any value. */
function missingValue(own: readonly ParameterId[], parameters: readonly RuleParameter[]) {
  for (const parameter of own)
    for (const size of InstitutionSize.options)
      if (!parameters.some((given) => given.id === parameter && (given.size ?? size) === size))
        return { parameter, size };
  return undefined;
}

/** What has to hold when limits are drafted, when they are proposed and when they are approved. */
export function checkVersion(
  { unitId, effectiveFrom, parameters }: Omit<Drafted, "versionId" | "authorId">,
  rules: RulesAround,
  at: EpochMs,
): Result<unknown, DraftRefusal> {
  const later = rules.own.find((pack) => pack.effectiveFrom > effectiveFrom);
  if (later !== undefined)
    return refuseIndicator("indicator.later-pack-adopted", {
      adoptedFrom: later.effectiveFrom,
      effectiveFrom,
    });
  return checkPack(unitId, { effectiveFrom, parameters }, rules, at);
}

/** Judges each day by a draft as well, from the next one on. */
export function startShadow(
  version: IndicatorVersion,
): Result<VersionChange, "indicator.version-not-draft"> {
  const { versionId, unitId, indicatorId, status } = version;
  if (status !== "draft")
    return refuseIndicator("indicator.version-not-draft", { versionId, state: status });
  return ok({
    version: { ...version, status: "shadow" },
    event: IndicatorShadowStarted.make({ versionId, unitId, indicatorId }),
  });
}

/** Lays a version before another officer, once it was tried. @param least days on which it has to be tried before */
export function proposeVersion(
  version: IndicatorVersion,
  proposalId: ProposalId,
  least: number,
): Result<VersionChange, "indicator.version-decided" | "indicator.not-tried"> {
  const { versionId, unitId, indicatorId, status, triedDays } = version;
  if (status !== "draft" && status !== "shadow")
    return refuseIndicator("indicator.version-decided", { versionId, state: status });
  if (triedDays < least)
    return refuseIndicator("indicator.not-tried", { versionId, days: triedDays, least });
  return ok({
    version: { ...version, status: "proposed", proposalId },
    event: IndicatorVersionProposed.make({ versionId, unitId, indicatorId, proposalId }),
  });
}

/**
 * A version that another officer approved is live; one that was rejected is a draft again.
 * @param packVersion the rule pack that the approval adopts
 */
export function decideVersion(
  version: IndicatorVersion,
  proposalId: ProposalId,
  packVersion?: string,
): VersionChange {
  const { versionId, unitId, indicatorId } = version;
  const approved = packVersion !== undefined;
  return {
    version: approved
      ? { ...version, status: "live", packVersion }
      : { ...version, status: "draft" },
    event: IndicatorVersionDecided.make({ versionId, unitId, indicatorId, proposalId, approved }),
  };
}

/** A unit's values from a day on with those of one indicator replaced: what an approval adopts, and what is tried. */
export const withVersion = (
  own: readonly RuleParameter[],
  { indicatorId, parameters }: Pick<IndicatorVersion, "indicatorId" | "parameters">,
): readonly RuleParameter[] => {
  const replaced: readonly ParameterId[] = parametersOf(indicatorId);
  return [...own.filter(({ id }) => !replaced.includes(id)), ...parameters];
};
