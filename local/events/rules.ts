import * as z from "zod";
import type { Delivery } from "./deliveries.ts";
import { UnsupportedTemplate } from "../errors.ts";
import { checkPattern } from "./event-pattern.ts";
import { TargetInput, inputFor } from "./event-input.ts";
import type { Assembly, Resource } from "../ports.ts";
import { readProperties } from "../assembly/properties.ts";

/** EventBridge's own default. */
const DEFAULT_RETRIES = 185;

const Target = z.strictObject({
  Id: z.string(),
  Arn: z.string(),
  ...TargetInput.shape,
  RetryPolicy: z
    .object({
      MaximumRetryAttempts: z.number().default(DEFAULT_RETRIES),
      /** Here an event is retried for seconds, so that its age never matters. */
      MaximumEventAgeInSeconds: z.number().optional(),
    })
    .optional(),
  DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
  RoleArn: z.string().optional(),
});
type Target = z.infer<typeof Target>;

const RuleProperties = z.looseObject({
  EventBusName: z.string().default("default"),
  EventPattern: z.record(z.string(), z.unknown()).transform(checkPattern).optional(),
  ScheduleExpression: z.string().optional(),
  State: z.string().default("ENABLED"),
  Targets: z.array(Target).default([]),
});

export interface Rule {
  /** `<stack>/<logical id>`, stable over restarts. */
  readonly id: string;
  readonly arn: string;
  readonly busName: string;
  readonly pattern: Readonly<Record<string, unknown>> | undefined;
  readonly schedule: string | undefined;
  /** What each target gets of an event. */
  deliveriesOf(event: unknown): readonly Delivery[];
}

/** `arn:…:event-bus/name` or the name itself. */
export const busNameOf = (nameOrArn: string): string => nameOrArn.split("/").at(-1) ?? nameOrArn;

/** The enabled rules of the assembly. @throws UnsupportedTemplate when a target is nothing that runs here */
export function readRules(assembly: Assembly): readonly Rule[] {
  return assembly.ofType("AWS::Events::Rule").flatMap((resource) => {
    const properties = readProperties(resource, RuleProperties);
    if (properties.State === "DISABLED") return [];
    for (const { Arn } of properties.Targets) requireTarget(assembly, resource, Arn);
    return [
      {
        id: resource.id,
        arn: resource.arn,
        busName: busNameOf(properties.EventBusName),
        pattern: properties.EventPattern,
        schedule: properties.ScheduleExpression,
        deliveriesOf: (event: unknown) =>
          properties.Targets.map((target) => deliveryTo(target, event, resource.arn)),
      },
    ];
  });
}

const TARGET_TYPES: ReadonlySet<string | undefined> = new Set([
  "AWS::Lambda::Function",
  "AWS::SQS::Queue",
  "AWS::StepFunctions::StateMachine",
]);

/** @throws UnsupportedTemplate unless the ARN is a function, queue or state machine of the assembly */
export function requireTarget(assembly: Assembly, resource: Resource, targetArn: string): void {
  if (TARGET_TYPES.has(assembly.byArn(targetArn)?.type)) return;
  throw new UnsupportedTemplate(
    `stack ${resource.stack}, resource ${resource.logicalId}: the target ${targetArn} is no function, queue ` +
      "or state machine of the assembly; other targets do not run here.",
  );
}

const deliveryTo = (target: Target, event: unknown, ruleArn: string): Delivery => ({
  targetArn: target.Arn,
  payload: inputFor(target, event, ruleArn),
  sourceArn: ruleArn,
  maxRetries: target.RetryPolicy?.MaximumRetryAttempts ?? DEFAULT_RETRIES,
  ...(target.DeadLetterConfig === undefined ? {} : { deadLetterArn: target.DeadLetterConfig.Arn }),
});
