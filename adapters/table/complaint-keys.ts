import { PREFIX } from "./key-names.ts";
import type { Key } from "./table.ts";

const ofComplaint = (complaintId: string): string => `${PREFIX.complaint}#${complaintId}`;

/** The keys of complaints, of what lies behind them, and of the looks at what is sealed; part of `keys`. */
export const complaintKeys = {
  complaint: (complaintId: string): Key => ({ pk: ofComplaint(complaintId), sk: "HEAD" }),
  complaintsOfGuardian: (memberId: string) => `${PREFIX.complaintsByGuardian}#${memberId}`,
  complaintsOfInstitution: (id: string) => `${PREFIX.complaintsByInstitution}#${id}`,
  complaintsOfUnit: (unitId: string) => `${PREFIX.complaintsByUnit}#${unitId}`,
  /** Lists a complaint also for the institution that it is about. */
  respondent: (complaintId: string): Key => ({ pk: ofComplaint(complaintId), sk: "RESPONDENT" }),
  evidence: (complaintId: string, evidenceId: string): Key => ({
    pk: ofComplaint(complaintId),
    sk: `EVIDENCE#${evidenceId}`,
  }),
  evidences: (complaintId: string) => ({ pk: ofComplaint(complaintId), beginsWith: "EVIDENCE#" }),
  /** Where the workflow of a complaint waits for a person. */
  complaintToken: (complaintId: string): Key => ({ pk: ofComplaint(complaintId), sk: "TOKEN" }),
  /** The looks at one thing, in the order in which they were taken. */
  look: (aboutId: string, lookId: string): Key => ({
    pk: `${PREFIX.accessLog}#${aboutId}`,
    sk: lookId,
  }),
} as const;
