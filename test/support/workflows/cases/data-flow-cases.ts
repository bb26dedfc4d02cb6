import { functionArn } from "../machine-room.ts";
import { only } from "./states-case.ts";
import type { StatesCase } from "./states-case.ts";

const order = { order: { id: "enr_1", lessons: [10, 20, 30] }, note: "x" };
const echo = { echo: (event: unknown) => event };
const task = (fields: Readonly<Record<string, unknown>>) =>
  only({ Type: "Task", Resource: functionArn("echo"), ...fields });

/** How data goes through a state. @source Amazon States Language, Input and Output Processing */
export const dataFlowCases: readonly StatesCase[] = [
  {
    name: "a Pass state hands its input on",
    definition: only({ Type: "Pass" }),
    input: order,
    output: order,
  },
  {
    name: "a Pass state gives its Result in place of its input",
    definition: only({ Type: "Pass", Result: { agreed: true } }),
    input: order,
    output: { agreed: true },
  },
  {
    name: "a Result of false is a result",
    definition: only({ Type: "Pass", Result: false, ResultPath: "$.agreed" }),
    input: { a: 1 },
    output: { a: 1, agreed: false },
    peer: "takes the input for the result, since it asks whether Result is truthy",
  },
  {
    name: "InputPath picks what a state sees",
    definition: only({ Type: "Pass", InputPath: "$.order.lessons" }),
    input: order,
    output: [10, 20, 30],
  },
  {
    name: "an InputPath of null lets a state see an empty object",
    definition: only({ Type: "Pass", InputPath: null }),
    input: order,
    output: {},
  },
  {
    name: "an InputPath that leads nowhere fails the execution",
    definition: only({ Type: "Pass", InputPath: "$.missing" }),
    input: order,
    error: "States.Runtime",
  },
  {
    name: "an InputPath may lead into the context object",
    definition: only({ Type: "Pass", InputPath: "$$.Execution.Input.note" }),
    input: order,
    output: "x",
  },
  {
    name: "OutputPath picks what leaves a state",
    definition: only({ Type: "Pass", OutputPath: "$.order.id" }),
    input: order,
    output: "enr_1",
  },
  {
    name: "an OutputPath of null lets an empty object leave",
    definition: only({ Type: "Pass", OutputPath: null }),
    input: order,
    output: {},
  },
  {
    name: "OutputPath is applied to what ResultPath has made",
    definition: task({ ResultPath: "$.result", OutputPath: "$.result.note" }),
    functions: echo,
    input: order,
    output: "x",
  },
  {
    name: "Parameters are filled from paths, whole values and nested ones",
    definition: task({
      Parameters: { "id.$": "$.order.id", fixed: 1, deep: { "first.$": "$.order.lessons[0]" } },
    }),
    functions: echo,
    input: order,
    output: { id: "enr_1", fixed: 1, deep: { first: 10 } },
  },
  {
    name: "Parameters see what InputPath has left",
    definition: task({ InputPath: "$.order", Parameters: { "id.$": "$.id" } }),
    functions: echo,
    input: order,
    output: { id: "enr_1" },
  },
  {
    name: "text in Parameters is no path unless its name ends in .$",
    definition: task({ Parameters: { path: "$.order.id" } }),
    functions: echo,
    input: order,
    output: { path: "$.order.id" },
  },
  {
    name: "a path in Parameters that leads nowhere fails the execution",
    definition: task({ Parameters: { "id.$": "$.missing" } }),
    functions: echo,
    input: order,
    error: "States.Runtime",
  },
  {
    name: "a path that may mean several gives a list",
    definition: task({ Parameters: { "all.$": "$.order.lessons[1:]" } }),
    functions: echo,
    input: order,
    output: { all: [20, 30] },
  },
  {
    name: "a path that may mean several gives an empty list where there is none",
    definition: task({ Parameters: { "all.$": "$.order.lessons[?(@ > 99)]" } }),
    functions: echo,
    input: order,
    output: { all: [] },
    peer: "fails with States.Runtime",
  },
  {
    name: "ResultSelector shapes the result before ResultPath places it",
    definition: task({ ResultSelector: { "id.$": "$.order.id" }, ResultPath: "$.result" }),
    functions: echo,
    input: order,
    output: { ...order, result: { id: "enr_1" } },
  },
  {
    name: "ResultPath replaces what is at its place",
    definition: only({ Type: "Pass", Result: 1, ResultPath: "$.order.id" }),
    input: order,
    output: { ...order, order: { ...order.order, id: 1 } },
  },
  {
    name: "ResultPath makes the objects on its way",
    definition: only({ Type: "Pass", Result: 1, ResultPath: "$.a.b.c" }),
    input: {},
    output: { a: { b: { c: 1 } } },
  },
  {
    name: "a ResultPath of null keeps the input and drops the result",
    definition: task({ ResultPath: null }),
    functions: { echo: () => "dropped" },
    input: order,
    output: order,
  },
  {
    name: "a ResultPath of $ is all of it",
    definition: only({ Type: "Pass", Result: { a: 1 }, ResultPath: "$" }),
    input: order,
    output: { a: 1 },
    peer: 'puts the result under a name "$"',
  },
  {
    name: "the result is joined to the raw input, not to what InputPath has left",
    definition: only({ Type: "Pass", InputPath: "$.order.id", ResultPath: "$.copy" }),
    input: order,
    output: { ...order, copy: "enr_1" },
  },
  {
    name: "a ResultPath that runs into a text fails with States.ResultPathMatchFailure",
    definition: only({ Type: "Pass", Result: 1, ResultPath: "$.note.inner" }),
    input: order,
    error: "States.ResultPathMatchFailure",
    peer: "replaces the text by an object",
  },
  {
    name: "a ResultPath on an input that is no object fails with States.ResultPathMatchFailure",
    definition: only({ Type: "Pass", Result: 1, ResultPath: "$.a" }),
    input: [1],
    error: "States.ResultPathMatchFailure",
  },
  {
    name: "a Succeed state ends the machine with what its paths leave",
    definition: only({ Type: "Succeed", InputPath: "$.order", OutputPath: "$.id" }),
    input: order,
    output: "enr_1",
  },
  {
    name: "a Fail state ends the machine with its Error",
    definition: only({ Type: "Fail", Error: "Refund.Refused", Cause: "too late" }),
    error: "Refund.Refused",
  },
  {
    name: "a Fail state may take its Error from its input",
    definition: only({ Type: "Fail", ErrorPath: "$.error", CausePath: "$.cause" }),
    input: { error: "Refund.Late", cause: "after the course" },
    error: "Refund.Late",
  },
  {
    name: "a Fail state may build its Cause by an intrinsic function",
    definition: only({
      Type: "Fail",
      Error: "Refund.Late",
      CausePath: "States.Format('{} days', $.days)",
    }),
    input: { days: 3 },
    error: "Refund.Late",
    peer: "takes the text for a path and fails with States.Runtime",
  },
  {
    name: "the context object tells a state its own name",
    definition: only({ Type: "Pass", Parameters: { "name.$": "$$.State.Name" } }),
    output: { name: "State" },
    peer: "knows no $$.State and fails with States.Runtime",
  },
  {
    name: "a result above 256 KiB fails with States.DataLimitExceeded",
    definition: task({}),
    functions: { echo: () => "x".repeat(256 * 1024) },
    error: "States.DataLimitExceeded",
    peer: "has no limit",
  },
];
