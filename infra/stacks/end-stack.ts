import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { End, UseCaseContract } from "../../functions/kit/contract.ts";
import type { Deployment } from "../config.ts";
import { EndApi } from "../constructs/end-api.ts";
import { useCaseFunction } from "../constructs/use-case-function.ts";
import type { DataStack } from "./data-stack.ts";

interface EndStackProps extends StackProps {
  readonly end: End;
  readonly contracts: readonly UseCaseContract[];
  readonly data: DataStack;
  readonly deployment: Deployment;
}

/** One end of the platform: its HTTP API, and one function a use case. */
export class EndStack extends Stack {
  constructor(scope: Construct, id: string, props: EndStackProps) {
    super(scope, id, props);
    const api = new EndApi(this, "Door", props.end, props.deployment);
    for (const contract of props.contracts) {
      const made = useCaseFunction(this, contract, props.data, props.deployment);
      api.addRoute(contract, made.function);
    }
    new CfnOutput(this, "Url", { value: api.api.apiEndpoint });
  }
}
