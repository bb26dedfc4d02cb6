import { describe, expect, it } from "vitest";
import * as z from "zod";
import { RefundStep } from "../../domain/refund/next-step.ts";
import { refundDefinition } from "../support/refund-engine.ts";
import { notWalked, runWorkflow, type Walk } from "../support/run-workflow.ts";
import { problemsOf } from "../support/workflows/asl.ts";
import { functionError } from "../support/workflows/machine-room.ts";

type Room = Parameters<NonNullable<Walk["meanwhile"]>>[0];
const Waiting = z.object({ token: z.string(), step: z.string(), execution: z.string() });
const REST_SECONDS = 30 * 60;

interface Ways {
  readonly assessed: string;
  /** What each waiting step hears, in their order. */
  readonly answers?: readonly string[];
  readonly instructed?: readonly string[];
  readonly hasNoWayBack?: boolean;
}

/** Walks down the way on which the steps answer so. */
function walk({ assessed, answers = [], instructed = ["await-bank"], hasNoWayBack }: Ways) {
  const left = [...instructed];
  return runWorkflow({
    definitionText: refundDefinition(),
    input: { refundId: "rfd_1" },
    functions: {
      assessRefund: () => ({ step: assessed }),
      instructRefund: () => {
        if (hasNoWayBack === true) throw functionError("Refund.NoWayBack");
        return { step: left.shift() ?? "await-bank" };
      },
      callForRefund: () => ({ step: "await-person" }),
      awaitRefundStep: () => null,
    },
    meanwhile: async (room) => {
      await room.advance(REST_SECONDS);
      for (const step of answers) await answer(room, step);
    },
  });
}

/** Answers whoever waits, and lets the bank's rest pass. */
async function answer(room: Room, step: string): Promise<void> {
  const waiting = room.calls.filter(({ name }) => name === "awaitRefundStep").at(-1);
  const { token: taskToken } = Waiting.parse(waiting?.event);
  room.ask("SendTaskSuccess", { taskToken, output: JSON.stringify({ step }) });
  await room.settled();
  await room.advance(REST_SECONDS);
}

describe("the workflow of a refund", () => {
  it("is walked down each of its ways", async () => {
    const arbitrated = await walk({
      assessed: "ask-institution",
      answers: ["await-authority", "instruct", "rest", "close"],
      instructed: ["await-bank", "await-bank"],
    });
    const stranded = await walk({
      assessed: "instruct",
      answers: ["call-a-person", "await-bank", "close"],
    });
    const noWayBack = await walk({ assessed: "instruct", hasNoWayBack: true, answers: ["close"] });
    const byInstitution = await walk({
      assessed: "instruct",
      instructed: ["await-payer"],
      answers: ["close"],
    });
    const odd = await walk({ assessed: "something-else" });
    expect(arbitrated.states).toEqual([
      "AssessTheRefund",
      "WhatComesNext",
      "AskTheInstitution",
      "WhatComesNext",
      "AwaitArbitration",
      "WhatComesNext",
      "InstructThePayment",
      "WhatComesNext",
      "AwaitTheBank",
      "WhatComesNext",
      "LetTheBankRest",
      "InstructThePayment",
      "WhatComesNext",
      "AwaitTheBank",
      "WhatComesNext",
      "Closed",
    ]);
    const walks = [arbitrated, stranded, noWayBack, byInstitution, odd];
    expect(walks.map(({ status }) => status)).toEqual([
      "SUCCEEDED",
      "SUCCEEDED",
      "SUCCEEDED",
      "SUCCEEDED",
      "FAILED",
    ]);
    expect(odd.error).toBe("Refund.UnknownStep");
    expect(notWalked(refundDefinition(), walks)).toEqual([]);
  });

  it("knows every word that a step may answer", () => {
    const words = RefundStep.options.filter(
      (step) => !refundDefinition().includes(`"StringEquals":"${step}"`),
    );
    expect(words).toEqual([]);
  });

  it("tells each step its refund and on whose behalf it acts, and a waiting step its token", async () => {
    const { calls } = await walk({ assessed: "ask-institution", answers: ["close"] });
    expect(calls[0]?.event).toMatchObject({ refundId: "rfd_1" });
    expect(Waiting.parse(calls[1]?.event)).toMatchObject({ step: "ask-institution" });
  });

  it("is sound to asl-validator", () => {
    expect(problemsOf(refundDefinition())).toBe("");
  });
});
