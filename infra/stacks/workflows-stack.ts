import { Stack, type StackProps } from "aws-cdk-lib";
import type * as lambda from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import type { TaskContract } from "../../functions/kit/contract.ts";
import type { Deployment } from "../config.ts";
import { ComplaintWorkflow } from "../constructs/complaint-workflow.ts";
import { RefundWorkflow } from "../constructs/refund-workflow.ts";
import { taskFunction } from "../constructs/use-case-function.ts";
import type { DataStack } from "./data-stack.ts";

interface WorkflowsStackProps extends StackProps {
  /** The steps of all workflows. */
  readonly tasks: readonly TaskContract[];
  readonly data: DataStack;
  readonly deployment: Deployment;
}

/** The function of a step, by the id of its contract. */
export type StepOf = (id: string) => lambda.IFunction;

/** The state machines, and the functions that are their steps. */
export class WorkflowsStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { tasks, data, deployment, ...props }: WorkflowsStackProps,
  ) {
    super(scope, id, props);
    const steps = new Map(
      tasks.map((task) => [task.id, taskFunction(this, task, data, deployment).function]),
    );
    const stepOf: StepOf = (name) => {
      const step = steps.get(name);
      if (step === undefined) throw new Error(`No step is called ${name}.`);
      return step;
    };
    new ComplaintWorkflow(this, "Complaint", stepOf, deployment);
    new RefundWorkflow(this, "Refund", stepOf, deployment);
  }
}
