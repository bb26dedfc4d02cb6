import type { ParameterDefinition } from "./parameter-definition.ts";

/** What localities may set for complaints; the values lie in `complaint-rule-pack.ts`. */
export const COMPLAINT_PARAMETER_IDS = [
  "complaint.oldest-months",
  "complaint.institution-working-days",
  "complaint.family-working-days",
  "complaint.acceptance-working-days",
  "complaint.mediation-working-days",
  "complaint.extension-working-days",
  "complaint.superior-working-days",
  "complaint.reopening-working-days",
  "complaint.evidence-most-bytes",
  "complaint.evidence-most-files",
] as const;

export const complaintParameters = {
  "complaint.oldest-months": { unit: "calendar-month", strictest: "higher" },
  "complaint.institution-working-days": { unit: "working-day", strictest: "lower" },
  "complaint.family-working-days": { unit: "working-day", strictest: "higher" },
  "complaint.acceptance-working-days": { unit: "working-day", strictest: "lower" },
  "complaint.mediation-working-days": { unit: "working-day", strictest: "lower" },
  "complaint.extension-working-days": { unit: "working-day", strictest: "lower" },
  "complaint.superior-working-days": { unit: "working-day", strictest: "lower" },
  "complaint.reopening-working-days": { unit: "working-day", strictest: "higher" },
  "complaint.evidence-most-bytes": { unit: "byte", strictest: "lower" },
  "complaint.evidence-most-files": { unit: "file", strictest: "lower" },
} as const satisfies Record<(typeof COMPLAINT_PARAMETER_IDS)[number], ParameterDefinition>;
