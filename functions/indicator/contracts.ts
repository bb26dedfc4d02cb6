import * as z from "zod";
import { ProposalStatus } from "../../domain/proposal/proposal.ts";
import { IndicatorTrial } from "../../domain/risk/versions/trial.ts";
import { VersionStatus } from "../../domain/risk/versions/version.ts";
import {
  IndicatorTrialId,
  IndicatorVersionId,
  ProposalId,
  UnitId,
} from "../../domain/shared/ids.ts";
import { IndicatorId } from "../../domain/shared/risk-codes.ts";
import { LocalDate } from "../../domain/shared/time.ts";
import { defineUseCase } from "../kit/contract.ts";
import { LimitInput } from "./schemas.ts";

const Versioned = z.strictObject({ versionId: IndicatorVersionId, status: VersionStatus });
const Proposed = z.strictObject({ proposalId: ProposalId, status: ProposalStatus });
const version = z.strictObject({ versionId: IndicatorVersionId });

/** An indicator has up to five parameters, each with a value for every size. */
const MOST_LIMITS = 20;

export const putIndicatorParameters = defineUseCase({
  id: "putIndicatorParameters",
  capability: "indicator",
  end: "management",
  method: "PUT",
  path: "/v1/units/{unitId}/indicators/{indicatorId}/parameters",
  summary: {
    zh: "起草本单位某一预警指标的参数版本（只能比上级从严），先试算，后审批",
    en: "Drafts the unit's own limits of an indicator, never looser than above: tried first, then decided",
  },
  access: { role: "officer", duties: ["risk"] },
  input: {
    path: z.strictObject({ unitId: UnitId, indicatorId: IndicatorId }),
    body: z.strictObject({
      effectiveFrom: LocalDate.meta({ description: "A day after the one on which it is decided" }),
      parameters: z.array(LimitInput).max(MOST_LIMITS).meta({
        description:
          "All of the unit's own values for the indicator, by size where they differ; none leaves it to the levels above",
      }),
    }),
  },
  output: Versioned,
  status: 201,
  errors: [
    "identity.outside-unit",
    "resource.not-found",
    "indicator.parameter-of-another",
    "indicator.value-twice",
    "indicator.value-missing",
    "indicator.later-pack-adopted",
    "rule.looser-than-above",
    "rule.effective-too-early",
  ],
  touches: { reads: ["unit", "rulePack"], writes: ["indicatorVersion"] },
  load: { perSecond: 1 },
});

export const shadowIndicator = defineUseCase({
  id: "shadowIndicator",
  capability: "indicator",
  end: "management",
  method: "POST",
  path: "/v1/indicator-versions/{versionId}/shadow",
  summary: {
    zh: "让草稿版本影子运行：每日与现行参数并行试算，不发出预警",
    en: "Runs a draft in shadow: each day is judged by it beside what is live, and nobody is warned",
  },
  access: { role: "officer", duties: ["risk"] },
  input: { path: version },
  output: Versioned,
  errors: ["identity.outside-unit", "resource.not-found", "indicator.version-not-draft"],
  touches: { writes: ["indicatorVersion"] },
  load: { perSecond: 1 },
});

export const backtestIndicator = defineUseCase({
  id: "backtestIndicator",
  capability: "indicator",
  end: "management",
  method: "POST",
  path: "/v1/indicator-versions/{versionId}/backtests",
  summary: {
    zh: "用已存储的每日事实回测参数版本：会预警哪些机构，与现行参数相比增减哪些",
    en: "Tries a version on stored facts: whom it would have warned of, and who is added or dropped",
  },
  access: { role: "officer", duties: ["risk"] },
  input: {
    path: version,
    body: z.strictObject({
      from: LocalDate,
      to: LocalDate.meta({ description: "A day that is over; at most 92 days from the first" }),
    }),
  },
  output: z.strictObject({ trialId: IndicatorTrialId, status: IndicatorTrial.shape.status }),
  status: 202,
  errors: [
    "identity.outside-unit",
    "resource.not-found",
    "indicator.version-decided",
    "indicator.trial-running",
    "indicator.span-not-over",
    "indicator.span-too-long",
  ],
  touches: { writes: ["indicatorVersion", "indicatorTrial"] },
  load: { perSecond: 1 },
});

export const proposeIndicatorParameters = defineUseCase({
  id: "proposeIndicatorParameters",
  capability: "indicator",
  end: "management",
  method: "POST",
  path: "/v1/indicator-versions/{versionId}/proposal",
  summary: {
    zh: "将已试算的参数版本提交审批，由起草人、提出人以外的经办人员决定",
    en: "Proposes that a version that was tried goes live; neither its drafter nor its proposer decides",
  },
  access: { role: "officer", duties: ["risk"] },
  input: { path: version },
  output: Proposed,
  status: 202,
  errors: [
    "identity.outside-unit",
    "resource.not-found",
    "indicator.version-decided",
    "indicator.not-tried",
    "indicator.later-pack-adopted",
    "rule.looser-than-above",
    "rule.effective-too-early",
  ],
  touches: { reads: ["unit", "rulePack"], writes: ["indicatorVersion", "proposal"] },
  load: { perSecond: 1 },
});

export const withdrawIndicatorVersion = defineUseCase({
  id: "withdrawIndicatorVersion",
  capability: "indicator",
  end: "management",
  method: "POST",
  path: "/v1/indicator-versions/{versionId}/withdrawal",
  summary: {
    zh: "撤回尚未审批生效的参数版本，连同其待审批的提议；进行中的试算随之中止",
    en: "Gives up a version that is not live, with the proposal it is before; its running trials go no further",
  },
  access: { role: "officer", duties: ["risk"] },
  input: { path: version },
  output: Versioned,
  errors: ["identity.outside-unit", "resource.not-found", "indicator.version-live"],
  touches: { writes: ["indicatorVersion", "proposal"] },
  load: { perSecond: 1 },
});

export const endIndicatorVersion = defineUseCase({
  id: "endIndicatorVersion",
  capability: "indicator",
  end: "management",
  method: "POST",
  path: "/v1/indicator-versions/{versionId}/end",
  summary: {
    zh: "提议停用已生效的参数版本：另一名经办人员审批后，自指定日起恢复其之前的取值",
    en: "Proposes that a live version ends: approved by another officer, the values before it hold again",
  },
  access: { role: "officer", duties: ["risk"] },
  input: {
    path: version,
    body: z.strictObject({
      effectiveFrom: LocalDate.meta({
        description: "From this day on the values before it hold; a day after that of the decision",
      }),
      reason: z.string().trim().min(2).max(500),
    }),
  },
  output: Proposed,
  status: 202,
  errors: [
    "identity.outside-unit",
    "resource.not-found",
    "indicator.version-not-live",
    "indicator.version-replaced",
    "indicator.later-pack-adopted",
    "rule.looser-than-above",
    "rule.effective-too-early",
  ],
  touches: { reads: ["unit", "rulePack"], writes: ["indicatorVersion", "proposal"] },
  load: { perSecond: 1 },
});

export const useCases = [
  putIndicatorParameters,
  shadowIndicator,
  backtestIndicator,
  proposeIndicatorParameters,
  withdrawIndicatorVersion,
  endIndicatorVersion,
];
