import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { payInId, suspendedPayInKind } from "../../adapters/repositories/pay-ins.ts";
import { taskKind } from "../../adapters/repositories/settlement-kinds.ts";
import { type Change, commitCommand } from "../../adapters/unit-of-work.ts";
import { decideReturnPayIn } from "../../domain/custody/return-pay-in.ts";
import { decideMakeGood } from "../../domain/enrolment/reverse-payment.ts";
import { MemberId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { decideResolveTask, type TaskAction, type TaskState } from "../../domain/task/task.ts";
import { nextReturnId } from "../custody/instruction-id.ts";
import { releaseDrafter } from "../custody/release-drafter.ts";
import { memberOf, notFound, officerRolesOf } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { refundPayer } from "../refund/pay-again.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow, Refused } from "../kit/problem.ts";
import type { resolveTask as contract } from "./contracts.ts";
import { mattersOf } from "./own-matters.ts";

/** An officer settles a task; what they have the platform do is committed with it, or both are not. */
export const resolveTask = (kit: Kit): UseCaseOf<typeof contract> => {
  const { table } = kit;
  const tasks = aggregates(table, taskKind);
  const effectOf = taskEffects(kit);

  return async ({ path: { taskId }, body }, context) => {
    const found = await tasks.find(taskId);
    if (found === undefined) throw notFound("task", taskId);
    const { state: before } = found;
    const located = { unitId: before.unitId, institutionId: before.about.institutionId };
    const isOwn = await mattersOf(kit, officerRolesOf(context, ["funds"]), [located]);
    if (!isOwn(located)) throw new Refused("identity.outside-unit");

    const officerId = MemberId.parse(memberOf(context).memberId);
    const { task, event } = orThrow(decideResolveTask(before, { ...body, officerId }, context.now));
    const changes = [
      ...tasks.change(found, task, event, context),
      ...(await effectOf(before, body.action, context)),
    ];
    const answer = { taskId, state: "resolved" as const, action: body.action };
    return commitCommand(table, context, changes, answer);
  };
};

/** What each action of a person changes besides the task. */
function taskEffects({ table }: Kit) {
  const payRefundAgain = refundPayer(table);
  const payIns = aggregates(table, suspendedPayInKind);
  const enrolments = aggregates(table, enrolmentKind);
  const draft = releaseDrafter(table);

  return async (
    { taskId, about }: TaskState,
    action: TaskAction,
    context: RequestContext,
  ): Promise<readonly Change[]> => {
    if (action === "settled-otherwise") return [];
    if (action === "pay-refund-again") {
      invariant(about.refundId, `${taskId} is about a refund`);
      return payRefundAgain(about.refundId, context);
    }
    if (action === "return-again") {
      const { bankId, bankSerial } = about;
      invariant(bankId && bankSerial, `${taskId} is about a pay-in`);
      const found = await payIns.find(payInId({ bankId, bankSerial }));
      invariant(found, `${taskId} is about a pay-in that is held`);
      const returnId = nextReturnId(found.state);
      const { payIn, event } = orThrow(decideReturnPayIn(found.state, returnId, context.now));
      return payIns.change(found, payIn, event, context);
    }
    if (action === "shortage-made-good") {
      const short = await enrolments.find(about.enrolmentId ?? "");
      invariant(short, `${taskId} is about an order`);
      const { enrolment, event } = orThrow(decideMakeGood(short.state));
      return enrolments.change(short, enrolment, event, context);
    }
    const { enrolmentId, lessonNumber } = about;
    invariant(enrolmentId && lessonNumber, `${taskId} is about a lesson`);
    return orThrow(await draft({ enrolmentId, lessonNumber }, context)).changes;
  };
}
