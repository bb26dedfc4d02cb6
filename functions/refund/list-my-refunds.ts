import { keys } from "../../adapters/table/keys.ts";
import { memberOf } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { refundPages } from "./party-pages.ts";
import type { listMyRefunds as contract } from "./view-contracts.ts";
import { refundSummary } from "./views.ts";

export const listMyRefunds = (kit: Kit): UseCaseOf<typeof contract> => {
  const pageOf = refundPages(kit);

  return async ({ query }, context) => {
    const party = keys.refundsOfGuardian(memberOf(context).memberId);
    const { refunds, ...next } = await pageOf(context, party, query);
    return { refunds: refunds.map(refundSummary), ...next };
  };
};
