import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { invariant } from "../../domain/shared/invariant.ts";
import type { Item, Value } from "./table.ts";

export type Attributes = Record<string, AttributeValue>;

/** Attributes without value are left out, at every depth. */
export const toAttributes = (values: Readonly<Record<string, Value | undefined>>): Attributes =>
  marshall(values, { removeUndefinedValues: true });

/** @throws InvariantBroken for an item without `type`: an index must project `type` beside its keys. */
export function toItem(attributes: Attributes): Item {
  const read: unknown = unmarshall(attributes);
  invariant(isItem(read), "an item was read that has no pk, sk or type");
  return read;
}

/** Whether something has what every item has; the values beyond are what the codec can hold. */
export function isItem(read: unknown): read is Item {
  if (typeof read !== "object" || read === null) return false;
  return ["pk", "sk", "type"].every((name) => typeof Reflect.get(read, name) === "string");
}
