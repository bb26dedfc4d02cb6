/** EventBridge's event patterns; filters of event source mappings use the same language. */
import { BlockList, isIP } from "node:net";
import { UnsupportedTemplate } from "../errors.ts";
import { isRecord } from "../assembly/intrinsics.ts";
import type { JsonRecord } from "../assembly/intrinsics.ts";

type Operator = (value: unknown, argument: unknown) => boolean;

const bad = (argument: unknown): UnsupportedTemplate =>
  new UnsupportedTemplate(`the event pattern ${JSON.stringify(argument)} is not understood`);

/** `"abc"`, `["abc", …]`. */
function textsIn(argument: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(argument) ? argument : [argument];
  if (all.every((one) => typeof one === "string")) return all;
  throw bad(argument);
}

/** `"abc"`, or `{ "equals-ignore-case": "abc" }` which compares in lower case. */
function affix(compare: (value: string, part: string) => boolean): Operator {
  return (value, argument) => {
    if (typeof value !== "string") return false;
    if (!isRecord(argument)) return textsIn(argument).some((part) => compare(value, part));
    const parts = textsIn(argument["equals-ignore-case"]);
    return parts.some((part) => compare(value.toLowerCase(), part.toLowerCase()));
  };
}

/** `*` is any text, `\*` and `\\` stand for themselves. */
function wildcardExpression(pattern: string): RegExp {
  const parts = pattern.split(/(\\[*\\]|\*)/).map((part) => {
    if (part === "*") return ".*";
    const literal = part.startsWith("\\") ? part.slice(1) : part;
    return literal.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  });
  return new RegExp(`^${parts.join("")}$`, "s");
}

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "=": (a, b) => a === b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

/** `[">", 0, "<=", 5]`: all comparisons hold. */
function numeric(value: unknown, argument: unknown): boolean {
  if (!Array.isArray(argument) || argument.length % 2 !== 0) throw bad(argument);
  const terms: readonly unknown[] = argument;
  return terms.every((term, index) => {
    if (index % 2 === 1) return true;
    const bound = terms[index + 1];
    const compare = typeof term === "string" ? COMPARISONS[term] : undefined;
    if (compare === undefined || typeof bound !== "number") throw bad(argument);
    return typeof value === "number" && compare(value, bound);
  });
}

function cidr(value: unknown, argument: unknown): boolean {
  const [network = "", prefix = ""] = textsIn(argument)[0]?.split("/") ?? [];
  if (isIP(network) === 0 || prefix === "") throw bad(argument);
  const family = isIP(network) === 6 ? "ipv6" : "ipv4";
  const range = new BlockList();
  range.addSubnet(network, Number(prefix), family);
  return typeof value === "string" && isIP(value) > 0 && range.check(value, family);
}

/** A value, a list of values, or another operator, none of which may hold. */
function anythingBut(value: unknown, argument: unknown): boolean {
  if (isRecord(argument)) {
    return !Object.entries(argument).some(([name, inner]) =>
      (Array.isArray(inner) ? inner : [inner]).some((one) => operatorOf(name)(value, one)),
    );
  }
  return Array.isArray(argument) ? !argument.includes(value) : value !== argument;
}

const OPERATORS: Readonly<Record<string, Operator>> = {
  prefix: affix((value, part) => value.startsWith(part)),
  suffix: affix((value, part) => value.endsWith(part)),
  "equals-ignore-case": (value, argument) =>
    typeof value === "string" &&
    textsIn(argument).some((text) => text.toLowerCase() === value.toLowerCase()),
  wildcard: (value, argument) =>
    typeof value === "string" &&
    textsIn(argument).some((pattern) => wildcardExpression(pattern).test(value)),
  numeric,
  cidr,
  "anything-but": anythingBut,
};

function operatorOf(name: string): Operator {
  const operator = OPERATORS[name];
  if (operator === undefined) {
    throw new UnsupportedTemplate(`the event pattern operator ${name} is not known here`);
  }
  return operator;
}

/** One of the alternatives holds for the value, or for one of the values if it is a list. */
function leafMatches(value: unknown, alternatives: readonly unknown[]): boolean {
  const values: readonly unknown[] = Array.isArray(value)
    ? value
    : value === undefined
      ? []
      : [value];
  return alternatives.some((alternative) => {
    if (!isRecord(alternative)) return values.includes(alternative);
    // `exists` asks for a leaf: an object in its place does not count.
    if ("exists" in alternative)
      return alternative["exists"] === (value !== undefined && !isRecord(value));
    return Object.entries(alternative).every(([name, argument]) =>
      values.some((one) => operatorOf(name)(one, argument)),
    );
  });
}

/** @throws UnsupportedTemplate on a pattern that says something unknown */
export function matchesPattern(pattern: JsonRecord, event: unknown): boolean {
  // Elements of a list of objects are alternatives.
  if (Array.isArray(event)) return event.some((element) => matchesPattern(pattern, element));
  const fields = isRecord(event) ? event : {};
  return Object.entries(pattern).every(([name, expected]) => {
    if (name === "$or" && Array.isArray(expected)) {
      return expected.some(
        (alternative) => isRecord(alternative) && matchesPattern(alternative, event),
      );
    }
    if (Array.isArray(expected)) return leafMatches(fields[name], expected);
    if (isRecord(expected)) return matchesPattern(expected, fields[name]);
    throw bad(pattern);
  });
}

/** Looks a pattern over at start, so that a wrong one does not wait for its first event. */
export function checkPattern(pattern: JsonRecord): JsonRecord {
  for (const [name, expected] of Object.entries(pattern)) {
    if (isRecord(expected)) {
      checkPattern(expected);
      continue;
    }
    if (!Array.isArray(expected)) throw bad(pattern);
    const alternatives: readonly unknown[] = expected;
    for (const alternative of alternatives.filter(isRecord)) {
      if (name === "$or") checkPattern(alternative);
      else
        for (const operator of Object.keys(alternative))
          if (operator !== "exists") operatorOf(operator);
    }
  }
  return pattern;
}
