import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import {
  machinesIn,
  pageFile,
  pageOf,
  pagesWritten,
} from "../../local/generate/workflow-diagrams.ts";
import type { TemplateMachine } from "../../local/generate/workflow-diagrams.ts";
import { problemsOf } from "../support/workflows/asl.ts";
import { synthesised } from "../support/synthesised.ts";

let machines: readonly TemplateMachine[];
beforeAll(async () => {
  const { stacks } = await synthesised("local");
  machines = machinesIn(
    stacks.flatMap(({ template }) => Object.values(template.Resources)),
    "local",
  );
});

describe("the state machines of a deployment", () => {
  it("are sound to asl-validator", () => {
    expect(
      machines.map(({ name, definitionText }) => ({ name, problems: problemsOf(definitionText) })),
    ).toEqual(machines.map(({ name }) => ({ name, problems: "" })));
  });

  it("are drawn in docs/workflows as they are; node local/generate/workflow-diagrams.ts does it", () => {
    expect(pagesWritten().toSorted()).toEqual(machines.map(({ name }) => name).toSorted());
    for (const machine of machines)
      expect(readFileSync(pageFile(machine.name), "utf8")).toBe(pageOf(machine));
  });
});
