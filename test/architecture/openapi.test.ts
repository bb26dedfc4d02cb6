import { describe, expect, it } from "vitest";
import { useCases } from "../../functions/contracts.ts";
import type { UseCaseContract } from "../../functions/kit/contract.ts";
import { basePathOf, errorsOf, openApiDocument } from "../../functions/kit/openapi.ts";
import { httpStatusOf } from "../../functions/kit/problem-table.ts";
import { findingsIn } from "../support/openapi-lint.ts";
import { OpenApi, type Operation } from "../support/openapi-structure.ts";

/** As it is served: what JSON cannot carry is gone. */
const served = (): unknown => JSON.parse(JSON.stringify(openApiDocument(useCases)));
const document = OpenApi.parse(served());

const operationOf = ({ end, path, method }: UseCaseContract): Operation => {
  const item = document.paths[`${basePathOf(end)}${path}`] ?? {};
  const found = Object.entries(item).find(([name]) => name === method.toLowerCase())?.[1];
  if (found === undefined) throw new Error(`${method} ${path} is not described`);
  return found;
};

const cases = useCases.map((contract) => ({ id: contract.id, contract }));

describe("the description of the interface", () => {
  it("is well-formed OpenAPI 3.1, complete and without loose ends", () => {
    expect(findingsIn(served())).toEqual([]);
  });

  it("describes every use case and nothing else", () => {
    const described = Object.values(document.paths).flatMap((item) => Object.values(item));
    expect(described.map(({ operationId }) => operationId).toSorted()).toEqual(
      useCases.map(({ id }) => id).toSorted(),
    );
  });

  it.each(cases)("tells how $id answers, as its contract has it", ({ contract }) => {
    const { responses } = operationOf(contract);
    const refusals = errorsOf(contract).map((code) => [code, String(httpStatusOf(code))] as const);
    const succeeding = [contract.status ?? 200, contract.statusWhenDoneBefore].filter(
      (status) => status !== undefined,
    );
    expect(Object.keys(responses).toSorted()).toEqual(
      [...new Set([...succeeding.map(String), ...refusals.map(([, s]) => s), "429"])].toSorted(),
    );
    for (const [code, status] of refusals)
      expect(responses[status]?.description).toContain(`\`${code}\`: `);
  });

  it.each(cases)("tells who may call $id, and what it takes", ({ contract }) => {
    const { security, parameters, requestBody } = operationOf(contract);
    const role = contract.access.role;
    const proof = role === "bank" ? [{ signature: [] }] : [{ bearer: [] }];
    expect(security).toEqual(role === "anyone" ? [] : proof);
    expect(requestBody?.required).toBe(contract.input.body === undefined ? undefined : true);
    const names = (place: string) =>
      parameters.filter((one) => one.in === place).map(({ name }) => name);
    expect(names("path")).toEqual(Object.keys(contract.input.path?.shape ?? {}));
    expect(names("query")).toEqual(Object.keys(contract.input.query?.shape ?? {}));
    expect(names("header")).toEqual(contract.idempotent === true ? ["Idempotency-Key"] : []);
  });
});

type Break = (copy: OpenApi) => void;
const somewhere = "/institution/v1/courses/{courseId}/publication";

const inOperation =
  (change: (operation: Operation) => void): Break =>
  (copy) => {
    const operation = copy.paths[somewhere]?.post;
    if (operation === undefined) throw new Error(`${somewhere} is no longer there`);
    change(operation);
  };

/** What must be found: a check that finds nothing wrong anywhere is no check. */
const planted: readonly (readonly [what: string, rule: RegExp, plant: Break])[] = [
  [
    "two operations of one name",
    /listDivisions: names more than one/,
    inOperation((operation) => (operation.operationId = "listDivisions")),
  ],
  [
    "a reference to a schema that is gone",
    /schemas\/Problem: leads nowhere/,
    (copy) => delete copy.components.schemas["Problem"],
  ],
  [
    "a parameter of the path that is not described",
    /does not describe \{courseId\}/,
    inOperation((operation) => (operation.parameters = [])),
  ],
  [
    "an unknown security scheme",
    /asks for password/,
    inOperation((operation) => (operation.security = [{ password: [] }])),
  ],
  [
    "an operation that never succeeds",
    /never succeeds/,
    inOperation((operation) => delete operation.responses["200"]),
  ],
  [
    "a refusal without a problem document",
    /answers 409 without a problem/,
    inOperation((operation) => (operation.responses["409"] = { description: "Conflict" })),
  ],
  [
    "a protected operation that says nothing of 401",
    /does not describe 401/,
    inOperation((operation) => delete operation.responses["401"]),
  ],
  [
    "a keyword with the wrong kind of value",
    /minLength/,
    (copy) => (copy.components.schemas["GatewayMessage"] = { minLength: -1 }),
  ],
];

describe("the checks of the description", () => {
  it.each(planted)("find %s", (_what, rule, plant) => {
    const copy = structuredClone(document);
    plant(copy);
    expect(findingsIn(copy).join("\n")).toMatch(rule);
  });
});
