import { type MemberRole, OfficerDuty } from "../../../domain/identity/member.ts";
import type { UseCaseContract } from "../../../functions/kit/contract.ts";
import type { Someone } from "./callers.ts";
import { areas, familys, hiddenAreas, LOOK_AFTER_MONEY, offices, type Whose } from "./whose.ts";
import { COUNTY, type Things } from "./world.ts";

/**
 * Who may do what to the things of the world: written from the rules (a guardian their own; staff their own
 * institution by duty; an officer the subtree of the unit, by the department's competence and by duty; a
 * bank its own), not from the code that enforces them.
 */

/** What lists show of the world, and to whom. */
export const SHOWN: Readonly<
  Record<string, { readonly whose: Whose; readonly thing: (things: Things) => string }>
> = {
  listEnrolments: { whose: familys, thing: (things) => things.paidOrder },
  listNotices: { whose: familys, thing: (things) => things.noticeId },
  listDisputes: {
    whose: { ...areas, duties: LOOK_AFTER_MONEY },
    thing: (things) => things.disputeId,
  },
  listMyComplaints: { whose: familys, thing: (things) => things.complaintId },
  listComplaints: { whose: hiddenAreas, thing: (things) => things.complaintId },
  listAlerts: { whose: hiddenAreas, thing: (things) => things.alertId },
  listWarnedInstitutions: { whose: hiddenAreas, thing: (things) => things.alertId },
  listMyRefunds: { whose: familys, thing: (things) => things.refundId },
  listRefunds: {
    whose: { ...hiddenAreas, duties: LOOK_AFTER_MONEY },
    thing: (things) => things.refundId,
  },
  listProposals: {
    whose: { ...areas, duties: LOOK_AFTER_MONEY },
    thing: (things) => things.proposalId,
  },
  listMySuspendedPayments: { whose: familys, thing: (things) => things.suspendedSerial },
  listSuspendedPayments: { whose: areas, thing: (things) => things.suspendedSerial },
  listFundsBreaks: { whose: areas, thing: (things) => things.watchedInstitutionId },
  listDepositShortfalls: { whose: areas, thing: (things) => things.watchedInstitutionId },
  listMeasures: { whose: hiddenAreas, thing: (things) => things.inspectionId },
  listTasks: { whose: areas, thing: (things) => things.taskId },
  listSubscriptions: { whose: offices, thing: (things) => things.subscriptionId },
  listInstitutions: { whose: areas, thing: (things) => things.institutionId },
};

type Verdict = "yes" | 401 | 403 | 404;

/** The units above the county of the world, and itself. */
const SUBTREES_WITH_THE_COUNTY = ["unt_100000", "unt_410000", "unt_411100", COUNTY];
/** Education leads the supervision; culture is competent for arts. */
const COMPETENT = ["education", "culture"];

const covers = (role: MemberRole): boolean =>
  role.role === "officer" &&
  SUBTREES_WITH_THE_COUNTY.includes(role.unitId) &&
  COMPETENT.includes(role.department);

const servesAt =
  (unitId: string) =>
  (role: MemberRole): boolean =>
    role.role === "officer" && role.unitId === unitId;

const isOfCounty = servesAt(COUNTY);
const isOfNation = servesAt("unt_100000");
const isEducation = (role: MemberRole): boolean =>
  role.role === "officer" && role.department === "education";

const DUTIES: readonly string[] = OfficerDuty.options;

export function verdict(
  { access }: Pick<UseCaseContract, "access">,
  whose: Whose,
  someone: Someone,
  things: Things,
): Verdict {
  if (access.role === "anyone") return "yes";
  if (access.role === "bank") return bankVerdict(whose, someone);
  if (!someone.hasToken) return 401;
  if (access.role === "account") return "yes";
  const able = (someone.roles ?? []).filter(
    (role) => role.role === access.role && holds(role, "duties" in access ? access.duties : []),
  );
  if (able.length === 0) return 403;
  switch (whose.of) {
    case "nobody":
      return "yes";
    case "family":
      return someone.isFamilyOfTheWorld === true ? "yes" : whose.denied;
    case "institution": {
      const isHere = (role: MemberRole): boolean =>
        role.role === "institution" && role.institutionId === things.institutionId;
      if (able.some(isHere)) return "yes";
      return someone.roles?.some(isHere) === true ? 403 : whose.denied;
    }
    case "area":
      if (able.some((role) => covers(role) && holds(role, whose.duties ?? DUTIES))) return "yes";
      return able.some(covers) ? 403 : whose.denied;
    case "county":
      if (able.some((role) => covers(role) && isOfCounty(role))) return "yes";
      return able.some(covers) ? 403 : whose.denied;
    case "office":
      return able.some((role) => isOfCounty(role) && isEducation(role)) ? "yes" : whose.denied;
    case "unit":
      return able.some(isOfCounty) ? "yes" : whose.denied;
    case "desk":
      return able.some((role) => covers(role) && isOfCounty(role)) ? "yes" : whose.denied;
    case "nation":
      return able.some((role) => isOfNation(role) && isEducation(role)) ? "yes" : whose.denied;
    case "bank":
      return whose.denied;
  }
}

function bankVerdict(whose: Whose, { signature }: Someone): Verdict {
  if (signature === undefined || signature === "worthless") return 401;
  return whose.of === "bank" && signature === "other-bank" ? whose.denied : "yes";
}

const holds = (role: MemberRole, duties: readonly string[]): boolean =>
  "duties" in role ? role.duties.some((duty) => duties.includes(duty)) : true;
