import type { UseCaseOf } from "../kit/http.ts";
import { shownContact } from "./complainant.ts";
import type { getInstitutionComplaint as contract } from "./view-contracts.ts";
import { detailForInstitution, type ViewKit } from "./views.ts";
import { complaintAboutUs } from "./whose-complaint.ts";

export const getInstitutionComplaint =
  (kit: ViewKit): UseCaseOf<typeof contract> =>
  async ({ path: { complaintId } }, context) => {
    const found = await complaintAboutUs(kit, context, complaintId, ["service", "owner"]);
    const detail = await detailForInstitution(kit, found);
    if (found.state.isAnonymousToInstitution) return detail;
    return { ...detail, complainant: await shownContact(kit, found.state, false) };
  };
