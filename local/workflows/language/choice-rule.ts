import * as z from "zod";
import { isRecord } from "../../assembly/intrinsics.ts";
import { problemOf } from "./choice.ts";
import type { Rule } from "./choice.ts";

/** Parses by another schema within a transformation; its issues become those of the whole. */
function parsedBy<T>(schema: z.ZodType<T>, input: unknown, context: z.RefinementCtx): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  for (const { message, path } of parsed.error.issues)
    context.issues.push({ code: "custom", input, message, path: [...path] });
  return z.NEVER;
}

/** One comparison of a rule: a variable, an operator and what it is compared with. */
const Comparison = z.unknown().transform((fields, context): Rule => {
  const { Variable, ...rest } = isRecord(fields) ? fields : {};
  const [[operator, operand] = [], ...more] = Object.entries(rest);
  const problem =
    typeof Variable !== "string" || operator === undefined || more.length > 0
      ? `a comparison is one Variable and one operator, not ${JSON.stringify(fields)}`
      : problemOf(operator, operand);
  if (problem === undefined)
    return { variable: String(Variable), operator: operator ?? "", operand };
  context.issues.push({ code: "custom", input: fields, message: problem });
  return z.NEVER;
});

/** The one of several schemas that the fields of a rule call for, so that errors speak of that one. */
const Rule: z.ZodType<Rule> = z.lazy(() =>
  z.looseObject({}).transform((fields, context) => {
    if ("And" in fields)
      return parsedBy(z.strictObject({ And: z.array(Rule).min(1) }), fields, context);
    if ("Or" in fields)
      return parsedBy(z.strictObject({ Or: z.array(Rule).min(1) }), fields, context);
    if ("Not" in fields) return parsedBy(z.strictObject({ Not: Rule }), fields, context);
    return parsedBy(Comparison, fields, context);
  }),
);

/** A rule at the top of a Choice state, with where it leads. */
export const ChoiceRule = z
  .looseObject({ Next: z.string(), Comment: z.string().optional() })
  .transform(({ Next, Comment: _comment, ...fields }, context) => ({
    next: Next,
    rule: parsedBy(Rule, fields, context),
  }));
