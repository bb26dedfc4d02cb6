import { UnsupportedTemplate } from "../errors.ts";

/** What a template's intrinsic functions ask of the stack around them. */
export interface Scope {
  ref(name: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  importValue(exportName: string): unknown;
  mapping(path: readonly string[]): unknown;
  condition(name: string): unknown;
}

export type JsonRecord = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const text = (value: unknown, where: string): string => {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return String(value);
  }
  throw new UnsupportedTemplate(`${where} needs text, but got ${JSON.stringify(value)}`);
};

const list = (value: unknown, where: string): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  throw new UnsupportedTemplate(`${where} needs a list, but got ${JSON.stringify(value)}`);
};

const texts = (value: unknown, scope: Scope, where: string): readonly string[] =>
  list(resolveIntrinsics(value, scope), where).map((part) => text(part, where));

function attribute(argument: unknown, scope: Scope): unknown {
  const path =
    typeof argument === "string" ? argument.split(".") : texts(argument, scope, "Fn::GetAtt");
  const [logicalId = "", ...rest] = path;
  return scope.attribute(logicalId, rest.join("."));
}

/** `${Name}`, `${Resource.Attribute}`; `${!Literal}` stays as `${Literal}`. */
function substitute(argument: unknown, scope: Scope): string {
  const [template, variables] = Array.isArray(argument)
    ? [text(argument[0], "Fn::Sub"), isRecord(argument[1]) ? argument[1] : {}]
    : [text(argument, "Fn::Sub"), {}];
  return template.replaceAll(/\$\{([^}]+)\}/g, (_whole, name: string) => {
    if (name.startsWith("!")) return `\${${name.slice(1)}}`;
    if (name in variables) return text(resolveIntrinsics(variables[name], scope), "Fn::Sub");
    const value = name.includes(".") ? attribute(name, scope) : scope.ref(name);
    return text(value, `Fn::Sub of ${name}`);
  });
}

function select(argument: unknown, scope: Scope): unknown {
  const [index, from] = list(argument, "Fn::Select");
  const values = list(resolveIntrinsics(from, scope), "Fn::Select");
  const place = Number(text(resolveIntrinsics(index, scope), "Fn::Select"));
  if (!(place in values)) {
    throw new UnsupportedTemplate(`Fn::Select wants place ${place} of ${JSON.stringify(values)}`);
  }
  return values[place];
}

const FUNCTIONS: Readonly<Record<string, (argument: unknown, scope: Scope) => unknown>> = {
  Ref: (argument, scope) => scope.ref(text(argument, "Ref")),
  "Fn::GetAtt": attribute,
  "Fn::Join": (argument, scope) => {
    const [separator, parts] = list(argument, "Fn::Join");
    return texts(parts, scope, "Fn::Join").join(text(separator, "Fn::Join"));
  },
  "Fn::Sub": substitute,
  "Fn::Select": select,
  "Fn::Split": (argument, scope) => {
    const [separator, whole] = list(argument, "Fn::Split");
    return text(resolveIntrinsics(whole, scope), "Fn::Split").split(text(separator, "Fn::Split"));
  },
  "Fn::ImportValue": (argument, scope) =>
    scope.importValue(text(resolveIntrinsics(argument, scope), "Fn::ImportValue")),
  "Fn::FindInMap": (argument, scope) => scope.mapping(texts(argument, scope, "Fn::FindInMap")),
  "Fn::If": (argument, scope) => {
    const [condition, whenTrue, whenFalse] = list(argument, "Fn::If");
    const holds = evaluateCondition(scope.condition(text(condition, "Fn::If")), scope);
    return resolveIntrinsics(holds ? whenTrue : whenFalse, scope);
  },
};

/**
 * Replaces every intrinsic function in a piece of a template by its value.
 * `AWS::NoValue` (undefined here) takes its property or list element away.
 * @throws UnsupportedTemplate on a function that is not known
 */
export function resolveIntrinsics(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value
      .map((element) => resolveIntrinsics(element, scope))
      .filter((element) => element !== undefined);
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first !== undefined) {
    const [name, argument] = first;
    const intrinsic = FUNCTIONS[name];
    if (intrinsic !== undefined) return intrinsic(argument, scope);
    if (name.startsWith("Fn::")) {
      throw new UnsupportedTemplate(`the intrinsic function ${name} is not run here`);
    }
  }
  return Object.fromEntries(
    entries
      .map(([name, element]) => [name, resolveIntrinsics(element, scope)] as const)
      .filter(([, element]) => element !== undefined),
  );
}

/** The truth of an entry of a template's `Conditions`. */
export function evaluateCondition(expression: unknown, scope: Scope): boolean {
  const [name, argument] = isRecord(expression) ? (Object.entries(expression)[0] ?? []) : [];
  const parts = () => list(argument, name ?? "condition");
  switch (name) {
    case "Fn::Equals": {
      const [left, right] = parts().map((part) => JSON.stringify(resolveIntrinsics(part, scope)));
      return left === right;
    }
    case "Fn::Not":
      return !evaluateCondition(parts()[0], scope);
    case "Fn::And":
      return parts().every((part) => evaluateCondition(part, scope));
    case "Fn::Or":
      return parts().some((part) => evaluateCondition(part, scope));
    case "Condition":
      return evaluateCondition(scope.condition(text(argument, "Condition")), scope);
    case undefined:
    default:
      throw new UnsupportedTemplate(
        `the condition ${JSON.stringify(expression)} is not understood`,
      );
  }
}
