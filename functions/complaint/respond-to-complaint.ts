import { decideAnswer } from "../../domain/complaint/answer.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import type { respondToComplaint as contract } from "./authority-contracts.ts";
import { complaintRules } from "./complaint-rules.ts";
import { orderOf } from "./order-of.ts";
import { commitWrittenStep } from "./step.ts";
import { complaintAboutUs } from "./whose-complaint.ts";

export const respondToComplaint = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const rulesFor = complaintRules(kit);

  return async ({ path: { complaintId }, body: { text, refund } }, context) => {
    const found = await complaintAboutUs(kit, context, complaintId, ["service", "owner"]);
    const { clocks } = await rulesFor(found.state, context.now);
    const order = refund && (await orderOf(kit.table, found.state));
    const decided = orThrow(decideAnswer(found.state, order, refund, clocks, context.now));
    return commitWrittenStep(kit, context, found, decided, text);
  };
};
