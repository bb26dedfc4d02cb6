import * as z from "zod";
import { MeasureId } from "../../domain/shared/ids.ts";
import { defineUseCase } from "../kit/contract.ts";
import { FindingsView, MeasureForInstitution, MeasureSummary, MeasureText } from "./schemas.ts";

/** What follows from a measure until it is over. */

const path = z.strictObject({ measureId: MeasureId });
const officer = { role: "officer", duties: ["risk"] } as const;
const touches = {
  reads: ["unit"],
  writes: ["measure", "alert", "notice", "personal"],
  personal: ["measure"],
} as const;
const errors = ["resource.not-found", "measure.step-unfit", "measure.over"] as const;

export const submitRectification = defineUseCase({
  id: "submitRectification",
  capability: "measure",
  end: "institution",
  method: "POST",
  path: "/v1/measures/{measureId}/submission",
  summary: {
    zh: "机构提交整改情况",
    en: "The institution says what it has put right",
  },
  access: { role: "institution", duties: ["owner"] },
  input: { path, body: z.strictObject({ text: MeasureText }) },
  output: MeasureForInstitution,
  errors,
  touches: { writes: ["measure", "notice", "personal"], personal: ["measure"] },
  load: { perSecond: 1 },
});

export const returnRectification = defineUseCase({
  id: "returnRectification",
  capability: "measure",
  end: "management",
  method: "POST",
  path: "/v1/measures/{measureId}/return",
  summary: {
    zh: "退回整改：整改不到位，重新限期",
    en: "Sends back what an institution has put right: it is not enough, and a new time runs",
  },
  access: officer,
  input: { path, body: z.strictObject({ reason: MeasureText }) },
  output: MeasureSummary,
  errors,
  touches: {
    reads: ["unit", "rulePack", "calendar"],
    writes: ["measure", "notice", "personal"],
    personal: ["measure"],
  },
  load: { perSecond: 1 },
});

export const recordInspection = defineUseCase({
  id: "recordInspection",
  capability: "measure",
  end: "management",
  method: "POST",
  path: "/v1/measures/{measureId}/inspection-record",
  summary: {
    zh: "记录现场检查结果，并作为风险指标的依据",
    en: "Records what an inspection found; the indicators of risk read it",
  },
  access: officer,
  input: { path, body: z.strictObject({ ...FindingsView.shape, report: MeasureText }) },
  output: MeasureSummary,
  errors,
  touches,
  load: { perSecond: 1 },
});

export const liftMeasure = defineUseCase({
  id: "liftMeasure",
  capability: "measure",
  end: "management",
  method: "POST",
  path: "/v1/measures/{measureId}/lifting",
  summary: {
    zh: "结束处置措施：验收完成或撤销；暂停拨付、暂停收费的解除须由另一名经办人员审批",
    en: "Ends a measure, as done or taken back; to lift a stop another officer has to agree",
  },
  access: { role: "officer", duties: ["risk", "funds"] },
  input: {
    path,
    body: z.strictObject({
      outcome: z.enum(["fulfilled", "withdrawn"]).meta({
        description: "Whether what was ordered is done; a stop is withdrawn",
      }),
      reason: z.string().trim().min(2).max(500).meta({
        description: "For the institution, and of a stop for the other officer; no personal data",
      }),
    }),
  },
  output: MeasureSummary.extend({
    proposalId: MeasureSummary.shape.proposalId.meta({
      description: "Of a stop: the matter that another officer has to decide first",
    }),
  }),
  errors: [...errors, "identity.outside-unit", "measure.stop-unconfirmed"],
  idempotent: true,
  touches: { ...touches, writes: ["measure", "proposal", "alert", "notice", "personal"] },
  load: { perSecond: 1 },
});

export const useCases = [submitRectification, returnRectification, recordInspection, liftMeasure];
