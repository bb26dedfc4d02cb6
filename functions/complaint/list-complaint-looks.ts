import { looksAt } from "../../adapters/personal/access-log.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { listComplaintLooks as contract } from "./view-contracts.ts";
import { complaintInArea } from "./whose-complaint.ts";

export const listComplaintLooks = (kit: Kit): UseCaseOf<typeof contract> => {
  const pages = cursors(kit.mac);

  return async ({ path, query: { limit, cursor } }, context) => {
    await complaintInArea(kit, context, path.complaintId, ["audit"]);
    const after = await pages.read(context, path, cursor);
    const { looks, next } = await looksAt(kit.table, path.complaintId, { limit, after });
    return {
      looks: looks.map(({ memberId, at, isClear, purpose }) => ({
        memberId,
        at: toRfc3339(at),
        isClear,
        ...(purpose === undefined ? {} : { purpose }),
      })),
      ...(await pages.write(context, path, next)),
    };
  };
};
