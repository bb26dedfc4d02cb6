import { functionArn, functionError } from "../machine-room.ts";
import type { StatesCase } from "./states-case.ts";

/** A function that fails so many times with an error before it answers. */
export function failing(times: number, error: string, answer: unknown = "done") {
  let failed = 0;
  return () => {
    if (failed >= times) return answer;
    failed += 1;
    throw functionError(error);
  };
}

/** A task with errors before it, and catchers that tell by their output which of them took the error. */
const caughtBy = (...names: readonly (readonly string[])[]) => ({
  StartAt: "Work",
  States: {
    Work: {
      Type: "Task",
      Resource: functionArn("work"),
      Catch: names.map((ErrorEquals, index) => ({ ErrorEquals, Next: `Mend ${index}` })),
      End: true,
    },
    ...Object.fromEntries(
      names.map((_names, index) => [
        `Mend ${index}`,
        { Type: "Pass", Result: index + 1, End: true },
      ]),
    ),
  },
});
const retried = (...Retry: readonly Readonly<Record<string, unknown>>[]) => ({
  StartAt: "Work",
  States: { Work: { Type: "Task", Resource: functionArn("work"), Retry, End: true } },
});

/** Errors, Retry and Catch where no time goes by. @source Amazon States Language, Errors */
export const errorCases: readonly StatesCase[] = [
  {
    name: "an error that nothing catches fails the execution",
    definition: retried(),
    functions: { work: failing(1, "Bank.Down") },
    error: "Bank.Down",
  },
  {
    name: "a catcher takes the error that it names",
    definition: caughtBy(["Other"], ["Bank.Down"]),
    functions: { work: failing(1, "Bank.Down") },
    output: 2,
  },
  {
    name: "the first catcher that speaks of an error takes it",
    definition: caughtBy(["Bank.Down"], ["States.ALL"]),
    functions: { work: failing(1, "Bank.Down") },
    output: 1,
  },
  {
    name: "States.ALL takes what no other does",
    definition: caughtBy(["Other"], ["States.ALL"]),
    functions: { work: failing(1, "Bank.Down") },
    output: 2,
  },
  {
    name: "States.TaskFailed takes any error of a task",
    definition: caughtBy(["States.TaskFailed"]),
    functions: { work: failing(1, "Bank.Down") },
    output: 1,
  },
  {
    name: "States.ALL does not take States.Runtime",
    definition: {
      StartAt: "Work",
      States: {
        Work: {
          Type: "Task",
          Resource: functionArn("work"),
          Parameters: { "id.$": "$.missing" },
          Catch: [{ ErrorEquals: ["States.ALL"], Next: "Mend" }],
          End: true,
        },
        Mend: { Type: "Succeed" },
      },
    },
    functions: { work: () => "never" },
    error: "States.Runtime",
  },
  {
    name: "a failed intrinsic function can be caught",
    definition: {
      StartAt: "Work",
      States: {
        Work: {
          Type: "Task",
          Resource: functionArn("work"),
          Parameters: { "n.$": "States.MathAdd($.text, 1)" },
          Catch: [{ ErrorEquals: ["States.IntrinsicFailure"], Next: "Mend" }],
          End: true,
        },
        Mend: { Type: "Pass", Result: "mended", End: true },
      },
    },
    functions: { work: () => "never" },
    input: { text: "x" },
    output: "mended",
    peer: "fails with States.Runtime, which nothing can catch",
  },
  {
    name: "a ResultPath that does not fit can be caught",
    definition: {
      StartAt: "Work",
      States: {
        Work: {
          Type: "Task",
          Resource: functionArn("work"),
          ResultPath: "$.a",
          Catch: [{ ErrorEquals: ["States.ResultPathMatchFailure"], Next: "Mend" }],
          End: true,
        },
        Mend: { Type: "Pass", Result: "mended", End: true },
      },
    },
    functions: { work: () => 1 },
    input: "no object",
    output: "mended",
  },
  {
    name: "a catcher puts the error where its ResultPath leads",
    definition: {
      StartAt: "Work",
      States: {
        Work: {
          Type: "Task",
          Resource: functionArn("work"),
          Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Mend" }],
          End: true,
        },
        Mend: { Type: "Pass", Parameters: { "a.$": "$.a", "e.$": "$.error.Error" }, End: true },
      },
    },
    functions: { work: failing(1, "Bank.Down") },
    input: { a: 1 },
    output: { a: 1, e: "Bank.Down" },
  },
  {
    name: "MaxAttempts of 0 never tries again",
    definition: retried(
      { ErrorEquals: ["Bank.Down"], MaxAttempts: 0 },
      { ErrorEquals: ["States.ALL"] },
    ),
    functions: { work: failing(1, "Bank.Down") },
    error: "Bank.Down",
  },
  {
    name: "an error that no retrier names is not tried again",
    definition: retried({ ErrorEquals: ["Other"] }),
    functions: { work: failing(1, "Bank.Down") },
    error: "Bank.Down",
  },
];
