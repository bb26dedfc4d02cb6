import { invariant } from "../../domain/shared/invariant.ts";
import { isList, itemBytes, ITEM_LIMIT_BYTES, TRANSACTION_LIMIT_BYTES } from "./item-size.ts";
import { compareBytes } from "./order.ts";
import { INDEXES } from "./table.ts";
import type { Condition, Key, Query, Value, Write } from "./table.ts";

const WRITES_LIMIT = 100;
const KEYS_LIMIT = 100;
/** Smaller numbers than this, zero apart, do not fit DynamoDB's number type. */
const SMALLEST_NUMBER = 1e-130;
const INDEX_ATTRIBUTES: ReadonlySet<string> = new Set(
  Object.values(INDEXES).flatMap((index) => [index.pk, index.sk]),
);

export const keyOf = (write: Write): Key => (write.kind === "put" ? write.item : write.key);

/**
 * Refuses what DynamoDB would refuse, and what it would store in a way that cannot be read back, so that
 * both drivers refuse the same. All of it is a defect of the caller, never bad input.
 * @returns the bytes that each write carries
 * @throws InvariantBroken
 */
export function checkWrites(writes: readonly Write[]): readonly number[] {
  invariant(
    writes.length >= 1 && writes.length <= WRITES_LIMIT,
    `a commit has 1 to ${WRITES_LIMIT} writes, not ${writes.length}`,
  );
  const seen = new Set<string>();
  const bytesOfEach = writes.map((write) => {
    const key = keyOf(write);
    checkKey(key);
    const place = placeOf(key);
    if (seen.has(place)) invariant(false, `a commit writes ${key.pk} ${key.sk} twice`);
    seen.add(place);
    return checkWrite(write);
  });
  const bytes = bytesOfEach.reduce((sum, each) => sum + each, 0);
  invariant(
    bytes <= TRANSACTION_LIMIT_BYTES,
    `a commit of ${bytes} bytes is over the limit of ${TRANSACTION_LIMIT_BYTES}`,
  );
  return bytesOfEach;
}

/** @throws InvariantBroken for more than 100 keys, a key given twice, or an empty key */
export function checkKeys(keys: readonly Key[]): void {
  invariant(keys.length <= KEYS_LIMIT, `${keys.length} keys in one read; at most ${KEYS_LIMIT}`);
  keys.forEach(checkKey);
  if (keys.length < 2) return;
  const distinct = new Set(keys.map(placeOf));
  invariant(distinct.size === keys.length, "a read names the same key twice");
}

/** @throws InvariantBroken for a query that DynamoDB would not run */
export function checkQuery(query: Query): void {
  const { sk, limit } = query;
  invariant(query.pk !== "", "a query needs a partition key that is not empty");
  if (sk !== undefined && "beginsWith" in sk) invariant(sk.beginsWith !== "", "an empty prefix");
  if (sk !== undefined && "from" in sk) {
    invariant(sk.from !== "" && compareBytes(sk.from, sk.to) <= 0, "a range ends before it begins");
  }
  invariant(limit === undefined || (Number.isInteger(limit) && limit > 0), "a limit below 1");
  invariant(
    query.index === undefined || query.consistent !== true,
    "an index cannot be read consistently",
  );
}

/** One text for each key: its length tells where the first part ends. */
const placeOf = ({ pk, sk }: Key): string => `${pk.length} ${pk} ${sk}`;

function checkKey(key: Key): void {
  if (key.pk === "" || key.sk === "")
    invariant(false, `an empty key: pk "${key.pk}", sk "${key.sk}"`);
}

/** Checks one write and gives the bytes that it carries. */
function checkWrite(write: Write): number {
  if (write.condition !== undefined) checkCondition(write.condition);
  if (write.kind === "put") return checkAttributes(write.item);
  if (write.kind === "update") return checkUpdate(write);
  return itemBytes({ pk: write.key.pk, sk: write.key.sk });
}

function checkUpdate(write: Extract<Write, { kind: "update" }>): number {
  const { set = {}, add = {}, remove = [] } = write;
  const names = [...Object.keys(set), ...Object.keys(add), ...remove];
  invariant(names.length > 0, "an update that changes nothing");
  invariant(new Set(names).size === names.length, `an update names ${names.join(", ")} twice`);
  invariant(!names.includes("pk") && !names.includes("sk"), "an update cannot move an item");
  invariant(!remove.includes("type") && !("type" in add), "an item keeps its type");
  invariant(
    typeof set["type"] === "string" || requiresPresence(write.condition),
    "an update that may create its item must set its type",
  );
  for (const [name, amount] of Object.entries(add)) {
    // DynamoDB adds in decimal, JavaScript in binary: only whole numbers give the same sum in both.
    invariant(Number.isSafeInteger(amount), `${amount} added to ${name} is not a whole number`);
    invariant(!INDEX_ATTRIBUTES.has(name), `${name} is a key of an index, hence a string`);
  }
  return itemBytes({ pk: write.key.pk, sk: write.key.sk, ...add }) + checkAttributes(set);
}

/** Whether a condition holds only where the item is there. */
function requiresPresence(condition: Condition | undefined): boolean {
  switch (condition?.kind) {
    case undefined:
    case "absent":
    case "attribute-absent":
      return false;
    case "all":
      return condition.of.some(requiresPresence);
    case "any":
      return condition.of.every(requiresPresence);
    case "present":
    case "equals":
    case "differs":
    case "below":
    case "at-least":
      return true;
  }
}

function checkCondition(condition: Condition): void {
  if (condition.kind === "all" || condition.kind === "any") {
    invariant(condition.of.length > 0, `a condition "${condition.kind}" of nothing`);
    condition.of.forEach(checkCondition);
  } else if ("value" in condition) {
    checkValue(condition.attribute, condition.value);
  }
}

function checkAttributes(attributes: Readonly<Record<string, Value | undefined>>): number {
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    invariant(name !== "", "an attribute without name");
    if (value === undefined) continue;
    if (INDEX_ATTRIBUTES.has(name)) {
      invariant(typeof value === "string" && value !== "", `${name} must be a string, not empty`);
    }
    checkValue(name, value);
  }
  const bytes = itemBytes(attributes);
  invariant(bytes <= ITEM_LIMIT_BYTES, `an item of ${bytes} bytes, over ${ITEM_LIMIT_BYTES}`);
  return bytes;
}

function checkValue(name: string, value: Value | undefined): void {
  if (typeof value === "number") {
    const size = Math.abs(value);
    const fits = size <= Number.MAX_SAFE_INTEGER && (size === 0 || size >= SMALLEST_NUMBER);
    if (!fits) invariant(false, `${value} in ${name} is not a number that the table can hold`);
  } else if (typeof value === "object" && value !== null) {
    if (isList(value)) for (const inner of value) checkValue(name, inner);
    else for (const inner of Object.keys(value)) checkValue(name, value[inner]);
  }
}
