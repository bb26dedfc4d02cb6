import * as z from "zod";
import { EVIDENCE, QUARANTINE } from "../../adapters/uploads/upload-folders.ts";
import { ComplaintId, EvidenceId } from "../../domain/shared/ids.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { defineUseCase } from "../kit/contract.ts";

/** How families hand in evidence: announced, uploaded to quarantine, verified. */

export const addComplaintEvidence = defineUseCase({
  id: "addComplaintEvidence",
  capability: "complaint",
  end: "family",
  method: "POST",
  path: "/v1/complaints/{complaintId}/evidence",
  summary: {
    zh: "登记一份证据文件，返回上传表单；上传后以 completeUpload 核验附入",
    en: "Announces a file as evidence and gives the form to upload it with; then completeUpload",
  },
  access: { role: "guardian" },
  input: {
    path: z.strictObject({ complaintId: ComplaintId }),
    body: z.strictObject({
      contentType: z.string().trim().max(100).meta({ description: "As `image/jpeg`" }),
      contentLength: z.int().min(1).meta({ description: "Bytes" }),
      sha256: z
        .string()
        .regex(/^[A-Za-z0-9+/]{43}=$/)
        .meta({ description: "SHA-256 of the file in base64" }),
    }),
  },
  output: z.strictObject({
    evidenceId: EvidenceId,
    upload: z.strictObject({
      url: z.url(),
      fields: z.record(z.string(), z.string()),
      expiresAt: Timestamp.meta({ description: "After it the storage refuses the form" }),
    }),
  }),
  status: 201,
  errors: [
    "resource.not-found",
    "complaint.withdrawn",
    "complaint.concluded",
    "complaint.evidence-type-forbidden",
    "complaint.evidence-too-large",
    "complaint.evidence-too-many",
  ],
  answersSecret: true,
  touches: {
    reads: ["calendar", "rulePack"],
    writes: ["complaint"],
    uploads: { access: "presign", keyPrefix: QUARANTINE },
  },
  load: { perSecond: 5 },
});

export const completeUpload = defineUseCase({
  id: "completeUpload",
  capability: "complaint",
  end: "family",
  method: "POST",
  path: "/v1/complaints/{complaintId}/evidence/{evidenceId}/completion",
  summary: {
    zh: "核验已上传的证据（类型、大小、SHA-256），相符才附入投诉",
    en: "Verifies an uploaded file in type, size and SHA-256, and attaches it only if all are right",
  },
  access: { role: "guardian" },
  input: { path: z.strictObject({ complaintId: ComplaintId, evidenceId: EvidenceId }) },
  output: z.strictObject({ complaintId: ComplaintId, evidenceId: EvidenceId }),
  errors: [
    "resource.not-found",
    "complaint.withdrawn",
    "complaint.concluded",
    "complaint.evidence-attached",
    "complaint.evidence-not-uploaded",
    "complaint.evidence-wrong-size",
    "complaint.evidence-wrong-hash",
    "complaint.evidence-wrong-type",
  ],
  touches: {
    writes: ["complaint"],
    uploads: [
      { access: "read", keyPrefix: QUARANTINE },
      { access: "keep", keyPrefix: EVIDENCE },
    ],
  },
  load: { perSecond: 5 },
});

export const useCases = [addComplaintEvidence, completeUpload];
