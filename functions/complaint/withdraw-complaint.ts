import { decideWithdraw } from "../../domain/complaint/family-word.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { withdrawComplaint as contract } from "./contracts.ts";
import { commitStep } from "./step.ts";
import { ownComplaint } from "./whose-complaint.ts";

export const withdrawComplaint =
  (kit: Kit): UseCaseOf<typeof contract> =>
  async ({ path: { complaintId } }, context) => {
    const found = await ownComplaint(kit, context, complaintId);
    return commitStep(kit, context, found, orThrow(decideWithdraw(found.state, context.now)));
  };
