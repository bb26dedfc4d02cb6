import {
  ExecutionAlreadyExists,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from "@aws-sdk/client-sfn";

/** What goes in and out of a workflow: ids, and words that decide. */
export type Words = Readonly<Record<string, string | number>>;

/** Starts executions of one workflow, and answers those that wait. */
export interface Executions {
  /** @param name the same name starts nothing a second time */
  start(name: string, input: Words): Promise<"started" | "started-before">;
  /** @param token as the waiting step was given it; nobody may wait by it any more */
  answer(token: string, output: Words): Promise<"answered" | "late">;
}

export const sfnExecutions = (client: SFNClient, stateMachineArn: string): Executions => ({
  async start(name, input) {
    const asked = { stateMachineArn, name, input: JSON.stringify(input) };
    try {
      await client.send(new StartExecutionCommand(asked));
      return "started";
    } catch (error) {
      if (error instanceof ExecutionAlreadyExists) return "started-before";
      throw error;
    }
  },

  async answer(taskToken, output) {
    try {
      await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }));
      return "answered";
    } catch (error) {
      const isLate =
        error instanceof TaskTimedOut ||
        error instanceof TaskDoesNotExist ||
        error instanceof InvalidToken;
      if (isLate) return "late";
      throw error;
    }
  },
});
