import { memberOf } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { listNotices as contract } from "./contracts.ts";
import { inboxes } from "./inbox.ts";

export const listNotices = (kit: Kit): UseCaseOf<typeof contract> => {
  const inbox = inboxes(kit);
  return ({ query }, context) => inbox.list(memberOf(context).memberId, query, context);
};
