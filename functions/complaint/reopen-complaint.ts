import { decideReopen } from "../../domain/complaint/family-word.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import { complaintRules } from "./complaint-rules.ts";
import type { reopenComplaint as contract } from "./contracts.ts";
import { commitWrittenStep } from "./step.ts";
import { ownComplaint } from "./whose-complaint.ts";

export const reopenComplaint = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const rulesFor = complaintRules(kit);

  return async ({ path: { complaintId }, body: { text } }, context) => {
    const found = await ownComplaint(kit, context, complaintId);
    const { clocks } = await rulesFor(found.state, context.now);
    const decided = orThrow(decideReopen(found.state, clocks, context.now));
    return commitWrittenStep(kit, context, found, decided, text);
  };
};
