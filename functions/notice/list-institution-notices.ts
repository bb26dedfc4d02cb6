import { requireInstitution } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { INBOX_READERS, type listInstitutionNotices as contract } from "./contracts.ts";
import { inboxes } from "./inbox.ts";

export const listInstitutionNotices = (kit: Kit): UseCaseOf<typeof contract> => {
  const inbox = inboxes(kit);
  return async ({ path: { institutionId }, query }, context) => {
    const thing = { kind: "institution", id: institutionId } as const;
    requireInstitution(context, institutionId, thing, INBOX_READERS);
    return inbox.list(institutionId, query, context);
  };
};
