import { officerRolesOf } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { Refused } from "../kit/problem.ts";
import { inboxes } from "./inbox.ts";
import type { listUnitNotices as contract } from "./unit-contracts.ts";
import { readsInbox } from "./unit-inbox.ts";

export const listUnitNotices = (kit: Kit): UseCaseOf<typeof contract> => {
  const inbox = inboxes(kit);
  return ({ path: { unitId }, query }, context) => {
    if (!officerRolesOf(context, ["risk"]).some((role) => role.unitId === unitId))
      throw new Refused("identity.outside-unit");
    return inbox.list(unitId, query, context, (recipient) => readsInbox(context, recipient));
  };
};
