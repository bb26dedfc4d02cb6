import { decideRate } from "../../domain/complaint/family-word.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { rateComplaint as contract } from "./contracts.ts";
import { commitStep } from "./step.ts";
import { ownComplaint } from "./whose-complaint.ts";

export const rateComplaint =
  (kit: Kit): UseCaseOf<typeof contract> =>
  async ({ path: { complaintId }, body: { stars } }, context) => {
    const found = await ownComplaint(kit, context, complaintId);
    return commitStep(kit, context, found, orThrow(decideRate(found.state, stars, context.now)));
  };
