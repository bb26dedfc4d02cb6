import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { isRecord } from "../../assembly/intrinsics.ts";

/** Sixteen bytes of chance; at a replay the same ones again. */
export type Chance = () => Uint8Array;

type Intrinsic = (values: readonly unknown[], chance: Chance) => unknown;

/** AWS's limits: of text for hashes and Base64 in characters, of ranges in elements. */
const MAX_TEXT = 10_000;
const MAX_RANGE = 1000;

const Text = z.string();
const ShortText = z.string().max(MAX_TEXT);
const List = z.array(z.unknown());
const Integer = z.int();
const RECORD = z.custom<Readonly<Record<string, unknown>>>(isRecord, "an object is needed");
const Algorithm = z.enum(["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"]);

/** A function whose arguments must fit these schemas. */
const taking =
  <S extends [z.ZodType, ...z.ZodType[]]>(
    schemas: S,
    run: (args: z.output<z.ZodTuple<S, null>>) => unknown,
  ): Intrinsic =>
  (values) =>
    run(z.tuple(schemas).parse(values));

/** Fills each `{}` of a template; a backslash takes what follows as it is. */
export function fillFormat(template: string, values: readonly unknown[]): string {
  let used = 0;
  const filled = template.replaceAll(/\\(.)|\{\}/g, (_whole, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    const value = values[used++];
    if (typeof value === "string") return value;
    if (typeof value === "object" && value !== null)
      throw new RangeError("only text, numbers, booleans and null can be filled in");
    return JSON.stringify(value);
  });
  if (used === values.length) return filled;
  throw new RangeError(`${used} places are to be filled with ${values.length} values`);
}

function range(first: number, last: number, step: number): readonly number[] {
  if (step === 0) throw new RangeError("a step of 0 leads nowhere");
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > MAX_RANGE) throw new RangeError(`a range has at most ${MAX_RANGE} elements`);
  return Array.from({ length }, (_none, index) => first + index * step);
}

function partition(list: readonly unknown[], size: number): readonly unknown[] {
  if (size < 1) throw new RangeError("a part has at least one element");
  return Array.from({ length: Math.ceil(list.length / size) }, (_none, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

function itemAt(list: readonly unknown[], index: number): unknown {
  if (index < 0 || index >= list.length)
    throw new RangeError(`there is no element ${index} in a list of ${list.length}`);
  return list[index];
}

const unique = (list: readonly unknown[]): readonly unknown[] =>
  list.filter((item, index) => list.findIndex((each) => isDeepStrictEqual(each, item)) === index);

function merge(left: object, right: object, isDeep: boolean): object {
  if (isDeep) throw new RangeError("States.JsonMerge merges shallowly only: its third is false");
  return { ...left, ...right };
}

/** From `first` up to, and without, `last`. */
function between(first: number, last: number, bytes: Uint8Array): number {
  if (last <= first) throw new RangeError("the end must lie above the start");
  const share = Buffer.from(bytes).readUInt32BE(0) / 2 ** 32;
  return first + Math.floor(share * (last - first));
}

/** Each character of the second is a separator; what is empty between two is left out. */
function split(text: string, separators: string): readonly string[] {
  const parts: string[] = [""];
  for (const character of text) {
    if (separators.includes(character)) parts.push("");
    else parts.push(`${parts.pop() ?? ""}${character}`);
  }
  return parts.filter((part) => part !== "");
}

/** A UUID of version 4. */
function uuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString("hex");
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** The eighteen functions of the language. @source Amazon States Language, Appendix B */
export const INTRINSICS: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ["States.Format", ([template, ...values]) => fillFormat(Text.parse(template), values)],
  ["States.StringToJson", taking([Text], ([text]) => JSON.parse(text) as unknown)],
  ["States.JsonToString", taking([z.unknown()], ([value]) => JSON.stringify(value))],
  ["States.Array", (values) => values],
  ["States.ArrayPartition", taking([List, Integer], ([list, size]) => partition(list, size))],
  [
    "States.ArrayContains",
    taking([List, z.unknown()], ([list, value]) =>
      list.some((item) => isDeepStrictEqual(item, value)),
    ),
  ],
  ["States.ArrayRange", taking([Integer, Integer, Integer], (bounds) => range(...bounds))],
  ["States.ArrayGetItem", taking([List, Integer], ([list, index]) => itemAt(list, index))],
  ["States.ArrayLength", taking([List], ([list]) => list.length)],
  ["States.ArrayUnique", taking([List], ([list]) => unique(list))],
  ["States.Base64Encode", taking([ShortText], ([text]) => Buffer.from(text).toString("base64"))],
  [
    "States.Base64Decode",
    taking([ShortText], ([text]) => Buffer.from(text, "base64").toString("utf8")),
  ],
  [
    "States.Hash",
    taking([ShortText, Algorithm], ([text, algorithm]) =>
      createHash(algorithm.replace("-", "").toLowerCase()).update(text).digest("hex"),
    ),
  ],
  ["States.JsonMerge", taking([RECORD, RECORD, z.boolean()], (all) => merge(...all))],
  [
    "States.MathRandom",
    (values, chance) => {
      const [first, last, seed] = z.tuple([Integer, Integer, Integer.optional()]).parse(values);
      return between(first, last, seed === undefined ? chance() : bytesOf(String(seed)));
    },
  ],
  ["States.MathAdd", taking([Integer, Integer], ([left, right]) => left + right)],
  ["States.StringSplit", taking([Text, Text], ([text, marks]) => split(text, marks))],
  [
    "States.UUID",
    (values, chance) => {
      z.tuple([]).parse(values);
      return uuid(chance());
    },
  ],
]);

/** Sixteen bytes that follow from a text. */
export const bytesOf = (seed: string): Uint8Array =>
  createHash("sha256").update(seed).digest().subarray(0, 16);
