import { keys } from "../../adapters/table/keys.ts";
import { memberOf } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { complaintPages } from "./party-pages.ts";
import type { listMyComplaints as contract } from "./view-contracts.ts";
import { complaintSummary } from "./views.ts";

export const listMyComplaints = (kit: Kit): UseCaseOf<typeof contract> => {
  const pageOf = complaintPages(kit);

  return async ({ query }, context) => {
    const party = keys.complaintsOfGuardian(memberOf(context).memberId);
    const { complaints, ...next } = await pageOf(context, party, query);
    return { complaints: complaints.map(complaintSummary), ...next };
  };
};
