import * as z from "zod";
import { UnsupportedTemplate } from "../errors.ts";
import type { Assembly } from "../ports.ts";
import { readProperties } from "../assembly/properties.ts";

const InvokeConfig = z.looseObject({
  FunctionName: z.string(),
  MaximumRetryAttempts: z.number().optional(),
  DestinationConfig: z
    .looseObject({ OnFailure: z.object({ Destination: z.string() }).optional() })
    .optional(),
});
const FunctionFailure = z.looseObject({
  DeadLetterConfig: z.object({ TargetArn: z.string() }).optional(),
});

/** Where a function's asynchronous events go that it failed to handle. */
export interface FailurePolicy {
  readonly maxRetries: number;
  readonly destinationArn?: string;
  readonly deadLetterArn?: string;
}

/** What Lambda does with an asynchronous event of a function that says nothing about it. */
export const DEFAULT_FAILURE_POLICY: FailurePolicy = { maxRetries: 2 };

/** The policy of each function, by ARN. */
export function failurePolicies(assembly: Assembly): ReadonlyMap<string, FailurePolicy> {
  const policies = new Map<string, FailurePolicy>();
  for (const resource of assembly.ofType("AWS::Lambda::Function")) {
    const { DeadLetterConfig } = readProperties(resource, FunctionFailure);
    policies.set(resource.arn, {
      maxRetries: DEFAULT_FAILURE_POLICY.maxRetries,
      ...(DeadLetterConfig === undefined ? {} : { deadLetterArn: DeadLetterConfig.TargetArn }),
    });
  }
  for (const resource of assembly.ofType("AWS::Lambda::EventInvokeConfig")) {
    const config = readProperties(resource, InvokeConfig);
    const target =
      assembly.byRef("AWS::Lambda::Function", config.FunctionName) ??
      assembly.byArn(config.FunctionName);
    if (target === undefined)
      throw new UnsupportedTemplate(`${resource.id} names no function of the assembly`);
    const destinationArn = config.DestinationConfig?.OnFailure?.Destination;
    policies.set(target.arn, {
      ...policies.get(target.arn),
      maxRetries: config.MaximumRetryAttempts ?? DEFAULT_FAILURE_POLICY.maxRetries,
      ...(destinationArn === undefined ? {} : { destinationArn }),
    });
  }
  return policies;
}
