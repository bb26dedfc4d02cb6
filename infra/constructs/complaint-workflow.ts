import { Duration } from "aws-cdk-lib";
import * as sfn from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import type { Deployment } from "../config.ts";
import type { StepOf } from "../stacks/workflows-stack.ts";
import { Workflow } from "./workflow.ts";
import { workflowSteps } from "./workflow-steps.ts";

/** What each step is told besides: which complaint, and which attempt. */
const ABOUT = {
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
    const turn = workflowSteps(this, ABOUT, "$.turn");
    const waiting = (name: string) =>
      turn
        .waitFor(name, stepOf("awaitComplaintStep"), {
          status: sfn.JsonPath.stringAt("$.turn.status"),
        })
        .next(whoseTurn);
    const isNow = (status: string) => sfn.Condition.stringEquals("$.turn.status", status);
    const answered = ["institution-answered", "county-decided", "city-decided"].map(isNow);

    whoseTurn
      .when(isNow("with-institution"), waiting("AskInstitution"))
      .when(sfn.Condition.or(...answered), waiting("IsFamilySatisfied"))
      .when(isNow("with-county"), waiting("MediateAtCounty"))
      .when(isNow("with-city"), waiting("DecideAtCity"))
      .when(isNow("with-province"), waiting("DecideAtProvince"))
      .otherwise(this.close(stepOf));
    const triage = turn.call("Triage", stepOf("findComplaintTurn")).next(whoseTurn);

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
    const end = workflowSteps(this, ABOUT, "$.end");
    const effects = workflowSteps(this, ABOUT, sfn.JsonPath.DISCARD);
    const lead = effects.call("HandOverLead", stepOf("handOverComplaintLead"));
    const hasLead = new sfn.Choice(this, "HasLead", { stateName: "HasLead" })
      .when(isIt("hand-over", "$.end.lead"), lead.next(done))
      .otherwise(done);
    const refund = effects.call("OrderRefund", stepOf("orderComplaintRefund"));
    const isRefundDue = new sfn.Choice(this, "IsRefundDue", { stateName: "IsRefundDue" })
      .when(isIt("order", "$.end.refund"), refund.next(hasLead))
      .otherwise(hasLead);
    return end.call("CloseComplaint", stepOf("settleComplaintLessons")).next(isRefundDue);
  }
}

const STEPS = [
  "findComplaintTurn",
  "awaitComplaintStep",
  "settleComplaintLessons",
  "orderComplaintRefund",
  "handOverComplaintLead",
] as const;
