import { findMember } from "../../adapters/repositories/member-kind.ts";
import type { AlertState } from "../../domain/alert/alert.ts";
import { decideAssign } from "../../domain/alert/dispose.ts";
import { actsOn } from "../../domain/alert/route.ts";
import type { MemberState } from "../../domain/identity/member.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow, Refused } from "../kit/problem.ts";
import { commitAlert } from "./commit-alert.ts";
import type { assignAlert as contract } from "./contracts.ts";
import { alertInCharge, officerIdOf } from "./whose-alert.ts";

export const assignAlert =
  (kit: Kit): UseCaseOf<typeof contract> =>
  async ({ path: { alertId }, body: { assigneeId } }, context) => {
    const found = await alertInCharge(kit, context, alertId);
    const officerId = officerIdOf(context);
    const decided = orThrow(decideAssign(found.state, { assigneeId, officerId }));
    const assignee = await findMember(kit.table, assigneeId);
    if (assignee === undefined || !mayWorkOn(found.state, assignee))
      throw new Refused("alert.assignee-not-competent", { memberId: assigneeId });
    return commitAlert(kit, context, found, decided);
  };

const mayWorkOn = (alert: AlertState, { roles }: MemberState): boolean =>
  roles.some(
    (role) => role.role === "officer" && role.duties.includes("risk") && actsOn(alert, role),
  );
