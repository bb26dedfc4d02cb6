import type {
  DeleteItemCommandInput,
  PutItemCommandInput,
  TransactWriteItem,
  UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { toAttributes } from "./codec.ts";
import { conditionExpression, createPlaceholders, updateExpression } from "./expressions.ts";
import type { Placeholders } from "./expressions.ts";
import type { Condition, Key, Write } from "./table.ts";

type UpdateInput = UpdateItemCommandInput & { readonly UpdateExpression: string };

/** A write as a request of its own; the same fields make it a part of a transaction. */
export type WriteInput =
  | { readonly kind: "put"; readonly put: PutItemCommandInput }
  | { readonly kind: "update"; readonly update: UpdateInput }
  | { readonly kind: "delete"; readonly delete: DeleteItemCommandInput };

export function toWriteInput(
  tableName: string,
  write: Exclude<Write, { kind: "check" }>,
): WriteInput {
  const use = createPlaceholders();
  switch (write.kind) {
    case "put": {
      const item = toAttributes(write.item);
      return { kind: "put", put: { Item: item, ...guard(tableName, write.condition, use) } };
    }
    case "update": {
      const UpdateExpression = updateExpression(write, use);
      const rest = guard(tableName, write.condition, use);
      return { kind: "update", update: { Key: keyOf(write), UpdateExpression, ...rest } };
    }
    case "delete":
      return {
        kind: "delete",
        delete: { Key: keyOf(write), ...guard(tableName, write.condition, use) },
      };
  }
}

export function toTransactItem(tableName: string, write: Write): TransactWriteItem {
  if (write.kind === "check") {
    const use = createPlaceholders();
    const ConditionExpression = conditionExpression(write.condition, use);
    return {
      ConditionCheck: {
        Key: keyOf(write),
        ...guard(tableName, undefined, use),
        ConditionExpression,
        ...use.fields(),
      },
    };
  }
  const input = toWriteInput(tableName, write);
  switch (input.kind) {
    case "put":
      return { Put: input.put };
    case "update":
      return { Update: input.update };
    case "delete":
      return { Delete: input.delete };
  }
}

const keyOf = ({ key }: { readonly key: Key }) => toAttributes({ pk: key.pk, sk: key.sk });

/** Table, condition and substitutes; a refused write hands back the item that it found. */
function guard(tableName: string, condition: Condition | undefined, use: Placeholders) {
  const expression =
    condition === undefined ? {} : { ConditionExpression: conditionExpression(condition, use) };
  return {
    TableName: tableName,
    ...expression,
    ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
    ...use.fields(),
  };
}
