import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { toAttributes } from "./codec.ts";
import { INDEXES } from "./table.ts";
import type { Condition, Query, Value, Write } from "./table.ts";

/** The substitutes of one expression: no attribute name meets DynamoDB's 573 reserved words. */
export interface Placeholders {
  name(attribute: string): string;
  value(value: Value): string;
  /** The fields of a request; a map without entries is left out, as DynamoDB wants it. */
  fields(): {
    ExpressionAttributeNames?: Record<string, string>;
    ExpressionAttributeValues?: Record<string, AttributeValue>;
  };
}

export function createPlaceholders(): Placeholders {
  const names = new Map<string, string>();
  const values: Record<string, Value> = {};
  let valueCount = 0;
  return {
    name(attribute) {
      const known = names.get(attribute) ?? `#n${names.size}`;
      names.set(attribute, known);
      return known;
    },
    value(value) {
      const placeholder = `:v${valueCount}`;
      valueCount += 1;
      values[placeholder] = value;
      return placeholder;
    },
    fields: () => ({
      ...(names.size === 0
        ? {}
        : {
            ExpressionAttributeNames: Object.fromEntries(
              [...names].map(([attribute, placeholder]) => [placeholder, attribute]),
            ),
          }),
      ...(valueCount === 0 ? {} : { ExpressionAttributeValues: toAttributes(values) }),
    }),
  };
}

export function conditionExpression(condition: Condition, use: Placeholders): string {
  switch (condition.kind) {
    case "absent":
      return `attribute_not_exists(${use.name("pk")})`;
    case "present":
      return `attribute_exists(${use.name("pk")})`;
    case "attribute-absent":
      return `attribute_not_exists(${use.name(condition.attribute)})`;
    case "equals":
      return `${use.name(condition.attribute)} = ${use.value(condition.value)}`;
    case "differs": {
      // To DynamoDB an absent attribute differs from everything; the port says a comparison is false there.
      const name = use.name(condition.attribute);
      return `attribute_exists(${name}) AND ${name} <> ${use.value(condition.value)}`;
    }
    case "below":
      return `${use.name(condition.attribute)} < ${use.value(condition.value)}`;
    case "at-least":
      return `${use.name(condition.attribute)} >= ${use.value(condition.value)}`;
    case "all":
    case "any": {
      const parts = condition.of.map(unwrap);
      const [only] = parts;
      if (only !== undefined && parts.length === 1) return conditionExpression(only, use);
      return parts
        .map((part) => {
          const expression = conditionExpression(part, use);
          return hasOperator(part) ? `(${expression})` : expression;
        })
        .join(condition.kind === "all" ? " AND " : " OR ");
    }
  }
}

/** DynamoDB refuses redundant parentheses: a list of one condition is that condition. */
function unwrap(condition: Condition): Condition {
  if (condition.kind !== "all" && condition.kind !== "any") return condition;
  const [only, ...others] = condition.of;
  return only !== undefined && others.length === 0 ? unwrap(only) : condition;
}

const hasOperator = ({ kind }: Condition): boolean =>
  kind === "all" || kind === "any" || kind === "differs";

export function updateExpression(
  update: Extract<Write, { kind: "update" }>,
  use: Placeholders,
): string {
  const set = Object.entries(update.set ?? {}).map(
    ([name, value]) => `${use.name(name)} = ${use.value(value)}`,
  );
  const add = Object.entries(update.add ?? {}).map(
    ([name, amount]) => `${use.name(name)} ${use.value(amount)}`,
  );
  const remove = (update.remove ?? []).map((name) => use.name(name));
  return [...clause("SET", set), ...clause("ADD", add), ...clause("REMOVE", remove)].join(" ");
}

const clause = (verb: string, parts: readonly string[]): readonly string[] =>
  parts.length === 0 ? [] : [`${verb} ${parts.join(", ")}`];

export function keyConditionExpression(query: Query, use: Placeholders): string {
  const names = query.index === undefined ? { pk: "pk", sk: "sk" } : INDEXES[query.index];
  const partition = `${use.name(names.pk)} = ${use.value(query.pk)}`;
  if (query.sk === undefined) return partition;
  const sk = use.name(names.sk);
  return "beginsWith" in query.sk
    ? `${partition} AND begins_with(${sk}, ${use.value(query.sk.beginsWith)})`
    : `${partition} AND ${sk} BETWEEN ${use.value(query.sk.from)} AND ${use.value(query.sk.to)}`;
}
