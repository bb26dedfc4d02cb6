import type { UseCaseOf } from "../kit/http.ts";
import type { getMyComplaint as contract } from "./view-contracts.ts";
import { complaintDetail, type ViewKit } from "./views.ts";
import { ownComplaint } from "./whose-complaint.ts";

export const getMyComplaint =
  (kit: ViewKit): UseCaseOf<typeof contract> =>
  async ({ path: { complaintId } }, context) =>
    complaintDetail(kit, await ownComplaint(kit, context, complaintId));
