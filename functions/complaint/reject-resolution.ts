import { decideReject } from "../../domain/complaint/conclude.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import { complaintRules } from "./complaint-rules.ts";
import type { rejectResolution as contract } from "./contracts.ts";
import { commitWrittenStep } from "./step.ts";
import { ownComplaint } from "./whose-complaint.ts";

export const rejectResolution = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const rulesFor = complaintRules(kit);

  return async ({ path: { complaintId }, body: { text } }, context) => {
    const found = await ownComplaint(kit, context, complaintId);
    const { clocks } = await rulesFor(found.state, context.now);
    const decided = orThrow(decideReject(found.state, clocks, context.now));
    return commitWrittenStep(kit, context, found, decided, text);
  };
};
