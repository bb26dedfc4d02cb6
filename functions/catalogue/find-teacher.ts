import { dutiesIn } from "../../domain/identity/member.ts";
import { MemberId } from "../../domain/shared/ids.ts";
import type { Kit } from "../kit/deps.ts";
import { Refused } from "../kit/problem.ts";

/**
 * The member behind an account, who has to teach at the institution.
 * @throws Refused alike where there is no such member and where the member does not teach there
 */
export async function findTeacher(
  { members }: Pick<Kit, "members">,
  { issuer, subject }: { readonly issuer: string; readonly subject: string },
  institutionId: string,
): Promise<MemberId> {
  const member = await members.find(issuer, subject);
  if (member === undefined || !dutiesIn(member, institutionId).includes("teacher"))
    throw new Refused("catalogue.not-a-teacher");
  return MemberId.parse(member.memberId);
}
