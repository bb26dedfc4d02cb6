import { invariant } from "../../domain/shared/invariant.ts";
import { compareBytes } from "./order.ts";
import { isList } from "./item-size.ts";
import type { Condition, Item, Value, Write } from "./table.ts";

/** Whether a condition holds on what is stored. Values of different types are neither equal nor ordered. */
export function holds(condition: Condition, item: Item | undefined): boolean {
  switch (condition.kind) {
    case "absent":
      return item === undefined;
    case "present":
      return item !== undefined;
    case "attribute-absent":
      return item?.[condition.attribute] === undefined;
    case "equals":
      return item?.[condition.attribute] === condition.value;
    case "differs": {
      const stored = item?.[condition.attribute];
      return stored !== undefined && stored !== condition.value;
    }
    case "below": {
      const order = compare(item?.[condition.attribute], condition.value);
      return order !== undefined && order < 0;
    }
    case "at-least": {
      const order = compare(item?.[condition.attribute], condition.value);
      return order !== undefined && order >= 0;
    }
    case "all":
      return condition.of.every((part) => holds(part, item));
    case "any":
      return condition.of.some((part) => holds(part, item));
  }
}

function compare(stored: Value | undefined, value: number | string): number | undefined {
  if (typeof stored === "number" && typeof value === "number") return stored - value;
  if (typeof stored === "string" && typeof value === "string") return compareBytes(stored, value);
  return undefined;
}

/** The item that a write leaves behind, frozen at every depth; none after a delete. */
export function resultOf(write: Write, before: Item | undefined): Item | undefined {
  switch (write.kind) {
    case "put":
      return Object.freeze({ ...copyOf(write.item), ...keysAndType(write.item) });
    case "update":
      return updated(write, before);
    case "delete":
      return undefined;
    case "check":
      return before;
  }
}

const keysAndType = ({ pk, sk, type }: Item) => ({ pk, sk, type });

function updated(write: Extract<Write, { kind: "update" }>, before: Item | undefined): Item {
  const set = copyOf(write.set ?? {});
  const type = before?.type ?? set["type"];
  invariant(typeof type === "string", "an update creates an item without type");
  const attributes: Record<string, Value | undefined> = { ...before, ...set };
  for (const [name, amount] of Object.entries(write.add ?? {})) {
    const stored = attributes[name] ?? 0;
    invariant(typeof stored === "number", `an amount added to ${name}, which is no number`);
    const sum = stored + amount;
    invariant(Number.isSafeInteger(sum), `${name} becomes ${sum}, beyond the exact integers`);
    attributes[name] = sum;
  }
  const kept = write.remove === undefined ? attributes : without(attributes, write.remove);
  return Object.freeze({ type, ...kept, pk: write.key.pk, sk: write.key.sk });
}

const without = (
  attributes: Readonly<Record<string, Value | undefined>>,
  names: readonly string[],
) => Object.fromEntries(Object.entries(attributes).filter(([name]) => !names.includes(name)));

/** Attributes without value are left out, at every depth; no caller can alter the copy. */
function copyOf(values: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  const copy: Record<string, Value> = {};
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (value !== undefined) copy[name] = frozenValue(value);
  }
  return copy;
}

function frozenValue(value: Value): Value {
  if (value === null || typeof value !== "object") return Object.is(value, -0) ? 0 : value;
  return isList(value) ? Object.freeze(value.map(frozenValue)) : Object.freeze(copyOf(value));
}

/** Whether two values are the same in all their depth. */
export function isSame(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (isList(a) || isList(b)) {
    if (!isList(a) || !isList(b) || a.length !== b.length) return false;
    return a.every((element, index) => isSame(element, b[index]));
  }
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => isSame(a[name], b[name]));
}
