import * as z from "zod";
import { dueOfComplaint } from "../../domain/complaint/clocks.ts";
import { ComplaintState } from "../../domain/complaint/complaint.ts";
import { Evidence } from "../../domain/complaint/evidence.ts";
import { turnOf } from "../../domain/complaint/transitions.ts";
import { type AggregateKind, aggregates, storable } from "../aggregates.ts";
import { dueAttributes } from "../due-index.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/** A complaint, listed by its family and by the county that handles it; due while a time runs. */
export const complaintKind: AggregateKind<ComplaintState> = {
  type: "complaint",
  key: keys.complaint,
  schema: ComplaintState,
  idOf: (state) => state.complaintId,
  indexes: (state) => ({
    gsi1pk: keys.complaintsOfGuardian(state.complainantId),
    gsi1sk: state.complaintId,
    gsi2pk: keys.complaintsOfUnit(state.countyUnitId),
    gsi2sk: state.complaintId,
    ...dueAttributes(keys.complaint(state.complaintId), dueOfComplaint(state)),
  }),
  scope: (state) => ({ unitId: state.countyUnitId, institutionId: state.institutionId }),
};

/** A complaint of a family about one of its orders that is not over, if there is one. */
export async function openComplaintAbout(
  table: Table,
  { guardianId, enrolmentId }: { readonly guardianId: string; readonly enrolmentId: string },
): Promise<ComplaintState | undefined> {
  const pk = keys.complaintsOfGuardian(guardianId);
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const page = await table.query({ index: "gsi1", pk, limit: 100, ...(after && { after }) });
    const ids = page.items.map((item) => keys.idOf(item.pk));
    const found = (await aggregates(table, complaintKind).findMany(ids)).find(
      ({ state }) => state.enrolmentId === enrolmentId && turnOf[state.status] !== undefined,
    );
    if (found !== undefined) return found.state;
    after = page.next;
  } while (after !== undefined);
  return undefined;
}

/** Enters a new complaint in the list of the institution that it is about. */
export const respondentChange = ({ complaintId, institutionId }: ComplaintState): Change => ({
  write: {
    kind: "put",
    item: {
      ...keys.respondent(complaintId),
      type: "complaint-respondent",
      gsi1pk: keys.complaintsOfInstitution(institutionId),
      gsi1sk: complaintId,
    },
    condition: { kind: "absent" },
  },
});

const EvidenceItem = z.object({ state: Evidence });

/** Writes a piece of evidence as a decision left it, beside the change of its complaint's head. */
export const evidenceChange = (evidence: Evidence): Change => ({
  write: {
    kind: "put",
    item: {
      ...keys.evidence(evidence.complaintId, evidence.evidenceId),
      type: "evidence",
      schemaVersion: 1,
      state: storable(Evidence.parse(evidence)),
    },
  },
});

export async function findEvidence(
  table: Table,
  complaintId: string,
  evidenceId: string,
): Promise<Evidence | undefined> {
  const item = await table.get(keys.evidence(complaintId, evidenceId));
  return item === undefined ? undefined : EvidenceItem.parse(item).state;
}

/** All evidence that was verified, in the order in which it was announced. */
export async function attachedEvidence(
  table: Table,
  complaintId: string,
): Promise<readonly Evidence[]> {
  const { pk, beginsWith } = keys.evidences(complaintId);
  // A complaint has some twenty pieces at most, so that one page has them all.
  const { items } = await table.query({ pk, sk: { beginsWith }, consistent: true });
  return items
    .map((item) => EvidenceItem.parse(item).state)
    .filter(({ attachedAt }) => attachedAt !== undefined);
}
