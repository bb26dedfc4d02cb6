/** Where evidence waits to be verified, and where it is kept; the ids of its complaint and its own follow. */
export const QUARANTINE = "quarantine/complaints/";
export const EVIDENCE = "evidence/complaints/";

interface Named {
  readonly complaintId: string;
  readonly evidenceId: string;
}

export const quarantineKeyOf = ({ complaintId, evidenceId }: Named): string =>
  `${QUARANTINE}${complaintId}/${evidenceId}`;

export const evidenceKeyOf = ({ complaintId, evidenceId }: Named): string =>
  `${EVIDENCE}${complaintId}/${evidenceId}`;
