import { describe, expect, it } from "vitest";
import { branchCases } from "../support/workflows/cases/branch-cases.ts";
import { choiceCases } from "../support/workflows/cases/choice-cases.ts";
import { dataFlowCases } from "../support/workflows/cases/data-flow-cases.ts";
import { errorCases } from "../support/workflows/cases/error-cases.ts";
import { intrinsicCases } from "../support/workflows/cases/intrinsic-cases.ts";
import type { StatesCase } from "../support/workflows/cases/states-case.ts";
import { outcomeOf } from "../support/workflows/machine-room.ts";

const groups: readonly (readonly [string, () => readonly StatesCase[]])[] = [
  ["data flow", () => dataFlowCases],
  ["choices", () => choiceCases],
  ["intrinsic functions", () => intrinsicCases],
  ["branches and items", () => branchCases],
  ["errors", () => errorCases],
];

describe.each(groups)("the States Language, %s", (_group, casesOf) => {
  it.each(casesOf())("$name", async (one) => {
    const { status, output, error } = await outcomeOf(one, one.input);
    expect({ status, output, error }).toEqual({
      status: one.error === undefined ? "SUCCEEDED" : "FAILED",
      output: one.output,
      error: one.error,
    });
  });
});
