import type * as z from "zod";

/** One object schema inside another schema, and the way to it. */
export interface ObjectPlace {
  /** For example `body.records[].attendance`. */
  readonly path: string;
  /** Whether a field that it does not name is refused. */
  readonly strict: boolean;
  readonly fields: readonly string[];
}

/** Kinds of schemas that hold no other. */
const LEAVES: ReadonlySet<string> = new Set([
  "boolean",
  "enum",
  "literal",
  "never",
  "null",
  "number",
  "string",
  "transform",
  "unknown",
]);

/** Every object in a schema, at any depth, through everything that can hold another schema. */
export function objectsIn(schema: z.core.$ZodType, path: string): readonly ObjectPlace[] {
  const type = schema as z.core.$ZodTypes;
  const { def } = type._zod;
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the rest is leaves
  switch (def.type) {
    case "object":
      return [
        {
          path,
          strict: def.catchall?._zod.def.type === "never",
          fields: Object.keys(def.shape),
        },
        ...Object.entries(def.shape).flatMap(([name, inner]) =>
          objectsIn(inner, `${path}.${name}`),
        ),
      ];
    case "array":
      return objectsIn(def.element, `${path}[]`);
    case "union":
      return def.options.flatMap((option, index) => objectsIn(option, `${path}|${String(index)}`));
    case "tuple":
      return def.items.flatMap((item, index) => objectsIn(item, `${path}[${String(index)}]`));
    case "record":
    case "map":
      return objectsIn(def.valueType, `${path}[*]`);
    case "pipe":
      return [...objectsIn(def.in, path), ...objectsIn(def.out, path)];
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "nonoptional":
    case "readonly":
      return objectsIn(def.innerType, path);
    default:
      if (LEAVES.has(def.type)) return [];
      throw new Error(`${path}: a schema of the kind ${def.type} is not looked into here`);
  }
}
