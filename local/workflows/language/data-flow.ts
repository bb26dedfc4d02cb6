import { isRecord } from "../../assembly/intrinsics.ts";
import type { DataFlow } from "./definition.ts";
import { StateFailure } from "./failure.ts";
import type { Chance } from "./intrinsic-functions.ts";
import { evaluateIntrinsic } from "./intrinsics.ts";
import { valueAt, withValueAt } from "./paths.ts";
import type { Scope } from "./paths.ts";

/** Fills a payload template: the value of a name that ends in `.$` is a path or an intrinsic function. */
export function fill(template: unknown, scope: Scope, chance: Chance): unknown {
  if (Array.isArray(template)) return template.map((element) => fill(element, scope, chance));
  if (!isRecord(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => {
      if (!name.endsWith(".$") || typeof value !== "string")
        return [name, fill(value, scope, chance)];
      const field = name.slice(0, -2);
      return [field, valueOf(value, scope, name, chance)];
    }),
  );
}

/** What a path or an intrinsic function gives. */
export const valueOf = (text: string, scope: Scope, field: string, chance: Chance): unknown =>
  text.startsWith("$")
    ? valueAt(text, scope, field)
    : evaluateIntrinsic(text, scope, field, chance);

/** InputPath or OutputPath: all of it when absent, nothing when null. */
function select(path: string | null | undefined, scope: Scope, field: string): unknown {
  if (path === null) return {};
  return path === undefined ? scope.data : valueAt(path, scope, field);
}

/** What reaches a state of its raw input, by InputPath. */
export const selectInput = ({ InputPath }: DataFlow, scope: Scope): unknown =>
  select(InputPath, scope, "InputPath");

/** What leaves a state, by OutputPath. */
export const selectOutput = ({ OutputPath }: DataFlow, scope: Scope): unknown =>
  select(OutputPath, scope, "OutputPath");

/** Joins a result to the raw input of its state: in place of it, at a place in it, or not at all. */
export function joinResult(path: string | null | undefined, input: unknown, result: unknown) {
  if (path === null) return input;
  if (path === undefined || path === "$") return result;
  if (!isRecord(input))
    throw new StateFailure(
      "States.ResultPathMatchFailure",
      `The ResultPath '${path}' cannot be applied to an input that is no object.`,
    );
  return withValueAt(input, path, result);
}
