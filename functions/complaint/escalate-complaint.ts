import { decideEscalate } from "../../domain/complaint/climb.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import { complaintRules } from "./complaint-rules.ts";
import type { escalateComplaint as contract } from "./contracts.ts";
import { commitStep } from "./step.ts";
import { ownComplaint } from "./whose-complaint.ts";

export const escalateComplaint = (kit: Kit): UseCaseOf<typeof contract> => {
  const rulesFor = complaintRules(kit);

  return async ({ path: { complaintId } }, context) => {
    const found = await ownComplaint(kit, context, complaintId);
    const { clocks } = await rulesFor(found.state, context.now);
    const decided = orThrow(decideEscalate(found.state, clocks, context.now));
    return commitStep(kit, context, found, decided);
  };
};
