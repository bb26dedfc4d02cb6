import * as z from "zod";
import { messageOf } from "../../errors.ts";
import { StateFailure } from "./failure.ts";
import { INTRINSICS, fillFormat } from "./intrinsic-functions.ts";
import type { Chance } from "./intrinsic-functions.ts";
import { valueAt } from "./paths.ts";
import type { Scope } from "./paths.ts";

type Expression =
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: "path"; readonly path: string }
  /** As it stands between its quotes, escapes and all. */
  | { readonly kind: "text"; readonly raw: string }
  | { readonly kind: "value"; readonly value: unknown };

const TOKEN =
  /\s*(?:'((?:[^'\\]|\\.)*)'|(\$(?:\[(?:[^\]'"]|'[^']*'|"[^"]*")*\]|[^\s,()[\]])*)|(-?\d+(?:\.\d+)?|true|false|null)|(States\.[A-Za-z0-9]+)|([(),]))/gy;

/** Parses `States.Format('{} lessons', $.count)`. @throws SyntaxError that says where it goes wrong */
export function parseIntrinsic(text: string): Expression {
  TOKEN.lastIndex = 0;
  const take = () => {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text);
    if (token === null)
      throw new SyntaxError(`"${text}" is not understood from "${text.slice(at)}"`);
    return token;
  };
  const isNext = (mark: string) => text.slice(TOKEN.lastIndex).trimStart().startsWith(mark);

  function readArguments(): readonly Expression[] {
    if (take()[5] !== "(") throw new SyntaxError(`"${text}": a function needs its brackets`);
    const args: Expression[] = [];
    if (isNext(")")) {
      take();
      return args;
    }
    for (;;) {
      args.push(readExpression());
      const [, , , , , mark] = take();
      if (mark === ")") return args;
      if (mark !== ",") throw new SyntaxError(`"${text}": arguments are parted by commas`);
    }
  }

  function readExpression(): Expression {
    const [, raw, path, literal, name] = take();
    if (raw !== undefined) return { kind: "text", raw };
    if (path !== undefined) return { kind: "path", path };
    if (literal !== undefined) return { kind: "value", value: JSON.parse(literal) as unknown };
    if (name === undefined) throw new SyntaxError(`"${text}": an argument is missing`);
    if (!INTRINSICS.has(name)) throw new SyntaxError(`there is no intrinsic function ${name}`);
    return { kind: "call", name, args: readArguments() };
  }

  const whole = readExpression();
  const rest = text.slice(TOKEN.lastIndex).trim();
  if (rest !== "" || whole.kind !== "call") throw new SyntaxError(`"${text}" is not one function`);
  return whole;
}

const unescape = (raw: string): string => raw.replaceAll(/\\(.)/g, "$1");

function evaluate(expression: Expression, scope: Scope, field: string, chance: Chance): unknown {
  switch (expression.kind) {
    case "path":
      return valueAt(expression.path, scope, field);
    case "text":
      return unescape(expression.raw);
    case "value":
      return expression.value;
    case "call": {
      const { name, args } = expression;
      const values = args.map((arg) => evaluate(arg, scope, field, chance));
      const [template] = args;
      // Braces that a definition has escaped are not for filling in.
      if (name === "States.Format" && template?.kind === "text")
        return fillFormat(template.raw, values.slice(1));
      const run = INTRINSICS.get(name);
      return run?.(values, chance);
    }
  }
}

/**
 * What an intrinsic function gives.
 * @param chance gives the numbers for `States.UUID` and `States.MathRandom`
 * @throws StateFailure `States.IntrinsicFailure` when its arguments do not suit it
 */
export function evaluateIntrinsic(text: string, scope: Scope, field: string, chance: Chance) {
  try {
    return evaluate(parseIntrinsic(text), scope, field, chance);
  } catch (error) {
    if (error instanceof StateFailure) throw error;
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    throw new StateFailure("States.IntrinsicFailure", `${text}: ${reason}`);
  }
}
