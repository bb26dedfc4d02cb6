import { decideReassign } from "../../domain/complaint/authority.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow, Refused } from "../kit/problem.ts";
import { authoritiesOf } from "../kit/authorities.ts";
import type { reassignComplaint as contract } from "./authority-contracts.ts";
import { complaintRules } from "./complaint-rules.ts";
import { commitWrittenStep } from "./step.ts";
import { complaintInCharge } from "./whose-complaint.ts";

export const reassignComplaint = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const rulesFor = complaintRules(kit);

  return async ({ path: { complaintId }, body: { unitId, text } }, context) => {
    const found = await complaintInCharge(kit, context, complaintId);
    const to = await authoritiesOf(kit.units, unitId);
    if (to === undefined) throw new Refused("complaint.not-a-county", { unitId });
    const { category } = found.state;
    const { clocks } = await rulesFor({ ...to, category }, context.now);
    const decided = orThrow(decideReassign(found.state, to, clocks, context.now));
    return commitWrittenStep(kit, context, found, decided, text);
  };
};
