import type { DomainEvent } from "../../events/define.ts";
import { OfficerAppointed } from "../../events/identity.ts";
import { MemberId, UnitId } from "../shared/ids.ts";
import type { Department } from "./competence.ts";
import { type MemberRole, type MemberState, OfficerDuty } from "./member.ts";

/** A post of an officer: where, for which department, with which duties. */
export interface Post {
  readonly unitId: string;
  readonly department: Department;
  readonly duties: readonly OfficerDuty[];
}

/**
 * Gives an account a post; what it held in the same unit and department is replaced, other roles stay.
 * Nothing changes where it holds exactly this post.
 */
export function appointOfficer(
  member: MemberState,
  post: Post,
): { readonly member: MemberState; readonly event: DomainEvent } | undefined {
  const isSamePost = (role: MemberRole): boolean =>
    role.role === "officer" && role.unitId === post.unitId && role.department === post.department;
  const duties = OfficerDuty.options.filter((duty) => post.duties.includes(duty));
  const held = member.roles.find(isSamePost);
  if (held?.role === "officer" && held.duties.join() === duties.join()) return undefined;
  return {
    member: {
      ...member,
      roles: [
        ...member.roles.filter((role) => !isSamePost(role)),
        { role: "officer", unitId: post.unitId, department: post.department, duties },
      ],
    },
    event: OfficerAppointed.make({
      memberId: MemberId.parse(member.memberId),
      unitId: UnitId.parse(post.unitId),
      department: post.department,
      duties,
    }),
  };
}
