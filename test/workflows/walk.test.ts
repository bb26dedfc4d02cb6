import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { pageOf } from "../../local/generate/workflow-diagrams.ts";
import { notWalked, runWorkflow } from "../support/run-workflow.ts";
import type { Walk } from "../support/run-workflow.ts";
import { problemsOf } from "../support/workflows/asl.ts";
import { smallDefinition } from "../support/workflows/small-workflow.ts";

let definitionText = "";
beforeAll(() => {
  definitionText = smallDefinition();
});

const input = { refundId: "rfd_1" };
const WEEK = 7 * 86_400;
const Token = z.object({ taskToken: z.string() });
type Room = Parameters<NonNullable<Walk["meanwhile"]>>[0];

const walk = (assessment: object, answer?: (room: Room, taskToken: string) => void) =>
  runWorkflow({
    definitionText,
    input,
    functions: { assess: () => assessment, ask: () => null },
    meanwhile: async (room) => {
      await room.advance(WEEK);
      const asked = room.calls.find(({ name }) => name === "ask");
      if (asked !== undefined) answer?.(room, Token.parse(asked.event).taskToken);
    },
  });
const agrees = (room: Room, taskToken: string) =>
  void room.ask("SendTaskSuccess", { taskToken, output: "{}" });
const refuses = (room: Room, taskToken: string) =>
  void room.ask("SendTaskFailure", { taskToken, error: "Institution.Refuses" });

describe("a synthesised workflow in the local engine", () => {
  it("is walked down each of its ways", async () => {
    const free = await walk({});
    const agreed = await walk({ consent: "needed" }, agrees);
    const refused = await walk({ consent: "needed" }, refuses);
    const odd = await walk({ consent: "odd" });
    expect([free, agreed, refused, odd].map(({ status }) => status)).toEqual([
      "SUCCEEDED",
      "SUCCEEDED",
      "FAILED",
      "FAILED",
    ]);
    expect(agreed.states).toEqual([
      "Assess",
      "Cool off",
      "Is consent needed?",
      "Ask the institution",
      "Done",
    ]);
    expect(agreed.ways).toEqual(["Is consent needed?: choice 1"]);
    expect(refused.error).toBe("Refund.Refused");
    expect(notWalked(definitionText, [free, agreed, refused, odd])).toEqual([]);
  });

  it("shows what no walk has come to", async () => {
    expect(notWalked(definitionText, [await walk({})])).toEqual([
      "Refused",
      "Ask the institution",
      "Is consent needed?: choice 1",
      "Is consent needed?: default",
      "Ask the institution: catch 0",
    ]);
  });

  it("that is sound has no problems; one with a way to nowhere has", () => {
    expect(problemsOf(definitionText)).toBe("");
    expect(
      problemsOf(definitionText.replaceAll("Cool off", "Gone").replace("Gone", "Other")),
    ).not.toBe("");
  });

  it("is drawn", () => {
    expect(pageOf({ name: "refund", definitionText })).toMatchInlineSnapshot(`
      "# Workflow: refund

      Generated from the synthesised definition by \`node local/generate/workflow-diagrams.ts\`; do not edit.

      A family gives lessons back

      \`\`\`mermaid
      stateDiagram-v2
        [*] --> s1
        state "Assess" as s1
        s1 --> s2
        state "Cool off (604800 s)" as s2
        s2 --> s3
        state "Is consent needed?" as s3
        s3 --> s6 : $.assessment.consent IsPresent false
        s3 --> s5 : $.assessment.consent StringEquals needed
        s3 --> s4 : otherwise
        state "Refused (Refund.Refused)" as s4
        s4 --> [*]
        state "Ask the institution (waits for an answer)" as s5
        s5 --> s6
        s5 --> s4 : on Institution.Refuses
        state "Done" as s6
        s6 --> [*]
      \`\`\`
      "
    `);
  });
});
