import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { End, UseCaseContract } from "../../functions/kit/contract.ts";
import type { Deployment } from "../config.ts";
import { EndApi } from "../constructs/end-api.ts";
import { useCaseFunction } from "../constructs/use-case-function.ts";
import type { DataStack } from "./data-stack.ts";

interface RoutesStackProps extends StackProps {
  readonly contracts: readonly UseCaseContract[];
  readonly data: DataStack;
  readonly deployment: Deployment;
}

/** One end of the platform: its HTTP API, and one function a use case. */
export class EndStack extends Stack {
  readonly door: EndApi;

  constructor(scope: Construct, id: string, props: RoutesStackProps & { readonly end: End }) {
    super(scope, id, props);
    this.door = new EndApi(this, "Door", props.end, props.deployment);
    addUseCases(this, this.door, props);
    new CfnOutput(this, "Url", { value: this.door.api.apiEndpoint });
  }
}

/** More use cases of an end: a stack holds no more than 500 resources, and each of them takes seven. */
export class MoreOfEndStack extends Stack {
  constructor(scope: Construct, id: string, props: RoutesStackProps & { readonly door: EndApi }) {
    super(scope, id, props);
    addUseCases(this, props.door, props);
  }
}

function addUseCases(stack: Stack, door: EndApi, props: RoutesStackProps): void {
  for (const contract of props.contracts) {
    const made = useCaseFunction(stack, contract, props.data, props.deployment);
    door.addRoute(contract, made.function);
  }
}
