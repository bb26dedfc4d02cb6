import type { Value } from "./table.ts";

/** The largest item: 400 KB, names and values together. */
export const ITEM_LIMIT_BYTES = 400 * 1024;
/** The most that one transaction may carry: 4 MB. */
export const TRANSACTION_LIMIT_BYTES = 4 * 1024 * 1024;
/** Where one page of a query ends: 1 MB of items read. */
export const PAGE_LIMIT_BYTES = 1024 * 1024;

/** A list or a map costs 3 bytes, and each of its elements 1 byte, before what they hold. */
const CONTAINER_BYTES = 3;
const ELEMENT_BYTES = 1;

const SHORT_TEXT = 64;
const LAST_ASCII = 0x7f;

/**
 * The bytes that DynamoDB counts for an item.
 * @source Amazon DynamoDB Developer Guide, "DynamoDB item sizes and formats"
 */
export function itemBytes(item: Readonly<Record<string, Value | undefined>>): number {
  let bytes = 0;
  for (const name of Object.keys(item)) {
    const value = item[name];
    if (value !== undefined) bytes += textBytes(name) + valueBytes(value);
  }
  return bytes;
}

/** The bytes of a text in UTF-8. Short ones, as nearly all are, are counted faster here than by a call of `Buffer`. */
function textBytes(text: string): number {
  if (text.length > SHORT_TEXT) return Buffer.byteLength(text);
  for (let at = 0; at < text.length; at += 1)
    if (text.charCodeAt(at) > LAST_ASCII) return Buffer.byteLength(text);
  return text.length;
}

function valueBytes(value: Value): number {
  if (typeof value === "string") return textBytes(value);
  if (typeof value === "number") return numberBytes(value);
  if (value === null || typeof value === "boolean") return 1;
  let bytes = CONTAINER_BYTES;
  if (isList(value)) {
    for (const element of value) bytes += ELEMENT_BYTES + valueBytes(element);
    return bytes;
  }
  for (const name of Object.keys(value)) {
    const element = value[name];
    if (element !== undefined) bytes += ELEMENT_BYTES + textBytes(name) + valueBytes(element);
  }
  return bytes;
}

/** One byte for every two significant digits, begun or full, one more byte, and one for a minus sign. */
function numberBytes(value: number): number {
  if (value === 0) return 1;
  const size = Math.abs(value);
  const digits = Number.isSafeInteger(size) ? wholeDigits(size) : fractionDigits(size);
  return Math.ceil(digits / 2) + 1 + (value < 0 ? 1 : 0);
}

/** The zeros at the end of a whole number are not significant. Counted without a text: most numbers are whole. */
function wholeDigits(size: number): number {
  let rest = size;
  while (rest % 10 === 0) rest /= 10;
  let digits = 0;
  for (; rest > 0; rest = Math.floor(rest / 10)) digits += 1;
  return digits;
}

function fractionDigits(size: number): number {
  const [mantissa = ""] = size.toExponential().split("e");
  return mantissa.replace(".", "").length;
}

/** `Array.isArray` loses the element type of a readonly array. */
export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
