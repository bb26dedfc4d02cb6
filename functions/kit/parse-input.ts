import type * as z from "zod";
import type { InputOf, InputSchemas } from "./contract.ts";
import type { HttpEvent } from "./http-message.ts";
import { issueText } from "./issue-text.ts";
import { type FieldError, type Language, Refused } from "./problem.ts";

/** Parses path, query and body by the contract; every place that does not fit is named. */
export function parseInput<I extends InputSchemas>(
  schemas: I,
  event: Pick<HttpEvent, "pathParameters" | "queryStringParameters">,
  json: () => unknown,
  language: Language,
): InputOf<I> {
  const sources: Record<keyof InputSchemas, () => unknown> = {
    path: () => event.pathParameters ?? {},
    query: () => event.queryStringParameters ?? {},
    body: json,
  };
  const fields: FieldError[] = [];
  const input: Record<string, unknown> = {};
  for (const part of ["path", "query", "body"] as const) {
    const parsed = readPart(schemas[part], part, sources[part], { fields, language });
    if (parsed !== undefined) input[part] = parsed;
  }
  if (fields.length > 0) throw new Refused("input.invalid", {}, fields);
  if (isInput<I>(schemas, input)) return input;
  throw new Refused("input.invalid");
}

interface Faults {
  readonly fields: FieldError[];
  readonly language: Language;
}

function readPart(
  schema: z.ZodType | undefined,
  part: keyof InputSchemas,
  source: () => unknown,
  faults: Faults,
): unknown {
  if (schema === undefined) {
    if (part !== "path") refuseStrays(part, source(), faults);
    return undefined;
  }
  const parsed = schema.safeParse(source());
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const keys = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
    for (const key of keys)
      faults.fields.push({
        path: pathOf(part, issue.path, key),
        message: issueText(issue, faults.language),
      });
  }
  return undefined;
}

/** What an operation does not ask for is refused: a misspelt filter must not look as if it had worked. */
function refuseStrays(part: "query" | "body", value: unknown = {}, faults: Faults): void {
  const nothing = { zh: "此处不应有内容", en: "Nothing is expected here" }[faults.language];
  if (typeof value !== "object" || value === null || Array.isArray(value))
    faults.fields.push({ path: part, message: nothing });
  else
    for (const name of Object.keys(value))
      faults.fields.push({ path: `${part}.${name}`, message: nothing });
}

function pathOf(part: string, path: readonly PropertyKey[], key: string | undefined): string {
  const steps = key === undefined ? path : [...path, key];
  return steps.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : `${text}.${String(step)}`),
    part,
  );
}

function isInput<I extends InputSchemas>(
  schemas: I,
  input: Record<string, unknown>,
): input is Record<string, unknown> & InputOf<I> {
  return Object.keys(schemas).every((part) => part in input);
}
