import fc from "fast-check";
import type { Knock } from "./operations.ts";

/** Values that have broken programs before, wherever they stand. */
export const HOSTILE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  9_007_199_254_740_993,
  "NaN",
  "Infinity",
  "-0",
  "1e3",
  "0x10",
  "",
  " ",
  "长".repeat(10_000),
  "\u0000\u001b[31m",
  "\u202e\u200b",
  "\ud800",
  "👩‍👩‍👧‍👦",
  "' OR '1'='1' --",
  '"}; DROP TABLE enrolments; --',
  '{"$gt":""}',
  "{correlationId} {id} {kind}",
  "${7*7}",
  "../../etc/passwd",
  "<script>alert(1)</script>",
  "=HYPERLINK(1)",
  "0001-01-01T00:00:00Z",
  "9999-12-31T23:59:59-23:59",
  "0000-01-01",
  "2026-02-30",
  [],
  {},
  [[[[]]]],
  { toString: "no function", length: -1 },
];

/** Names that objects carry by themselves, and others that nobody has asked for. */
const STRANGE_NAMES = ["__proto__", "constructor", "toString", "isAdmin", "amountFen", "名字", ""];

/** Where and how a request is bent; the places are counted over the request, whatever it is. */
export interface Bend {
  readonly place: number;
  readonly how: "drop" | "replace" | "add";
  readonly value: unknown;
  readonly name: string;
}

export const bendOf = (ids: readonly string[]): fc.Arbitrary<Bend> =>
  fc.record({
    place: fc.nat({ max: 10_000 }),
    how: fc.constantFrom("drop", "replace", "replace", "add"),
    value: fc.oneof(fc.constantFrom(...HOSTILE), fc.constantFrom(...ids), fc.jsonValue()),
    name: fc.constantFrom(...STRANGE_NAMES),
  });

type Holder = Record<string, unknown>;

/** Every object and list in a value, with the names or places in it. */
function holdersIn(value: unknown): readonly Holder[] {
  if (typeof value !== "object" || value === null) return [];
  return [value as Holder, ...Object.values(value).flatMap(holdersIn)];
}

/** The request bent in one place: something is missing, something is there too much, or is something else. */
export function bent(request: Knock, { place, how, value, name }: Bend): Knock {
  const { path, query = {}, body } = structuredClone(request);
  const holders = [...(path === undefined ? [] : [path]), query, ...holdersIn(body)] as Holder[];
  const holder = holders[place % holders.length] ?? {};
  const own = Object.keys(holder);
  const at = own[Math.floor(place / holders.length) % Math.max(own.length, 1)];
  if (how === "add" || at === undefined)
    Object.defineProperty(holder, name, { value, enumerable: true, configurable: true });
  else if (how === "replace") holder[at] = value;
  else if (Array.isArray(holder)) removeAt(holder, Number(at));
  else Reflect.deleteProperty(holder, at);
  return {
    ...(path === undefined ? {} : { path: asTexts(path) }),
    query: asTexts(query),
    ...(body === undefined ? {} : { body }),
  };
}

/** As `splice` does, but not by the list's own `constructor`, which may have been bent. */
function removeAt(list: unknown[], place: number): void {
  list.copyWithin(place, place + 1);
  list.pop();
}

/** Paths and queries hold texts, whatever was written there. */
export const asTexts = (values: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );

/** Bodies that are no JSON, or JSON of no use. */
export const rawBody: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "",
    "{",
    "{'a':1}",
    '{"a":1}}',
    "null",
    "[]",
    "NaN",
    '"text"',
    "123",
    "\u0000",
    "\ufeff{}",
    "a=1&b=2",
    "<a/>",
    "[".repeat(5000),
    `${"[".repeat(5000)}${"]".repeat(5000)}`,
    `{"a":"${"x".repeat(300_000)}"}`,
    '{"a":1,"a":2}',
  ),
  fc.json(),
  fc.string(),
);

/** Headers as clients should not send them. */
export const strangeHeaders: fc.Arbitrary<Record<string, string>> = fc.record(
  {
    "content-type": fc.constantFrom("text/plain", "application/xml", "multipart/form-data", ""),
    "accept-language": fc.constantFrom("en", "zh-CN", "en;q=0.9, zh;q=0.1", "xx", "", "*"),
    "idempotency-key": fc.constantFrom("", "short", "键".repeat(8), "x".repeat(201), "a b c d e f"),
    "x-correlation-id": fc.constantFrom("", "x", "{id}{kind}", "ok-12345678", "\r\nx: y"),
  },
  { requiredKeys: [] },
);
