import { lookChange } from "../../adapters/personal/access-log.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { MemberId } from "../../domain/shared/ids.ts";
import { memberOf } from "../kit/access.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { shownContact } from "./complainant.ts";
import type { getComplaint as contract } from "./view-contracts.ts";
import { complaintDetail, type ViewKit } from "./views.ts";
import { complaintInArea } from "./whose-complaint.ts";

/** Shows a complaint to an officer. The look is written down first: nothing is seen that is not logged. */
export const getComplaint =
  (kit: ViewKit): UseCaseOf<typeof contract> =>
  async ({ path: { complaintId }, query: { purpose } }, context) => {
    const found = await complaintInArea(kit, context, complaintId, ["complaints", "audit"]);
    const isClear = purpose !== undefined;
    const look = lookChange(kit.newUlid(), {
      aboutId: complaintId,
      memberId: MemberId.parse(memberOf(context).memberId),
      operation: context.operation,
      isClear,
      purpose,
      at: context.now,
      correlationId: context.correlationId,
    });
    await commitCommand(kit.table, context, [look], {});
    const [detail, complainant] = await Promise.all([
      complaintDetail(kit, found),
      shownContact(kit, found.state, isClear),
    ]);
    return { ...detail, complainant };
  };
