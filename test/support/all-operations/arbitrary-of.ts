import fc from "fast-check";
import * as z from "zod";

/** What names in requests may stand for in the world, so that some of what is made up exists. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

/** The part of JSON Schema that the contracts' inputs need. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** Makes up input that fits a contract's schema in all that the schema can say of itself. */
export const arbitraryOf = (schema: z.ZodType, known: Known): fc.Arbitrary<unknown> =>
  made(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema, "", known);

function made(schema: Schema, name: string, known: Known): fc.Arbitrary<unknown> {
  const fresh = fromSchema(schema, name, known);
  const existing = known[name];
  return existing === undefined
    ? fresh
    : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...existing) }, fresh);
}

function fromSchema(schema: Schema, name: string, known: Known): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return fc.oneof(...options.map((option) => made(option, name, known)));
  switch (schema.type) {
    case "object":
      return objectFrom(schema, known);
    case "array":
      return fc.array(made(schema.items ?? {}, singular(name), known), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 6, (schema.minItems ?? 0) + 5),
      });
    case "integer":
    case "number":
      return numberFrom(schema);
    case "string":
      return textFrom(schema);
    case "boolean":
      return fc.boolean();
    case undefined:
    default:
      // What a schema does not say of itself (a number in a query) is any small number as text.
      return fc.integer({ min: 0, max: 120 }).map(String);
  }
}

const singular = (name: string): string => name.replace(/s$/, "");

const objectFrom = ({ properties = {}, required = [] }: Schema, known: Known) =>
  fc.record(
    Object.fromEntries(
      Object.entries(properties).map(([name, inner]) => [name, made(inner, name, known)]),
    ),
    { requiredKeys: [...required] },
  );

function numberFrom({ minimum, maximum, exclusiveMinimum, type }: Schema): fc.Arbitrary<number> {
  const min = minimum ?? (exclusiveMinimum === undefined ? -1e6 : exclusiveMinimum + 1);
  const max = maximum ?? Number.MAX_SAFE_INTEGER;
  const near = fc.integer({ min, max: Math.min(max, min + 1000) });
  const edges = fc.constantFrom(min, max);
  return type === "integer"
    ? fc.oneof(near, edges, fc.integer({ min, max }))
    : fc.oneof(near, edges, fc.double({ min, max, noNaN: true }));
}

const WORDS = [
  "书法入门",
  "Ὀδυσσεύς",
  "O'Brien; --",
  "张三👩‍🏫",
  "a".repeat(60),
  "𠮷野家",
  "{id} {kind}",
];

/** Days and instants from all over the calendar: near the world's, and at the ends of what is writable. */
const DAYS = ["2026-03-07", "2026-10-01", "2024-02-29", "1949-12-31", "0000-01-01", "9999-12-31"];
const TIMES = [
  "00:00:00Z",
  "09:00:00+08:00",
  "23:59:59.999999999-23:59",
  "12:00Z",
  "17:00:00+23:59",
];

function textFrom(schema: Schema): fc.Arbitrary<string> {
  const { minLength = 0, maxLength = 300, format, pattern } = schema;
  if (format === "date") return fc.oneof(fc.constantFrom(...DAYS), someDay);
  if (format === "date-time")
    return fc
      .tuple(fc.oneof(fc.constantFrom(...DAYS), someDay), fc.constantFrom(...TIMES))
      .map(([day, time]) => `${day}T${time}`);
  if (format === "uri") return fc.oneof(fc.webUrl(), fc.constant("urn:example:issuer"));
  const free = fc.oneof(
    fc.constantFrom(...WORDS),
    fc.string({ minLength, maxLength, unit: "grapheme" }),
  );
  return pattern === undefined ? free : matching(pattern, free);
}

const someDay = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2100-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Texts by a pattern; a pattern that names classes of Unicode is left to chance. */
function matching(pattern: string, otherwise: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return pattern.includes("\\p{") ? otherwise : fc.stringMatching(new RegExp(pattern));
}
