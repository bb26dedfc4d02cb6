import { JSONPath } from "jsonpath-plus";
import { isRecord } from "../../assembly/intrinsics.ts";
import { runtimeFailure, StateFailure } from "./failure.ts";

/** What a path is applied to: a state's data, and the context object that `$$` means. */
export interface Scope {
  readonly data: unknown;
  readonly context: unknown;
}

type Step = string | number;

const REFERENCE = /^\$\$?(?:\.[^.[\]()*@?,:'"\s]+|\['[^']+'\]|\["[^"]+"\]|\[-?\d+\])*$/;
const STEP = /\.([^.[\]]+)|\['([^']+)'\]|\["([^"]+)"\]|\[(-?\d+)\]/g;

/** The steps of a Reference Path, which means one place; undefined for a path that may mean several. */
export function referenceSteps(path: string): readonly Step[] | undefined {
  if (!REFERENCE.test(path)) return undefined;
  return [...path.matchAll(STEP)].map(
    ([, name, single, double, index]) => name ?? single ?? double ?? Number(index),
  );
}

function child(value: unknown, step: Step): unknown {
  if (typeof step === "number") {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    return list.at(step);
  }
  return isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** What a path leads to: undefined where nothing is; a list, maybe empty, for a path that may mean several. */
export function find(path: string, { data, context }: Scope): unknown {
  const root = path.startsWith("$$") ? context : data;
  const steps = referenceSteps(path);
  if (steps !== undefined) return steps.reduce(child, root);
  if (typeof root !== "object" || root === null) return [];
  const found: unknown = JSONPath({
    path: path.startsWith("$$") ? path.slice(1) : path,
    json: root,
    eval: "safe",
    wrap: true,
  });
  return found;
}

/** What a path leads to. @throws StateFailure `States.Runtime` where nothing is */
export function valueAt(path: string, scope: Scope, field: string): unknown {
  const value = find(path, scope);
  if (value !== undefined) return value;
  throw runtimeFailure(
    `The JSONPath '${path}' specified for the field '${field}' could not be found in the ` +
      (path.startsWith("$$") ? "context object." : `input '${JSON.stringify(scope.data)}'.`),
  );
}

/**
 * Puts a value where a Reference Path leads; objects on the way are made where nothing is.
 * @throws StateFailure `States.ResultPathMatchFailure` where something else is in the way
 */
export function withValueAt(target: unknown, path: string, value: unknown): unknown {
  const place = (present: unknown, steps: readonly Step[]): unknown => {
    const [step, ...rest] = steps;
    if (step === undefined) return value;
    if (typeof step === "number") {
      if (!Array.isArray(present) || !(step in present)) throw mismatch(path);
      const list: readonly unknown[] = present;
      return list.with(step, place(list[step], rest));
    }
    if (present !== undefined && !isRecord(present)) throw mismatch(path);
    return { ...present, [step]: place(present?.[step], rest) };
  };
  return place(target, referenceSteps(path) ?? []);
}

const mismatch = (path: string): StateFailure =>
  new StateFailure(
    "States.ResultPathMatchFailure",
    `The ResultPath '${path}' cannot be applied to the state's input.`,
  );
