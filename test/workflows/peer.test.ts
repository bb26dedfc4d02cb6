import { StateMachine } from "aws-local-stepfunctions";
import { describe, expect, it } from "vitest";
import { branchCases } from "../support/workflows/cases/branch-cases.ts";
import { choiceCases } from "../support/workflows/cases/choice-cases.ts";
import { dataFlowCases } from "../support/workflows/cases/data-flow-cases.ts";
import { errorCases } from "../support/workflows/cases/error-cases.ts";
import { intrinsicCases } from "../support/workflows/cases/intrinsic-cases.ts";
import { peerOutcome } from "../support/workflows/peer.ts";

const cases = [...dataFlowCases, ...choiceCases, ...intrinsicCases, ...branchCases, ...errorCases];
const agreeing = cases.filter(({ peer }) => peer === undefined);
const departing = cases.filter(({ peer }) => peer !== undefined);

/** A second reading of the language by others, so that ours is not its own only judge. */
describe("aws-local-stepfunctions, another engine,", () => {
  it.each(agreeing)("agrees: $name", async (one) => {
    const { output, error } = one;
    expect(await peerOutcome(one)).toEqual(error === undefined ? { output } : { error });
  });

  it.each(departing)("departs: $name: it $peer", async (one) => {
    const { output, error } = one;
    expect(await peerOutcome(one)).not.toEqual(error === undefined ? { output } : { error });
  });

  it("departs: it begins an execution by the clock of the machine, whatever it is told", async () => {
    const StartTime = "2026-03-02T01:00:00.000Z";
    const machine = new StateMachine({
      StartAt: "Tell",
      States: {
        Tell: { Type: "Pass", Parameters: { "at.$": "$$.Execution.StartTime" }, End: true },
      },
    });
    const { result } = machine.run({}, { context: { Execution: { StartTime } } });
    expect(await result).not.toEqual({ at: StartTime });
  });
});
