import { evidenceChange } from "../../adapters/repositories/complaint-items.ts";
import { quarantineKeyOf } from "../../adapters/uploads/upload-folders.ts";
import { announceEvidence, readEvidenceType } from "../../domain/complaint/evidence.ts";
import { EvidenceId, ID_PREFIXES } from "../../domain/shared/ids.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { UploadFormKit } from "../kit/upload-deps.ts";
import { complaintRules } from "./complaint-rules.ts";
import type { addComplaintEvidence as contract } from "./evidence-contracts.ts";
import { commitStep } from "./step.ts";
import { ownComplaint } from "./whose-complaint.ts";

export const addComplaintEvidence = (kit: UploadFormKit): UseCaseOf<typeof contract> => {
  const rulesFor = complaintRules(kit);

  return async ({ path: { complaintId }, body }, context) => {
    const found = await ownComplaint(kit, context, complaintId);
    const { parameter } = await rulesFor(found.state, context.now);
    const { contentLength: sizeBytes, sha256 } = body;
    const contentType = orThrow(readEvidenceType(body.contentType));
    const evidenceId = EvidenceId.parse(context.newId(ID_PREFIXES.EvidenceId));
    const decided = orThrow(
      announceEvidence(
        found.state,
        {
          evidenceId,
          complaintId,
          by: "family",
          contentType,
          sizeBytes,
          sha256,
          announcedAt: context.now,
        },
        {
          mostBytes: parameter("complaint.evidence-most-bytes"),
          mostCount: parameter("complaint.evidence-most-files"),
        },
      ),
    );
    const key = quarantineKeyOf(decided.evidence);
    const form = await kit.uploadForms.formFor({ key, contentType, sizeBytes, sha256 });
    await commitStep(kit, context, found, decided, [evidenceChange(decided.evidence)]);
    return { evidenceId, upload: { ...form, fields: { ...form.fields } } };
  };
};
