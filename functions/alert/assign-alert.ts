import { findMember } from "../../adapters/repositories/member-kind.ts";
import { decideAssign } from "../../domain/alert/dispose.ts";
import { actingOffice } from "../../domain/alert/route.ts";
import type { MemberState } from "../../domain/identity/member.ts";
import { UnitId } from "../../domain/shared/ids.ts";
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
    const assignee = await findMember(kit.table, assigneeId);
    const office = assignee && actingOffice(found.state, officesOf(assignee));
    if (office === undefined)
      throw new Refused("alert.assignee-not-competent", { memberId: assigneeId });
    const officerId = officerIdOf(context);
    const assigned = { assigneeId, assigneeUnitId: UnitId.parse(office.unitId), officerId };
    const decided = orThrow(decideAssign(found.state, assigned));
    return commitAlert(kit, context, found, decided);
  };

/** The offices in which a member looks after risks. */
const officesOf = ({ roles }: MemberState) =>
  roles.filter((role) => role.role === "officer").filter(({ duties }) => duties.includes("risk"));
