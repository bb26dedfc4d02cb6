import {
  decideByAuthority,
  decideDecline,
  decideExtend,
  decideTakeUp,
} from "../../domain/complaint/authority.ts";
import type { ComplaintDecision, ComplaintState } from "../../domain/complaint/complaint.ts";
import type { Clocks } from "../../domain/complaint/clocks.ts";
import type { ComplaintRefusal } from "../../domain/complaint/refusals.ts";
import { MemberId } from "../../domain/shared/ids.ts";
import type { Result } from "../../domain/shared/result.ts";
import type { Table } from "../../adapters/table/table.ts";
import { memberOf } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import type { mediateComplaint as contract, MediationStep } from "./authority-contracts.ts";
import { complaintRules } from "./complaint-rules.ts";
import { orderOf } from "./order-of.ts";
import { commitWrittenStep } from "./step.ts";
import { complaintInCharge } from "./whose-complaint.ts";

export const mediateComplaint = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const rulesFor = complaintRules(kit);

  return async ({ path: { complaintId }, body }, context) => {
    const found = await complaintInCharge(kit, context, complaintId);
    const { clocks } = await rulesFor(found.state, context.now);
    const decided = orThrow(await decisionOn(kit.table, found.state, body, clocks, context));
    return commitWrittenStep(kit, context, found, decided, "text" in body ? body.text : undefined);
  };
};

async function decisionOn(
  table: Table,
  complaint: ComplaintState,
  asked: MediationStep,
  clocks: Clocks,
  context: RequestContext,
): Promise<Result<ComplaintDecision, ComplaintRefusal>> {
  const officerId = MemberId.parse(memberOf(context).memberId);
  switch (asked.step) {
    case "take-up":
      return decideTakeUp(complaint, clocks, context.now);
    case "extend":
      return decideExtend(complaint, clocks, context.now);
    case "decline":
      return decideDecline(complaint, officerId, context.now);
    case "decide": {
      const { finding, refund, lead } = asked;
      const order = refund && (await orderOf(table, complaint));
      const decision = { finding, refund, lead, officerId };
      return decideByAuthority(complaint, order, decision, clocks, context.now);
    }
  }
}
