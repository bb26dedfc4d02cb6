import { Duration } from "aws-cdk-lib";
import type * as lambda from "aws-cdk-lib/aws-lambda";
import * as sfn from "aws-cdk-lib/aws-stepfunctions";
import * as tasks from "aws-cdk-lib/aws-stepfunctions-tasks";
import { Construct } from "constructs";
import type { Deployment } from "../config.ts";
import type { StepOf } from "../stacks/workflows-stack.ts";
import { Workflow } from "./workflow.ts";

/** What each step is told: which complaint, which attempt, and on whose behalf it acts. */
const ABOUT = {
  execution: sfn.JsonPath.stringAt("$$.Execution.Name"),
  complaintId: sfn.JsonPath.stringAt("$.complaintId"),
  attempt: sfn.JsonPath.numberAt("$.attempt"),
};

/**
 * The workflow of a complaint, for one attempt. It asks whoever has to act, waits for what is committed by
 * them or by the clock, and goes where the complaint then stands: from the institution up to the province, to
 * the family with each answer, and at the end to what the complaint brings about.
 */
export class ComplaintWorkflow extends Construct {
  constructor(scope: Construct, id: string, stepOf: StepOf, deployment: Deployment) {
    super(scope, id);
    const whoseTurn = new sfn.Choice(this, "WhoseTurn", { stateName: "WhoseTurn" });
    const waiting = (name: string) =>
      this.waitFor(name, stepOf("awaitComplaintStep")).next(whoseTurn);
    const isNow = (status: string) => sfn.Condition.stringEquals("$.turn.status", status);
    const answered = ["institution-answered", "county-decided", "city-decided"].map(isNow);

    whoseTurn
      .when(isNow("with-institution"), waiting("AskInstitution"))
      .when(sfn.Condition.or(...answered), waiting("IsFamilySatisfied"))
      .when(isNow("with-county"), waiting("MediateAtCounty"))
      .when(isNow("with-city"), waiting("DecideAtCity"))
      .when(isNow("with-province"), waiting("DecideAtProvince"))
      .otherwise(this.close(stepOf));
    const triage = this.call("Triage", stepOf("findComplaintTurn"), "$.turn").next(whoseTurn);

    new Workflow(this, "Workflow", {
      name: "complaint",
      summary:
        "A complaint climbs from the institution to county, city and province until answered.",
      definition: triage,
      calls: STEPS.map(stepOf),
      stuckAfter: Duration.days(360),
      alarm: {
        effect: "A complaint is over, but its lessons stay frozen or its refund is not ordered.",
        runbook: "a-complaint-is-not-followed",
      },
      deployment,
    });
  }

  /** Lessons first: the refund finds their money only once they are settled. */
  private close(stepOf: StepOf): sfn.IChainable {
    const isIt = (word: string, path: string) => sfn.Condition.stringEquals(path, word);
    const done = new sfn.Succeed(this, "Closed", { stateName: "Closed" });
    const lead = this.call("HandOverLead", stepOf("handOverComplaintLead"), sfn.JsonPath.DISCARD);
    const hasLead = new sfn.Choice(this, "HasLead", { stateName: "HasLead" })
      .when(isIt("hand-over", "$.end.lead"), lead.next(done))
      .otherwise(done);
    const refund = this.call("OrderRefund", stepOf("orderComplaintRefund"), sfn.JsonPath.DISCARD);
    const isRefundDue = new sfn.Choice(this, "IsRefundDue", { stateName: "IsRefundDue" })
      .when(isIt("order", "$.end.refund"), refund.next(hasLead))
      .otherwise(hasLead);
    return this.call("CloseComplaint", stepOf("settleComplaintLessons"), "$.end").next(isRefundDue);
  }

  /** What goes wrong passes mostly: the store, a head that somebody else has just changed. */
  private retried(task: tasks.LambdaInvoke): tasks.LambdaInvoke {
    task.addRetry({
      errors: [sfn.Errors.TASKS_FAILED],
      interval: Duration.seconds(5),
      maxAttempts: 8,
      backoffRate: 3,
      jitterStrategy: sfn.JitterType.FULL,
    });
    return task;
  }

  private call(name: string, lambdaFunction: lambda.IFunction, resultPath: string) {
    return this.retried(
      new tasks.LambdaInvoke(this, name, {
        stateName: name,
        lambdaFunction,
        payload: sfn.TaskInput.fromObject(ABOUT),
        payloadResponseOnly: true,
        retryOnServiceExceptions: false,
        resultPath,
      }),
    );
  }

  private waitFor(name: string, lambdaFunction: lambda.IFunction) {
    return this.retried(
      new tasks.LambdaInvoke(this, name, {
        stateName: name,
        lambdaFunction,
        integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
        payload: sfn.TaskInput.fromObject({
          ...ABOUT,
          status: sfn.JsonPath.stringAt("$.turn.status"),
          token: sfn.JsonPath.taskToken,
        }),
        retryOnServiceExceptions: false,
        resultPath: "$.turn",
      }),
    );
  }
}

const STEPS = [
  "findComplaintTurn",
  "awaitComplaintStep",
  "settleComplaintLessons",
  "orderComplaintRefund",
  "handOverComplaintLead",
] as const;
