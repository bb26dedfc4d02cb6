import { S3Client } from "@aws-sdk/client-s3";
import { type EvidenceStore, s3EvidenceStore } from "../../adapters/uploads/evidence-store.ts";
import type { Kit } from "./deps.ts";
import { environment } from "./environment.ts";

/** The kit of a function that verifies evidence, or gives links to it. */
export interface EvidenceKit extends Kit {
  readonly evidence: EvidenceStore;
}

export const withEvidence = <K extends Kit>(kit: K): K & EvidenceKit => ({
  ...kit,
  evidence: s3EvidenceStore(new S3Client({}), environment().UPLOADS_BUCKET),
});
