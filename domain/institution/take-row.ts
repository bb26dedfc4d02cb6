import { InstitutionRegistered, InstitutionUpdated } from "../../events/institution.ts";
import type { DomainEvent } from "../../events/define.ts";
import type { InstitutionId, JobId } from "../shared/ids.ts";
import type { InstitutionDraft } from "./institution-row.ts";
import type { InstitutionState } from "./institution.ts";

interface RowSource {
  readonly jobId: JobId;
  readonly line: number;
}

interface Taken {
  readonly institution: InstitutionState;
  readonly event: DomainEvent;
}

/** What a list says of an institution, and the record keeps in clear. */
const listedFields = (draft: InstitutionDraft) => ({
  name: draft.name,
  uscc: draft.uscc,
  ...(draft.ownerUscc === undefined ? {} : { ownerUscc: draft.ownerUscc }),
  licenceNo: draft.licenceNo,
  licenceValidTo: draft.licenceValidTo,
  category: draft.category,
  mode: draft.mode,
  countyUnitId: draft.countyUnitId,
  address: draft.address,
  areaSquareMetres: draft.areaSquareMetres,
});

const eventData = (institutionId: InstitutionId, draft: InstitutionDraft, source: RowSource) => ({
  institutionId,
  uscc: draft.uscc,
  countyUnitId: draft.countyUnitId,
  licenceValidTo: draft.licenceValidTo,
  ...source,
});

/** An institution that is new to the platform: without account and without standing. */
export const registerInstitution = (
  institutionId: InstitutionId,
  draft: InstitutionDraft,
  source: RowSource,
): Taken => ({
  institution: {
    institutionId,
    ...listedFields(draft),
    needsReview: draft.flags.needsReview,
    blacklisted: false,
    inspection: "none",
    source: { ...source, outcome: "created" },
  },
  event: InstitutionRegistered.make(eventData(institutionId, draft, source)),
});

/**
 * An institution that is known by its code: what the list says is taken over; account, open proposal and
 * standing stay. So does the review of the code, since the code is the same.
 * @param personal whether the legal representative, or their telephone number, is another one
 * @returns `undefined` where the row says nothing new
 */
export function updateInstitution(
  known: InstitutionState,
  draft: InstitutionDraft,
  personal: { readonly isOtherPerson: boolean; readonly isOtherPhone: boolean },
  source: RowSource,
): Taken | undefined {
  const listed = listedFields(draft);
  const before: Readonly<Record<string, unknown>> = known;
  const differs = Object.entries(listed).some(([name, value]) => before[name] !== value);
  const { isOtherPerson, isOtherPhone } = personal;
  if (!differs && !isOtherPerson && !isOtherPhone) return undefined;
  return {
    institution: { ...known, ...listed, source: { ...source, outcome: "updated" } },
    event: InstitutionUpdated.make({
      ...eventData(known.institutionId, draft, source),
      ...(isOtherPerson ? { legalPersonChanged: true } : {}),
    }),
  };
}
