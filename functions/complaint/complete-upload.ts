import { createHash } from "node:crypto";
import { evidenceChange, findEvidence } from "../../adapters/repositories/complaint-items.ts";
import { evidenceKeyOf, quarantineKeyOf } from "../../adapters/uploads/upload-folders.ts";
import {
  attachEvidence,
  awaitsAttachment,
  type Evidence,
  type FoundFile,
  typeOfContent,
} from "../../domain/complaint/evidence.ts";
import { notFound } from "../kit/access.ts";
import type { EvidenceKit } from "../kit/evidence-deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow, Refused } from "../kit/problem.ts";
import type { completeUpload as contract } from "./evidence-contracts.ts";
import { commitStep } from "./step.ts";
import { ownComplaint } from "./whose-complaint.ts";

/**
 * Looks at what was uploaded, and attaches it only if it is what was announced. It is kept before the
 * complaint knows of it: a crash in between leaves a file that nobody is led to.
 */
export const completeUpload =
  (kit: EvidenceKit): UseCaseOf<typeof contract> =>
  async ({ path: { complaintId, evidenceId } }, context) => {
    const found = await ownComplaint(kit, context, complaintId);
    const evidence = await findEvidence(kit.table, complaintId, evidenceId);
    if (evidence === undefined) throw notFound("evidence", evidenceId);
    orThrow(awaitsAttachment(found.state, evidence));
    const content = await uploaded(kit, evidence);
    const decided = orThrow(attachEvidence(found.state, evidence, factsOf(content), context.now));
    await kit.evidence.keep(evidenceKeyOf(evidence), content, evidence.contentType);
    await commitStep(kit, context, found, decided, [evidenceChange(decided.evidence)]);
    return { complaintId, evidenceId };
  };

async function uploaded({ evidence: store }: EvidenceKit, evidence: Evidence): Promise<Uint8Array> {
  const { evidenceId, sizeBytes } = evidence;
  const inspected = await store.inspect(quarantineKeyOf(evidence), sizeBytes);
  if (inspected.found === "nothing")
    throw new Refused("complaint.evidence-not-uploaded", { evidenceId });
  if (inspected.found === "too-large")
    throw new Refused("complaint.evidence-wrong-size", { evidenceId, sizeBytes });
  return inspected.content;
}

const factsOf = (content: Uint8Array): FoundFile => ({
  sizeBytes: content.byteLength,
  sha256: createHash("sha256").update(content).digest("base64"),
  contentType: typeOfContent(content),
});
