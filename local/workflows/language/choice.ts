import { runtimeFailure } from "./failure.ts";
import { find, valueAt } from "./paths.ts";
import type { Scope } from "./paths.ts";

/** A rule of a Choice state: a comparison, or rules put together. */
export type Rule =
  | { readonly And: readonly Rule[] }
  | { readonly Or: readonly Rule[] }
  | { readonly Not: Rule }
  | { readonly variable: string; readonly operator: string; readonly operand: unknown };

/** Upper-case T, an offset, and real months, days and hours. @source RFC 3339, as the language narrows it */
const TIMESTAMP =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** The instant of an RFC 3339 timestamp in epoch milliseconds; undefined when it is none. */
export const instantOf = (value: unknown): number | undefined =>
  typeof value === "string" && TIMESTAMP.test(value) ? Date.parse(value) : undefined;

/** What a value is to the comparisons of a family: undefined when it is not of that kind. */
const KINDS = {
  String: (value: unknown) => (typeof value === "string" ? value : undefined),
  Numeric: (value: unknown) => (typeof value === "number" ? value : undefined),
  Boolean: (value: unknown) => (typeof value === "boolean" ? value : undefined),
  Timestamp: instantOf,
} as const;
type Kind = keyof typeof KINDS;
type Comparable = string | number | boolean;

const COMPARISONS = {
  Equals: (left: Comparable, right: Comparable) => left === right,
  LessThan: (left: Comparable, right: Comparable) => left < right,
  GreaterThan: (left: Comparable, right: Comparable) => left > right,
  LessThanEquals: (left: Comparable, right: Comparable) => left <= right,
  GreaterThanEquals: (left: Comparable, right: Comparable) => left >= right,
} as const;
type Comparison = keyof typeof COMPARISONS;

const TYPE_TESTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  IsNull: (value) => value === null,
  IsPresent: (value) => value !== undefined,
  IsNumeric: (value) => typeof value === "number",
  IsString: (value) => typeof value === "string",
  IsBoolean: (value) => typeof value === "boolean",
  IsTimestamp: (value) => instantOf(value) !== undefined,
};

interface Operator {
  readonly kind: Kind;
  readonly comparison: Comparison;
  /** Its operand is the path of the other value. */
  readonly byPath: boolean;
}

function operatorNamed(name: string): Operator | undefined {
  const parts = /^(String|Numeric|Boolean|Timestamp)([A-Z][A-Za-z]*?)(Path)?$/.exec(name);
  const [, kind, comparison, path] = parts ?? [];
  if (kind === undefined || comparison === undefined || !(comparison in COMPARISONS))
    return undefined;
  if (kind === "Boolean" && comparison !== "Equals") return undefined;
  return { kind: kind as Kind, comparison: comparison as Comparison, byPath: path !== undefined };
}

/** What is wrong with an operator and its operand; undefined when it can be evaluated. */
export function problemOf(name: string, operand: unknown): string | undefined {
  if (name in TYPE_TESTS)
    return typeof operand === "boolean" ? undefined : `${name} needs a boolean`;
  if (name === "StringMatches")
    return typeof operand === "string" ? undefined : "StringMatches needs a text";
  const operator = operatorNamed(name);
  if (operator === undefined) return `${name} is not an operator of a Choice state`;
  const fits = operator.byPath
    ? typeof operand === "string" && operand.startsWith("$")
    : KINDS[operator.kind](operand) !== undefined;
  return fits ? undefined : `${JSON.stringify(operand)} does not suit ${name}`;
}

const literally = (text: string): string =>
  text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);

/** `*` stands for any text; `\*` and `\\` for themselves. */
function matchesWildcard(pattern: string, value: string): boolean {
  const source = pattern.replaceAll(
    /\\([*\\])|(\*)|[^*\\]+|\\/g,
    (whole: string, escaped?: string, star?: string) =>
      star === undefined ? literally(escaped ?? whole) : ".*",
  );
  return new RegExp(`^${source}$`, "s").test(value);
}

function compare(
  { kind, comparison, byPath }: Operator,
  left: unknown,
  operand: unknown,
  scope: Scope,
) {
  const right = byPath ? valueAt(String(operand), scope, comparison) : operand;
  const other = KINDS[kind](right);
  if (other === undefined)
    throw runtimeFailure(`${String(operand)} of a Choice state leads to no ${kind} value.`);
  const own = KINDS[kind](left);
  return own !== undefined && COMPARISONS[comparison](own, other);
}

/** Whether a rule of a Choice state holds. @throws StateFailure `States.Runtime` where its path leads nowhere */
export function holds(rule: Rule, scope: Scope): boolean {
  if ("And" in rule) return rule.And.every((part) => holds(part, scope));
  if ("Or" in rule) return rule.Or.some((part) => holds(part, scope));
  if ("Not" in rule) return !holds(rule.Not, scope);
  const { variable, operator, operand } = rule;
  const test = TYPE_TESTS[operator];
  if (operator === "IsPresent") return (find(variable, scope) !== undefined) === operand;
  const left = valueAt(variable, scope, "Variable");
  if (test !== undefined) return test(left) === operand;
  if (operator === "StringMatches")
    return typeof left === "string" && matchesWildcard(String(operand), left);
  const known = operatorNamed(operator);
  return known !== undefined && compare(known, left, operand, scope);
}
