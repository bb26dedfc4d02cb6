import { keys } from "../../adapters/table/keys.ts";
import { requireInstitution } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { complaintPages } from "./party-pages.ts";
import type { listInstitutionComplaints as contract } from "./view-contracts.ts";
import { summaryForInstitution } from "./views.ts";

export const listInstitutionComplaints = (kit: Kit): UseCaseOf<typeof contract> => {
  const pageOf = complaintPages(kit);

  return async ({ path: { institutionId }, query }, context) => {
    const thing = { kind: "institution", id: institutionId } as const;
    requireInstitution(context, institutionId, thing, ["service", "owner"]);
    const party = keys.complaintsOfInstitution(institutionId);
    const { complaints, ...next } = await pageOf(context, party, query);
    return { complaints: complaints.map(summaryForInstitution), ...next };
  };
};
