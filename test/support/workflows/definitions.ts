import { functionArn, INVOKE } from "./machine-room.ts";

/** A task that calls `work` with the fields given. */
export const working = (fields: Readonly<Record<string, unknown>> = {}) => ({
  StartAt: "Work",
  States: { Work: { Type: "Task", Resource: functionArn("work"), End: true, ...fields } },
});

/** A task that gives its token to `ask`, and what becomes of it. */
export const asking = (fields: Readonly<Record<string, unknown>> = {}) => ({
  StartAt: "Ask",
  States: {
    Ask: {
      Type: "Task",
      Resource: `${INVOKE}.waitForTaskToken`,
      Parameters: {
        FunctionName: functionArn("ask"),
        Payload: { "token.$": "$$.Task.Token", "input.$": "$" },
      },
      Next: "Told",
      ...fields,
    },
    Told: { Type: "Succeed" },
    Mend: { Type: "Pass", Parameters: { "mended.$": "$.Error" }, End: true },
  },
});

/** Catches everything in the state `Mend`. */
export const mending = (...ErrorEquals: readonly string[]) => ({
  Catch: [{ ErrorEquals, Next: "Mend" }],
});
