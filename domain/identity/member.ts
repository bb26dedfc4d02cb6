import * as z from "zod";
import { GuardianRegistered, MemberAppointed } from "../../events/identity.ts";
import type { DomainEvent } from "../../events/define.ts";
import { type InstitutionId, MemberId } from "../shared/ids.ts";
import { DEPARTMENTS } from "./competence.ts";

export const InstitutionDuty = z.enum(["owner", "finance", "teacher", "service"]);
export type InstitutionDuty = z.infer<typeof InstitutionDuty>;
export const OfficerDuty = z.enum([
  "institutions",
  "funds",
  "complaints",
  /** Early warnings: acknowledges, assigns and concludes alerts. 风险预警 */
  "risk",
  "reference",
  "audit",
]);
export type OfficerDuty = z.infer<typeof OfficerDuty>;

/** One role of a member: what they are, where, and which duties they have there. */
export const MemberRole = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("guardian") }),
  z.strictObject({
    role: z.literal("institution"),
    institutionId: z.string(),
    duties: z.array(InstitutionDuty).readonly(),
  }),
  z.strictObject({
    role: z.literal("officer"),
    unitId: z.string(),
    department: z.enum(DEPARTMENTS),
    duties: z.array(OfficerDuty).readonly(),
  }),
]);
export type MemberRole = z.infer<typeof MemberRole>;

/** A person known to the platform: by the token's issuer and subject, never by name. */
export const MemberState = z.object({
  /** SHA-256 of `issuer|subject`: tokens prove the words, the table holds only their hash. */
  subjectHash: z.string(),
  memberId: z.string(),
  roles: z.array(MemberRole).readonly(),
});
export type MemberState = z.infer<typeof MemberState>;

interface MemberChange {
  readonly member: MemberState;
  readonly event: DomainEvent;
}

/** Adds the role of a guardian; a guardian already registered stays as they are. */
export function registerAsGuardian(member: MemberState): MemberChange | undefined {
  if (member.roles.some((role) => role.role === "guardian")) return undefined;
  return {
    member: { ...member, roles: [...member.roles, { role: "guardian" }] },
    event: GuardianRegistered.make({ memberId: MemberId.parse(member.memberId) }),
  };
}

/** The duties of a member in an institution. */
export const dutiesIn = (
  member: Pick<MemberState, "roles">,
  institutionId: string,
): readonly InstitutionDuty[] =>
  member.roles.flatMap((role) =>
    role.role === "institution" && role.institutionId === institutionId ? role.duties : [],
  );

/**
 * Adds duties in an institution to those that the member has there; roles elsewhere stay as they are.
 * Nothing changes where the member has these duties already.
 */
export function appointToInstitution(
  member: MemberState,
  institutionId: InstitutionId,
  duties: readonly InstitutionDuty[],
): MemberChange | undefined {
  const held = dutiesIn(member, institutionId);
  if (duties.every((duty) => held.includes(duty))) return undefined;
  const all = InstitutionDuty.options.filter((duty) => [...held, ...duties].includes(duty));
  const elsewhere = member.roles.filter(
    (role) => !(role.role === "institution" && role.institutionId === institutionId),
  );
  return {
    member: {
      ...member,
      roles: [...elsewhere, { role: "institution", institutionId, duties: all }],
    },
    event: MemberAppointed.make({
      memberId: MemberId.parse(member.memberId),
      institutionId,
      duties: all,
    }),
  };
}
