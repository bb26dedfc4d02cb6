import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import cdkJson from "../cdk.json" with { type: "json" };
import { tasks, useCases } from "../functions/contracts.ts";
import { ENDS, type TaskContract, type UseCaseContract } from "../functions/kit/contract.ts";
import { type Deployment, deploymentNamed } from "./config.ts";
import { DataStack } from "./stacks/data-stack.ts";
import { EndStack, MoreOfEndStack } from "./stacks/end-stack.ts";
import { TasksStack } from "./stacks/tasks-stack.ts";
import { WorkflowsStack } from "./stacks/workflows-stack.ts";

/** By what authorities watch institutions and act on what they see; half of all that they do. */
const OVERSIGHT: ReadonlySet<string> = new Set([
  ...["alert", "indicator", "measure", "notice", "risk", "subscription", "supervision"],
]);

/** The part of a deployment whose stack has a use case: its end, or the oversight that goes on at that of authorities. */
export const partOf = ({ end, capability }: UseCaseContract): string =>
  end === "management" && OVERSIGHT.has(capability) ? "oversight" : end;

/** Composes the stacks of one deployment. */
export function compose(app: App, deployment: Deployment): void {
  const env = { region: deployment.region };
  const name = (part: string): string => `xiaowai-${deployment.name}-${part}`;
  const data = new DataStack(app, name("data"), { env, deployment });
  const contractsOf = (part: string) => useCases.filter((contract) => partOf(contract) === part);
  for (const end of ENDS) {
    const props = { env, data, deployment };
    const { door } = new EndStack(app, name(end), { ...props, end, contracts: contractsOf(end) });
    if (end === "management")
      new MoreOfEndStack(app, name("oversight"), {
        ...{ ...props, door },
        contracts: contractsOf("oversight"),
      });
  }
  const isStep = ({ trigger }: TaskContract): boolean => trigger.kind === "workflow";
  // Apart, because a stack holds no more than 500 resources; who fills a queue stays with who empties it.
  const isConsumer = ({ trigger, fills }: TaskContract): boolean =>
    (trigger.kind === "events" || trigger.kind === "indicators") && fills === undefined;
  const publishedEvents = [...new Set(tasks.flatMap(eventsOf))].sort();
  const common = { env, data, deployment, publishedEvents };
  new TasksStack(app, name("consumers"), { ...common, tasks: tasks.filter(isConsumer) });
  new TasksStack(app, name("tasks"), {
    ...common,
    tasks: tasks.filter((task) => !isStep(task) && !isConsumer(task)),
  });
  new WorkflowsStack(app, name("workflows"), {
    env,
    data,
    deployment,
    tasks: tasks.filter(isStep),
  });
}

function eventsOf({ trigger }: TaskContract): string[] {
  if (trigger.kind === "indicators") return [trigger.event.detailType];
  return trigger.kind === "events" ? trigger.events.map((event) => event.detailType) : [];
}

if (import.meta.main) {
  const app = new App({ context: cdkJson.context });
  compose(app, deploymentNamed(process.env["DEPLOYMENT"] ?? "local"));
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  app.synth();
}
