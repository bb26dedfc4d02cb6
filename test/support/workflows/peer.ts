import { ExecutionError, StateMachine } from "aws-local-stepfunctions";
import type { StateMachineDefinition } from "aws-local-stepfunctions";
import { FunctionError } from "../../../local/lambda/lambda-protocol.ts";
import type { StatesCase } from "./cases/states-case.ts";

type Json = Parameters<StateMachine["run"]>[0];

/** A function's error as the package knows errors: by their name. */
class NamedError extends Error {
  constructor({ envelope }: FunctionError) {
    super(envelope.errorMessage);
    this.name = envelope.errorType;
  }
}

/** Runs a case by the package aws-local-stepfunctions. @returns its output, or the name of its error */
export async function peerOutcome({ definition, input = {}, functions = {} }: StatesCase) {
  const options = { validationOptions: { noValidate: true } };
  const machine = new StateMachine(definition as unknown as StateMachineDefinition, options);
  const handlers = Object.fromEntries(
    tasksIn(definition).map(({ name, resource }) => [
      name,
      (event: Json): Json => {
        try {
          return functions[resource.split(":").at(-1) ?? ""]?.(event) as Json;
        } catch (error) {
          throw error instanceof FunctionError ? new NamedError(error) : error;
        }
      },
    ]),
  );
  try {
    const { result } = machine.run(input as Json, {
      overrides: { taskResourceLocalHandlers: handlers },
    });
    return { output: await result };
  } catch (error) {
    const cause = error instanceof ExecutionError ? error.cause : error;
    return { error: cause instanceof Error ? cause.name : String(cause) };
  }
}

function tasksIn(value: unknown): readonly { name: string; resource: string }[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    const resource = (inner as { Resource?: unknown } | null)?.Resource;
    return [...(typeof resource === "string" ? [{ name, resource }] : []), ...tasksIn(inner)];
  });
}
