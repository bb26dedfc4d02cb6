import * as z from "zod";

/**
 * The parts of OpenAPI 3.1 that the platform's description uses, as the specification has them
 * (https://spec.openapis.org/oas/v3.1.0). Strict: a misspelt or misplaced field is found.
 */

const TYPES = ["null", "boolean", "object", "array", "number", "string", "integer"] as const;
const KeywordType = z.union([z.enum(TYPES), z.array(z.enum(TYPES)).min(1)]);

/** JSON Schema 2020-12: each keyword has the kind of value that its vocabulary says. */
export const JsonSchema = z.strictObject({
  $ref: z.string().optional(),
  type: KeywordType.optional(),
  enum: z.array(z.unknown()).min(1).optional(),
  const: z.unknown().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
  examples: z.array(z.unknown()).optional(),
  readOnly: z.boolean().optional(),
  format: z.string().optional(),
  contentEncoding: z.string().optional(),
  pattern: z
    .string()
    .refine((pattern) => RegExp(pattern, "u"), "a regular expression")
    .optional(),
  minLength: z.int().min(0).optional(),
  maxLength: z.int().min(0).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  multipleOf: z.number().positive().optional(),
  minItems: z.int().min(0).optional(),
  maxItems: z.int().min(0).optional(),
  uniqueItems: z.boolean().optional(),
  required: z.array(z.string()).optional(),
  get items() {
    return JsonSchema.optional();
  },
  get prefixItems() {
    return z.array(JsonSchema).optional();
  },
  get properties() {
    return z.record(z.string(), JsonSchema).optional();
  },
  get propertyNames() {
    return JsonSchema.optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), JsonSchema]).optional();
  },
  get anyOf() {
    return z.array(JsonSchema).min(1).optional();
  },
  get oneOf() {
    return z.array(JsonSchema).min(1).optional();
  },
  get allOf() {
    return z.array(JsonSchema).min(1).optional();
  },
  discriminator: z
    .strictObject({
      propertyName: z.string(),
      mapping: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
});
export type JsonSchema = z.infer<typeof JsonSchema>;

const Content = z.record(
  z.string().regex(/^[a-z]+\/[a-z.+-]+(; *[a-z-]+=[\w-]+)?$/),
  z.strictObject({ schema: JsonSchema }),
);

const Parameter = z.strictObject({
  name: z.string().min(1),
  in: z.enum(["path", "query", "header", "cookie"]),
  description: z.string().optional(),
  required: z.boolean().optional(),
  schema: JsonSchema,
});

const Response = z.strictObject({ description: z.string().min(1), content: Content.optional() });

export const Operation = z.strictObject({
  operationId: z.string().regex(/^[a-z][A-Za-z]+$/),
  tags: z.array(z.string()).min(1),
  summary: z.string().min(1),
  description: z.string().min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(Parameter).default([]),
  requestBody: z.strictObject({ required: z.boolean(), content: Content }).optional(),
  responses: z.record(z.string().regex(/^[1-5][0-9]{2}$/), Response),
});
export type Operation = z.infer<typeof Operation>;

const PathItem = z.strictObject({
  get: Operation.exactOptional(),
  post: Operation.exactOptional(),
  put: Operation.exactOptional(),
  delete: Operation.exactOptional(),
});

const SecurityScheme = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("http"),
    scheme: z.string(),
    bearerFormat: z.string().optional(),
    description: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal("apiKey"),
    in: z.enum(["query", "header", "cookie"]),
    name: z.string(),
    description: z.string().optional(),
  }),
]);

export const OpenApi = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({
    title: z.string().min(1),
    version: z.string().min(1),
    description: z.string().optional(),
  }),
  servers: z.array(z.strictObject({ url: z.string() })).min(1),
  tags: z.array(z.strictObject({ name: z.string(), description: z.string().optional() })),
  paths: z.record(z.string().startsWith("/"), PathItem),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[A-Za-z0-9._-]+$/), JsonSchema),
    securitySchemes: z.record(z.string(), SecurityScheme),
  }),
});
export type OpenApi = z.infer<typeof OpenApi>;
