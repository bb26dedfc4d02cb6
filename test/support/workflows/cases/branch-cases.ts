import { functionArn, functionError } from "../machine-room.ts";
import { only } from "./states-case.ts";
import type { StatesCase } from "./states-case.ts";

const branch = (name: string, state: Readonly<Record<string, unknown>>) => ({
  StartAt: name,
  States: { [name]: { ...state, ...(state["Type"] === "Fail" ? {} : { End: true }) } },
});
const each = (state: Readonly<Record<string, unknown>>) => branch("Each", state);
const fail = { Type: "Fail", Error: "Bank.Down" };
const boom = {
  boom: () => {
    throw functionError("Bank.Down");
  },
};

/** Parallel and Map states. @source Amazon States Language, Parallel State and Map State */
export const branchCases: readonly StatesCase[] = [
  {
    name: "a Parallel state gives the list of its branches' outputs, in their order",
    definition: only({
      Type: "Parallel",
      Branches: [
        branch("A", { Type: "Pass", Result: "a" }),
        branch("B", { Type: "Pass", OutputPath: "$.n" }),
      ],
    }),
    input: { n: 1 },
    output: ["a", 1],
  },
  {
    name: "the branches of a Parallel state see its Parameters",
    definition: only({
      Type: "Parallel",
      Parameters: { "m.$": "$.n" },
      Branches: [branch("A", { Type: "Pass" })],
    }),
    input: { n: 1 },
    output: [{ m: 1 }],
  },
  {
    name: "ResultSelector and ResultPath shape the list of a Parallel state",
    definition: only({
      Type: "Parallel",
      Branches: [branch("A", { Type: "Pass", Result: 7 })],
      ResultSelector: { "first.$": "$[0]" },
      ResultPath: "$.result",
    }),
    input: { n: 1 },
    output: { n: 1, result: { first: 7 } },
  },
  {
    name: "a branch that fails fails its Parallel state, with its own error",
    definition: only({
      Type: "Parallel",
      Branches: [branch("A", { Type: "Pass" }), branch("B", fail)],
    }),
    error: "Bank.Down",
  },
  {
    name: "a Parallel state catches the error of a branch",
    definition: {
      StartAt: "Both",
      States: {
        Both: {
          Type: "Parallel",
          Branches: [branch("A", { Type: "Pass" }), branch("B", fail)],
          Catch: [{ ErrorEquals: ["Bank.Down"], ResultPath: "$.error", Next: "Mend" }],
          End: true,
        },
        Mend: { Type: "Pass", OutputPath: "$.error.Error", End: true },
      },
    },
    output: "Bank.Down",
  },
  {
    name: "a Map state gives the list of what its items give, in their order",
    definition: only({
      Type: "Map",
      ItemProcessor: each({ Type: "Pass", Parameters: { "is.$": "$" } }),
    }),
    input: [1, 2],
    output: [{ is: 1 }, { is: 2 }],
  },
  {
    name: "ItemsPath leads to the items",
    definition: only({
      Type: "Map",
      ItemsPath: "$.lessons",
      ItemProcessor: each({ Type: "Pass" }),
      ResultPath: "$.done",
    }),
    input: { lessons: [1, 2] },
    output: { lessons: [1, 2], done: [1, 2] },
  },
  {
    name: "a Map state over no items gives an empty list",
    definition: only({ Type: "Map", ItemProcessor: each({ Type: "Pass" }) }),
    input: [],
    output: [],
  },
  {
    name: "ItemSelector sees the item, its index, and the state's input",
    definition: only({
      Type: "Map",
      ItemsPath: "$.lessons",
      ItemSelector: { "at.$": "$$.Map.Item.Index", "is.$": "$$.Map.Item.Value", "of.$": "$.of" },
      ItemProcessor: each({ Type: "Pass" }),
    }),
    input: { of: "enr_1", lessons: [5, 6] },
    output: [
      { at: 0, is: 5, of: "enr_1" },
      { at: 1, is: 6, of: "enr_1" },
    ],
  },
  {
    name: "the states for an item see it in the context object",
    definition: only({
      Type: "Map",
      ItemProcessor: each({ Type: "Pass", Parameters: { "at.$": "$$.Map.Item.Index" } }),
    }),
    input: ["a", "b"],
    output: [{ at: 0 }, { at: 1 }],
    peer: "shows it to ItemSelector only, and fails with States.Runtime",
  },
  {
    name: "within an item, Execution.Input is that of the execution",
    definition: only({
      Type: "Map",
      ItemsPath: "$.items",
      ItemProcessor: each({ Type: "Pass", Parameters: { "of.$": "$$.Execution.Input.of" } }),
    }),
    input: { of: "enr_1", items: [1] },
    output: [{ of: "enr_1" }],
    peer: "takes the item for the execution's input, and fails with States.Runtime",
  },
  {
    name: "MaxConcurrency keeps the order",
    definition: only({
      Type: "Map",
      MaxConcurrency: 1,
      ItemProcessor: each({ Type: "Task", Resource: functionArn("same") }),
    }),
    functions: { same: (event) => event },
    input: [3, 1, 2],
    output: [3, 1, 2],
  },
  {
    name: "Iterator is the former name of ItemProcessor",
    definition: only({ Type: "Map", Iterator: each({ Type: "Pass" }) }),
    input: [1],
    output: [1],
  },
  {
    name: "an item that fails fails its Map state",
    definition: only({
      Type: "Map",
      ItemProcessor: each({ Type: "Task", Resource: functionArn("boom") }),
    }),
    functions: boom,
    input: [1, 2],
    error: "Bank.Down",
  },
  {
    name: "items that are no list fail the execution",
    definition: only({ Type: "Map", ItemsPath: "$.n", ItemProcessor: each({ Type: "Pass" }) }),
    input: { n: 1 },
    error: "States.Runtime",
  },
];
