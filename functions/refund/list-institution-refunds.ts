import { keys } from "../../adapters/table/keys.ts";
import { requireInstitution } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { refundPages } from "./party-pages.ts";
import type { listInstitutionRefunds as contract } from "./view-contracts.ts";
import { refundSummary } from "./views.ts";

export const listInstitutionRefunds = (kit: Kit): UseCaseOf<typeof contract> => {
  const pageOf = refundPages(kit);

  return async ({ path: { institutionId }, query }, context) => {
    const thing = { kind: "institution", id: institutionId } as const;
    requireInstitution(context, institutionId, thing, ["owner", "finance", "service"]);
    const party = keys.refundsOfInstitution(institutionId);
    const { refunds, ...next } = await pageOf(context, party, query);
    return { refunds: refunds.map(refundSummary), ...next };
  };
};
