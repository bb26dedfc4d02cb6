import { Duration } from "aws-cdk-lib";
import * as sfn from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import type { Deployment } from "../config.ts";
import type { StepOf } from "../stacks/workflows-stack.ts";
import { Workflow } from "./workflow.ts";
import { workflowSteps } from "./workflow-steps.ts";

/** A bank that has refused rests, so that it can mend what was wrong. No article names a time. */
const REST = Duration.minutes(30);

const STEPS = ["assessRefund", "awaitRefundStep", "instructRefund", "callForRefund"] as const;

/**
 * The workflow of a refund. It asks whoever has to act, waits for what is committed by them or by the clock, has
 * the bank told, and goes where the refund then stands, until the family has its money or nothing comes of it.
 */
export class RefundWorkflow extends Construct {
  constructor(scope: Construct, id: string, stepOf: StepOf, deployment: Deployment) {
    super(scope, id);
    const about = { refundId: sfn.JsonPath.stringAt("$.refundId") };
    const steps = workflowSteps(this, about, "$.next");
    const next = new sfn.Choice(this, "WhatComesNext", { stateName: "WhatComesNext" });
    const is = (step: string) => sfn.Condition.stringEquals("$.next.step", step);
    const waiting = (name: string) =>
      steps
        .waitFor(name, stepOf("awaitRefundStep"), { step: sfn.JsonPath.stringAt("$.next.step") })
        .next(next);

    const person = steps.call("CallAPerson", stepOf("callForRefund"));
    const pay = steps
      .call("InstructThePayment", stepOf("instructRefund"), ["Refund.NoWayBack"])
      .addCatch(person, { errors: ["Refund.NoWayBack"], resultPath: sfn.JsonPath.DISCARD });
    const rest = new sfn.Wait(this, "LetTheBankRest", {
      stateName: "LetTheBankRest",
      time: sfn.WaitTime.duration(REST),
    });
    const unknown = new sfn.Fail(this, "UnknownStep", {
      stateName: "UnknownStep",
      error: "Refund.UnknownStep",
      cause: "A step answered with a word that the workflow does not know.",
    });

    next
      .when(is("ask-institution"), waiting("AskTheInstitution"))
      .when(is("await-authority"), waiting("AwaitArbitration"))
      .when(is("instruct"), pay)
      .when(is("await-bank"), waiting("AwaitTheBank"))
      .when(is("rest"), rest.next(pay))
      .when(is("call-a-person"), person)
      .when(is("await-person"), waiting("AwaitThePerson"))
      .when(is("await-payer"), waiting("AwaitTheInstitutionsPayment"))
      .when(is("close"), new sfn.Succeed(this, "Closed", { stateName: "Closed" }))
      .otherwise(unknown);
    pay.next(next);
    person.next(next);

    new Workflow(this, "Workflow", {
      name: "refund",
      summary:
        "A refund goes from the institution's answer, or the authority's, to the bank, until it is paid.",
      definition: steps.call("AssessTheRefund", stepOf("assessRefund")).next(next),
      calls: STEPS.map(stepOf),
      stuckAfter: Duration.days(360),
      alarm: {
        effect:
          "A family's refund does not go on: nobody is asked, or the bank is not told to pay.",
        runbook: "a-refund-does-not-go-on",
      },
      deployment,
    });
  }
}
