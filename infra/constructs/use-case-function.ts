import type * as sqs from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { KeyPrefix } from "../../adapters/table/key-names.ts";
import { kebab, type TaskContract, type UseCaseContract } from "../../functions/kit/contract.ts";
import type { Deployment } from "../config.ts";
import type { DataStack } from "../stacks/data-stack.ts";
import { type Grants, grantsOf, macGrants } from "./grants.ts";
import { TASK_SECONDS } from "./work-queue.ts";
import { PlatformFunction } from "./platform-function.ts";

/** What the wrapper around every use case reads and writes by itself, by who may call. */
function wrapperTouches(contract: UseCaseContract): { reads: KeyPrefix[]; writes: KeyPrefix[] } {
  const role = contract.access.role;
  return {
    reads: [
      ...(role === "guardian" || role === "institution" || role === "officer"
        ? (["member", "unit"] as const)
        : []),
      ...(role === "bank" ? (["bank"] as const) : []),
    ],
    writes: [
      ...(contract.method === "GET" ? [] : (["idempotency"] as const)),
      ...(role === "bank" ? (["nonce"] as const) : []),
    ],
  };
}

/** A bank, or a stranger's webhook, may take eight seconds: a refusal that says so has to come behind it. */
const waitsForOthers = ({ touches }: UseCaseContract): boolean =>
  touches.bank === true || touches.webhooks === true;

/** The function of one use case, with exactly the grants that its contract names. */
export function useCaseFunction(
  scope: Construct,
  contract: UseCaseContract,
  data: DataStack,
  deployment: Deployment,
): PlatformFunction {
  const wrapper = wrapperTouches(contract);
  const touches = {
    ...contract.touches,
    reads: [...(contract.touches.reads ?? []), ...wrapper.reads],
    writes: [...(contract.touches.writes ?? []), ...wrapper.writes],
  };
  const grants: Grants[] = [grantsOf(touches, data, deployment)];
  if (contract.access.role !== "anyone" || contract.touches.reads !== undefined)
    grants.push(macGrants(data.requestMacKey.keyArn, "REQUEST_MAC_KEY_ID"));
  return new PlatformFunction(scope, kebab(contract.id), {
    contract,
    description: `${contract.summary.en} (${contract.id})`,
    deployment,
    grants,
    timeoutSeconds: waitsForOthers(contract) ? 25 : 10,
  });
}

/** The function of one task; consumers keep a record of what they have done. Steps of workflows have no queue. */
export function taskFunction(
  scope: Construct,
  task: TaskContract,
  data: DataStack,
  deployment: Deployment,
  deadLetterQueue?: sqs.IQueue,
  more: readonly Grants[] = [],
): PlatformFunction {
  const touches = {
    ...task.touches,
    writes: [
      ...(task.touches.writes ?? []),
      ...(task.trigger.kind === "events" ? (["idempotency"] as const) : []),
    ],
  };
  return new PlatformFunction(scope, kebab(task.id), {
    contract: task,
    description: `${task.summary.en} (${task.id})`,
    deployment,
    grants: [grantsOf(touches, data, deployment), ...more],
    // A stream or a queue sends on by itself what its function could not do; a workflow tries again.
    ...(deadLetterQueue === undefined || ["stream", "queue"].includes(task.trigger.kind)
      ? {}
      : { deadLetterQueue }),
    timeoutSeconds: task.timeoutSeconds ?? TASK_SECONDS,
    ...(task.memoryMb === undefined ? {} : { memoryMb: task.memoryMb }),
  });
}
