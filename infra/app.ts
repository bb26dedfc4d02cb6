import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import cdkJson from "../cdk.json" with { type: "json" };
import { tasks, useCases } from "../functions/contracts.ts";
import { ENDS } from "../functions/kit/contract.ts";
import { type Deployment, deploymentNamed } from "./config.ts";
import { DataStack } from "./stacks/data-stack.ts";
import { EndStack } from "./stacks/end-stack.ts";
import { TasksStack } from "./stacks/tasks-stack.ts";

/** Composes the stacks of one deployment. */
export function compose(app: App, deployment: Deployment): void {
  const env = { region: deployment.region };
  const name = (part: string): string => `xiaowai-${deployment.name}-${part}`;
  const data = new DataStack(app, name("data"), { env, deployment });
  for (const end of ENDS)
    new EndStack(app, name(end), {
      env,
      end,
      data,
      deployment,
      contracts: useCases.filter((contract) => contract.end === end),
    });
  new TasksStack(app, name("tasks"), { env, data, deployment, tasks });
}

if (import.meta.main) {
  const app = new App({ context: cdkJson.context });
  compose(app, deploymentNamed(process.env["DEPLOYMENT"] ?? "local"));
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  app.synth();
}
