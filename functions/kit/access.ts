import { isCompetent } from "../../domain/identity/competence.ts";
import { TrainingCategory } from "../../domain/shared/training.ts";
import type { RequestContext, MemberRole, Principal } from "./context.ts";
import type { Access, InstitutionDuty, OfficerDuty } from "./contract.ts";
import { Refused } from "./problem.ts";
import type { ResourceKind } from "./words-table.ts";

type InstitutionRole = Extract<MemberRole, { role: "institution" }>;
type OfficerRole = Extract<MemberRole, { role: "officer" }>;

const holdsAny = <D extends string>(held: readonly D[], asked: readonly D[]): boolean =>
  asked.length === 0 || asked.some((duty) => held.includes(duty));

/** The wrapper's check: does the caller hold a role and a duty that the contract asks for? */
export function checkRole(principal: Principal, access: Access): void {
  if (access.role === "anyone") return;
  if (access.role === "account") {
    if (principal.kind !== "account") throw new Refused("identity.unauthenticated");
    return;
  }
  if (access.role === "bank") {
    if (principal.kind !== "bank") throw new Refused("identity.unauthenticated");
    return;
  }
  if (principal.kind !== "member") throw new Refused("identity.unauthenticated");
  const held = principal.roles.some((role) => {
    if (role.role !== access.role) return false;
    if (role.role === "institution" && access.role === "institution")
      return holdsAny(role.duties, access.duties);
    if (role.role === "officer" && access.role === "officer")
      return holdsAny(role.duties, access.duties);
    return true;
  });
  if (held) return;
  const duties = "duties" in access ? access.duties.join("/") : "*";
  throw new Refused("identity.role-required", { role: access.role, duties });
}

/** The member behind a call; contracts with a person's role guarantee one. */
export function memberOf(context: RequestContext): Extract<Principal, { kind: "member" }> {
  if (context.principal.kind !== "member") throw new Refused("identity.unauthenticated");
  return context.principal;
}

/** The hash of the token's issuer and subject; contracts for accounts guarantee one. */
export function accountOf(context: RequestContext): string {
  if (context.principal.kind !== "account") throw new Refused("identity.unauthenticated");
  return context.principal.subjectHash;
}

/**
 * The caller works for this institution in one of these duties. Another institution's things look as if
 * they did not exist.
 */
export function requireInstitution(
  context: RequestContext,
  institutionId: string,
  thing: { readonly kind: ResourceKind; readonly id: string },
  duties: readonly InstitutionDuty[] = [],
): InstitutionRole {
  const own = memberOf(context).roles.filter(
    (role): role is InstitutionRole =>
      role.role === "institution" && role.institutionId === institutionId,
  );
  if (own.length === 0) throw notFound(thing.kind, thing.id);
  const able = own.find((role) => holdsAny(role.duties, duties));
  if (able === undefined)
    throw new Refused("identity.role-required", { role: "institution", duties: duties.join("/") });
  return able;
}

/** The caller's officer roles that carry one of these duties. */
export const officerRolesOf = (
  context: RequestContext,
  duties: readonly OfficerDuty[],
): readonly OfficerRole[] =>
  memberOf(context).roles.filter(
    (role): role is OfficerRole => role.role === "officer" && holdsAny(role.duties, duties),
  );

/** Looks up the path of a unit, for example `/unt_100000/unt_410000/unt_411100/`. */
export interface UnitPaths {
  pathOf(unitId: string): Promise<string | undefined>;
}

/** Where a matter lies and which trade it is of: what decides whose it is. */
export interface Matter {
  readonly countyUnitId: string;
  readonly category: TrainingCategory;
}

/** Whether the caller may act on a matter: subtree of the unit, department's competence, and duty. */
export async function coversMatter(
  context: RequestContext,
  units: UnitPaths,
  matter: Matter,
  duties: readonly OfficerDuty[],
): Promise<boolean> {
  const path = await units.pathOf(matter.countyUnitId);
  return officerRolesOf(context, duties).some(
    (role) =>
      path?.includes(`/${role.unitId}/`) === true && isCompetent(role.department, matter.category),
  );
}

/** The same, refused with 403: that an institution exists is public knowledge. */
export async function requireMatter(
  context: RequestContext,
  units: UnitPaths,
  matter: Matter,
  duties: readonly OfficerDuty[],
): Promise<void> {
  if (!(await coversMatter(context, units, matter, duties)))
    throw new Refused("identity.outside-unit");
}

/**
 * The caller serves in this very unit, in the department that leads there: what holds for every trade is
 * decided by one that is competent for all.
 */
export function requireLead(
  context: RequestContext,
  unitId: string,
  duties: readonly OfficerDuty[],
): void {
  const leads = officerRolesOf(context, duties).some(
    (role) =>
      role.unitId === unitId &&
      TrainingCategory.options.every((category) => isCompetent(role.department, category)),
  );
  if (!leads) throw new Refused("identity.outside-unit");
}

export const notFound = (kind: ResourceKind, id: string): Refused =>
  new Refused("resource.not-found", { kind, id });
