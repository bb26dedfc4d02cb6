import { OpenApi, type Operation } from "./openapi-structure.ts";

/** Everything that is wrong with a description of an HTTP interface, in words; nothing when it is right. */
export function findingsIn(document: unknown): readonly string[] {
  const parsed = OpenApi.safeParse(document);
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  const operations = operationsOf(parsed.data);
  return [
    ...repeated(operations.map(({ operation }) => operation.operationId)).map(
      (id) => `${id}: names more than one operation`,
    ),
    ...unresolvedReferences(document),
    ...operations.flatMap((placed) =>
      inOperation(placed, parsed.data).map((what) => `${placed.operation.operationId}: ${what}`),
    ),
  ];
}

interface PlacedOperation {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

const operationsOf = ({ paths }: OpenApi): readonly PlacedOperation[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );

const repeated = (names: readonly string[]): readonly string[] =>
  names.filter((name, index) => names.indexOf(name) !== index);

function inOperation({ path, method, operation }: PlacedOperation, document: OpenApi): string[] {
  const { security, parameters, responses, requestBody, tags } = operation;
  const schemes = Object.keys(document.components.securitySchemes);
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const named = parameters.filter((one) => one.in === "path");
  const places = parameters.map((one) => `${one.in} ${one.name}`);
  return [
    ...security
      .flatMap((one) => Object.keys(one))
      .filter((scheme) => !schemes.includes(scheme))
      .map((scheme) => `asks for ${scheme}, which is no security scheme`),
    ...tags
      .filter((tag) => !document.tags.some(({ name }) => name === tag))
      .map((tag) => `has the tag ${tag}, which is nowhere`),
    ...inPath
      .filter((name) => !named.some((one) => one.name === name && one.required === true))
      .map((name) => `does not describe {${name}} of its path as required`),
    ...named
      .filter(({ name }) => !inPath.includes(name))
      .map(({ name }) => `describes ${name}, which is not in its path`),
    ...repeated(places).map((place) => `describes ${place} more than once`),
    ...(method === "get" && requestBody !== undefined ? ["reads with a body"] : []),
    ...inResponses(responses, security.length > 0),
  ];
}

/** One form; or JSON for programs and the same as a table for people, from which a caller chooses. */
const isOneForm = (types: readonly string[]): boolean =>
  types.length === 1 || types.toSorted().join() === "application/json,text/csv";

function inResponses(responses: Operation["responses"], isProtected: boolean): string[] {
  const all = Object.entries(responses);
  const succeeding = all.filter(([status]) => status.startsWith("2"));
  const refusing = all.filter(([status]) => /^[45]/.test(status));
  return [
    ...(succeeding.length === 0 ? ["never succeeds"] : []),
    ...succeeding
      .filter(([, { content }]) => !isOneForm(Object.keys(content ?? {})))
      .map(([status]) => `does not say in which form it answers ${status}`),
    ...["400", "429", "500", "503", ...(isProtected ? ["401"] : [])]
      .filter((status) => !(status in responses))
      .map((status) => `does not describe ${status}`),
    ...refusing
      .filter(([status, { content }]) => status !== "429" && !isProblem(content))
      .map(([status]) => `answers ${status} without a problem document`),
  ];
}

const isProblem = (content: Operation["responses"][string]["content"]): boolean =>
  content?.["application/problem+json"]?.schema.$ref === "#/components/schemas/Problem";

/** References that lead nowhere. */
function unresolvedReferences(document: unknown): readonly string[] {
  return referencesIn(document)
    .filter((reference) => {
      const steps = reference.split("/").slice(1);
      const target = steps.reduce<unknown>(
        (at, step) => (typeof at === "object" && at !== null ? Object(at)[step] : undefined),
        document,
      );
      return !reference.startsWith("#/") || target === undefined;
    })
    .map((reference) => `${reference}: leads nowhere`);
}

function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    name === "$ref" && typeof inner === "string" ? [inner] : referencesIn(inner),
  );
}
