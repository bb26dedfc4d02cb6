import { functionArn, INVOKE } from "./machine-room.ts";

const call = (name: string, fields: Readonly<Record<string, unknown>>) => ({
  Type: "Task",
  Resource: functionArn(name),
  ...fields,
});

/** A machine that, once `first` is done, waits in every way there is: for a token, an instant, a function. */
export const restartDefinition = {
  StartAt: "First",
  States: {
    First: call("first", { ResultPath: "$.first", Next: "All" }),
    All: {
      Type: "Parallel",
      Branches: [
        {
          StartAt: "Ask",
          States: {
            Ask: {
              Type: "Task",
              Resource: `${INVOKE}.waitForTaskToken`,
              TimeoutSeconds: 864_000,
              Parameters: {
                FunctionName: functionArn("ask"),
                Payload: { "token.$": "$$.Task.Token", "id.$": "States.UUID()" },
              },
              End: true,
            },
          },
        },
        {
          StartAt: "Wait",
          States: {
            Wait: { Type: "Wait", Seconds: 259_200, Next: "Tell" },
            Tell: { Type: "Pass", Parameters: { "at.$": "$$.State.EnteredTime" }, End: true },
          },
        },
        {
          StartAt: "Each",
          States: {
            Each: {
              Type: "Map",
              ItemsPath: "$.items",
              ItemProcessor: {
                StartAt: "Slow",
                States: { Slow: call("slow", { End: true }) },
              },
              End: true,
            },
          },
        },
      ],
      Next: "Last",
    },
    Last: call("last", { End: true }),
  },
};
