import { aggregates } from "../../adapters/aggregates.ts";
import { taskKind } from "../../adapters/repositories/settlement-kinds.ts";
import type { StoredRefund } from "../../adapters/repositories/refund-items.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import { MemberId } from "../../domain/shared/ids.ts";
import { decideResolveTask } from "../../domain/task/task.ts";
import { memberOf } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import type { retryRefundPayment as contract } from "./party-contracts.ts";
import { payeeChange } from "./payee.ts";
import { personsPayment } from "./pay-again.ts";
import { commitStep } from "./step.ts";
import { refundInArea } from "./whose-refund.ts";

/** An officer has the bank told once more; the task that called them is settled in the same commit. */
export const retryRefundPayment = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const { table } = kit;
  const draft = personsPayment(table);
  const tasks = aggregates(table, taskKind);

  const taskSettled = async (
    { state: { taskId } }: StoredRefund,
    finding: string,
    context: RequestContext,
  ): Promise<readonly Change[]> => {
    const found = taskId === undefined ? undefined : await tasks.find(taskId);
    if (found?.state.state !== "open") return [];
    const officerId = MemberId.parse(memberOf(context).memberId);
    const command = { action: "pay-refund-again", finding, officerId } as const;
    const { task, event } = orThrow(decideResolveTask(found.state, command, context.now));
    return tasks.change(found, task, event, context);
  };

  return async ({ path: { refundId }, body: { finding, payee } }, context) => {
    const refund = await refundInArea(kit, context, refundId, ["funds"]);
    const { decided, changes } = orThrow(await draft(refund, context.now, payee !== undefined));
    const named = payee === undefined ? [] : [await payeeChange(kit, decided.refund, payee)];
    const settled = await taskSettled(refund, finding, context);
    return commitStep(table, context, refund, decided, {
      further: [...changes, ...named, ...settled],
    });
  };
};
