import * as z from "zod";
import { ProposalStatus } from "../../domain/proposal/proposal.ts";
import { InstitutionId, ProposalId } from "../../domain/shared/ids.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { FreezeConfirmed, FreezeLifted } from "../../events/institution.ts";
import { defineTask, defineUseCase } from "../kit/contract.ts";
import { groundFields } from "../measure/schemas.ts";

const ofInstitution = { path: z.strictObject({ institutionId: InstitutionId }) };
const Reason = z
  .string()
  .trim()
  .min(2)
  .max(500)
  .meta({ description: "For the other officer; no personal data" });

export const freezeInstitution = defineUseCase({
  id: "freezeInstitution",
  capability: "institution",
  end: "management",
  method: "POST",
  path: "/v1/institutions/{institutionId}/freeze",
  summary: {
    zh: "紧急冻结机构：立即停止售课与拨付，须由另一名经办人员限时确认，逾期自动解除",
    en: "Freezes an institution at once: no sale, no release; another officer confirms it in time, or it ends",
  },
  access: { role: "officer", duties: ["funds"] },
  input: { ...ofInstitution, body: z.strictObject({ ...groundFields, reason: Reason }) },
  output: z.strictObject({
    proposalId: ProposalId,
    frozen: z.literal(true),
    lapsesAt: Timestamp.meta({ description: "It ends then unless another officer confirms it" }),
  }),
  status: 202,
  errors: [
    "resource.not-found",
    "identity.outside-unit",
    "institution.already-frozen",
    "measure.basis-unfit",
  ],
  idempotent: true,
  touches: { reads: ["unit", "rulePack"], writes: ["institution", "proposal", "alert", "notice"] },
  load: { perSecond: 1 },
});

export const liftFreeze = defineUseCase({
  id: "liftFreeze",
  capability: "institution",
  end: "management",
  method: "POST",
  path: "/v1/institutions/{institutionId}/freeze-lifting",
  summary: {
    zh: "提议解除冻结，由另一名经办人员审批；解除后被暂停的拨付自动恢复",
    en: "Proposes to lift a freeze; once another officer agrees, what was held goes on by itself",
  },
  access: { role: "officer", duties: ["funds"] },
  input: { ...ofInstitution, body: z.strictObject({ reason: Reason }) },
  output: z.strictObject({ proposalId: ProposalId, status: ProposalStatus }),
  status: 202,
  errors: [
    "resource.not-found",
    "identity.outside-unit",
    "institution.not-frozen",
    "institution.freeze-unconfirmed",
    "institution.mass-refund-ordered",
  ],
  idempotent: true,
  touches: { reads: ["institution", "unit"], writes: ["proposal"] },
  load: { perSecond: 1 },
});

export const tellOfFreeze = defineTask({
  id: "tellOfFreeze",
  capability: "institution",
  summary: {
    zh: "冻结经确认或解除后通知机构的每个家庭",
    en: "Tells each family of an institution that it is frozen, or no longer",
  },
  trigger: { kind: "events", events: [FreezeConfirmed, FreezeLifted] },
  touches: { reads: ["position", "enrolment"], writes: ["notice"] },
  timeoutSeconds: 900,
  alarm: {
    effect: "Families do not learn that their institution is frozen, or that it no longer is.",
    runbook: "freeze-is-not-told",
  },
});

export const useCases = [freezeInstitution, liftFreeze];
export const tasks = [tellOfFreeze];
