import * as z from "zod";
import { ComplaintFinding, LeadKind } from "../../domain/shared/complaint-codes.ts";
import { ComplaintId, UnitId } from "../../domain/shared/ids.ts";
import { RefundOrder } from "../../domain/shared/refund-order.ts";
import { defineUseCase } from "../kit/contract.ts";
import { ComplaintText, Standing } from "./schemas.ts";

/** What institutions answer, and what authorities decide. */

const path = z.strictObject({ complaintId: ComplaintId });
const OVER = ["complaint.withdrawn", "complaint.concluded"] as const;
const RULES = ["calendar", "rulePack"] as const;
const REFUND = [
  "complaint.refund-without-order",
  "complaint.refund-too-high",
  "complaint.no-such-lesson",
] as const;

export const respondToComplaint = defineUseCase({
  id: "respondToComplaint",
  capability: "complaint",
  end: "institution",
  method: "POST",
  path: "/v1/complaints/{complaintId}/answer",
  summary: {
    zh: "机构在期限内答复投诉（限一次），可提出退费",
    en: "The institution answers a complaint in time, once, and may offer money back",
  },
  access: { role: "institution", duties: ["service", "owner"] },
  input: {
    path,
    body: z.strictObject({ text: ComplaintText, refund: RefundOrder.optional() }),
  },
  output: Standing,
  errors: [
    "resource.not-found",
    ...OVER,
    ...REFUND,
    "complaint.already-answered",
    "complaint.not-your-turn",
    "complaint.already-decided",
    "complaint.too-late",
  ],
  idempotent: true,
  touches: {
    reads: [...RULES, "enrolment"],
    writes: ["complaint", "personal", "notice"],
    personal: ["complaint"],
  },
  load: { perSecond: 5 },
});

const Step = z.discriminatedUnion("step", [
  z.strictObject({ step: z.literal("take-up") }),
  z.strictObject({ step: z.literal("extend"), text: ComplaintText }),
  z.strictObject({
    step: z.literal("decide"),
    finding: ComplaintFinding.exclude(["offered", "declined"]),
    text: ComplaintText,
    refund: RefundOrder.optional(),
    lead: LeadKind.optional().meta({ description: "Handed to enforcement once this has effect" }),
  }),
  z.strictObject({ step: z.literal("decline"), text: ComplaintText }),
]);
export type MediationStep = z.output<typeof Step>;

export const mediateComplaint = defineUseCase({
  id: "mediateComplaint",
  capability: "complaint",
  end: "management",
  method: "POST",
  path: "/v1/complaints/{complaintId}/mediation",
  summary: {
    zh: "主管部门办理投诉：受理、延期、作出处理结果（可责令退费、移送线索）或不予受理",
    en: "The authority in charge takes a complaint up, extends its time, decides, or declines it",
  },
  access: { role: "officer", duties: ["complaints"] },
  input: { path, body: Step },
  output: Standing,
  errors: [
    "resource.not-found",
    ...OVER,
    ...REFUND,
    "complaint.with-another-authority",
    "complaint.step-of-the-county",
    "complaint.not-your-turn",
    "complaint.too-late",
    "complaint.already-taken-up",
    "complaint.not-taken-up",
    "complaint.already-extended",
    "complaint.already-decided",
    "complaint.dismissed-with-orders",
  ],
  idempotent: true,
  touches: {
    reads: [...RULES, "enrolment"],
    writes: ["complaint", "personal", "notice"],
    personal: ["complaint"],
  },
  load: { perSecond: 2 },
});

export const reassignComplaint = defineUseCase({
  id: "reassignComplaint",
  capability: "complaint",
  end: "management",
  method: "POST",
  path: "/v1/complaints/{complaintId}/reassignment",
  summary: {
    zh: "县级在受理前将投诉移交本省另一县级单位，限一次",
    en: "The county hands a complaint to another of its province before taking it up, once",
  },
  access: { role: "officer", duties: ["complaints"] },
  input: { path, body: z.strictObject({ unitId: UnitId, text: ComplaintText }) },
  output: Standing,
  errors: [
    "resource.not-found",
    ...OVER,
    "complaint.with-another-authority",
    "complaint.step-of-the-county",
    "complaint.not-your-turn",
    "complaint.too-late",
    "complaint.already-taken-up",
    "complaint.already-decided",
    "complaint.reassigned-before",
    "complaint.not-a-county",
  ],
  touches: {
    reads: RULES,
    writes: ["complaint", "personal", "notice"],
    personal: ["complaint"],
  },
  load: { perSecond: 1 },
});

export const useCases = [respondToComplaint, mediateComplaint, reassignComplaint];
