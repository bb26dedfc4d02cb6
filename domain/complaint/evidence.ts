import * as z from "zod";
import { EvidenceAnnounced, EvidenceAttached } from "../../events/complaint.ts";
import { ComplaintSide, EvidenceType } from "../shared/complaint-codes.ts";
import { ComplaintId, EvidenceId } from "../shared/ids.ts";
import { ok, type Result } from "../shared/result.ts";
import { EpochMs } from "../shared/time.ts";
import { type ComplaintDecision, type ComplaintState, namesOf } from "./complaint.ts";
import { type ComplaintRefusal, refuseComplaint } from "./refusals.ts";

/**
 * One piece of evidence. Its name is not kept: people put names of persons into names of files. What was
 * announced lies in quarantine until it is found to be what it was announced as.
 */
export const Evidence = z.object({
  evidenceId: EvidenceId,
  complaintId: ComplaintId,
  by: ComplaintSide,
  contentType: EvidenceType,
  sizeBytes: z.int().min(1),
  /** SHA-256 in base64. */
  sha256: z.string().length(44),
  announcedAt: EpochMs,
  attachedAt: EpochMs.optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** The rules of evidence at a place. */
export interface EvidenceLimits {
  readonly mostBytes: number;
  readonly mostCount: number;
}

export interface EvidenceDecision extends ComplaintDecision {
  readonly evidence: Evidence;
}

const isOpen = (complaint: ComplaintState): Result<undefined, ComplaintRefusal> => {
  const { complaintId, status } = complaint;
  if (status === "withdrawn") return refuseComplaint("complaint.withdrawn", { complaintId });
  if (status === "concluded") return refuseComplaint("complaint.concluded", { complaintId });
  return ok(undefined);
};

const eventOf = (complaint: ComplaintState, { evidenceId, contentType, sizeBytes }: Evidence) => ({
  ...namesOf(complaint),
  evidenceId,
  contentType,
  sizeBytes,
});

/** The type that a file is said to have, where it is one of those that are taken. */
export function readEvidenceType(contentType: string): Result<EvidenceType, ComplaintRefusal> {
  const parsed = EvidenceType.safeParse(contentType);
  return parsed.success
    ? ok(parsed.data)
    : refuseComplaint("complaint.evidence-type-forbidden", {
        allowed: EvidenceType.options.join(", "),
      });
}

/** Announces a file as evidence, while the complaint is open. */
export function announceEvidence(
  complaint: ComplaintState,
  evidence: Evidence,
  { mostBytes, mostCount }: EvidenceLimits,
): Result<EvidenceDecision, ComplaintRefusal> {
  const open = isOpen(complaint);
  if (!open.ok) return open;
  const { sizeBytes } = evidence;
  const { evidenceCount: count } = complaint;
  if (sizeBytes > mostBytes)
    return refuseComplaint("complaint.evidence-too-large", { sizeBytes, mostBytes });
  if (count >= mostCount)
    return refuseComplaint("complaint.evidence-too-many", { most: mostCount, count });
  return ok({
    complaint: { ...complaint, evidenceCount: count + 1 },
    evidence,
    event: EvidenceAnnounced.make(eventOf(complaint, evidence)),
  });
}

/** What was found in quarantine. */
export interface FoundFile {
  readonly sizeBytes: number;
  readonly sha256: string;
  /** By its first bytes; nothing where they are of no type that is taken. */
  readonly contentType: EvidenceType | undefined;
}

/** Whether a piece of evidence still waits to be attached. */
export function awaitsAttachment(
  complaint: ComplaintState,
  { evidenceId, attachedAt }: Evidence,
): Result<undefined, ComplaintRefusal> {
  if (attachedAt !== undefined)
    return refuseComplaint("complaint.evidence-attached", { evidenceId });
  return isOpen(complaint);
}

/** Attaches a file that is in type, size and content what was announced. Anything else changes nothing. */
export function attachEvidence(
  complaint: ComplaintState,
  evidence: Evidence,
  found: FoundFile,
  at: EpochMs,
): Result<EvidenceDecision, ComplaintRefusal> {
  const waits = awaitsAttachment(complaint, evidence);
  if (!waits.ok) return waits;
  const { evidenceId, sizeBytes, sha256, contentType } = evidence;
  if (found.sizeBytes !== sizeBytes)
    return refuseComplaint("complaint.evidence-wrong-size", { evidenceId, sizeBytes });
  if (found.sha256 !== sha256)
    return refuseComplaint("complaint.evidence-wrong-hash", { evidenceId });
  if (found.contentType !== contentType)
    return refuseComplaint("complaint.evidence-wrong-type", { evidenceId, contentType });
  return ok({
    complaint,
    evidence: { ...evidence, attachedAt: at },
    event: EvidenceAttached.make(eventOf(complaint, evidence)),
  });
}

/** The first bytes of each type, and where they lie. MP4 says `ftyp` behind the length of its first box. */
const SIGNATURES: readonly {
  readonly type: EvidenceType;
  readonly offset: number;
  readonly bytes: readonly number[];
}[] = [
  { type: "image/jpeg", offset: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: "image/png", offset: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: "application/pdf", offset: 0, bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: "video/mp4", offset: 4, bytes: [0x66, 0x74, 0x79, 0x70] },
];

/** The type of a file by its first bytes, whatever it is called. */
export const typeOfContent = (content: Uint8Array): EvidenceType | undefined =>
  SIGNATURES.find(({ offset, bytes }) =>
    bytes.every((byte, place) => content[offset + place] === byte),
  )?.type;
