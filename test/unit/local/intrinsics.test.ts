import { describe, expect, it } from "vitest";
import { resolveIntrinsics } from "../../../local/assembly/intrinsics.ts";
import type { Scope } from "../../../local/assembly/intrinsics.ts";

const scope: Scope = {
  ref: (name) => (name === "AWS::NoValue" ? undefined : `ref:${name}`),
  attribute: (logicalId, attribute) => `att:${logicalId}.${attribute}`,
  importValue: (name) => `import:${name}`,
  mapping: (path) => path.join("/"),
  condition: (name) =>
    name === "Yes"
      ? { "Fn::Equals": ["a", "a"] }
      : { "Fn::And": [{ Condition: "Yes" }, { "Fn::Not": [{ Condition: "Yes" }] }] },
};
const resolve = (value: unknown) => resolveIntrinsics(value, scope);

describe("intrinsic functions", () => {
  it.each([
    ["a plain value stays", { a: [1, true, null, "x"] }, { a: [1, true, null, "x"] }],
    ["Ref", { Ref: "Table" }, "ref:Table"],
    ["GetAtt as a list", { "Fn::GetAtt": ["Table", "Arn"] }, "att:Table.Arn"],
    ["GetAtt as text with a dotted attribute", { "Fn::GetAtt": "A.B.C" }, "att:A.B.C"],
    ["Join", { "Fn::Join": [":", ["a", { Ref: "B" }, 3]] }, "a:ref:B:3"],
    ["Sub of text", { "Fn::Sub": "x-${A}-${B.Arn}-${!C}" }, "x-ref:A-att:B.Arn-${C}"],
    ["Sub with variables", { "Fn::Sub": ["${V}/${A}", { V: { Ref: "Q" } }] }, "ref:Q/ref:A"],
    ["Select", { "Fn::Select": ["1", ["a", "b"]] }, "b"],
    ["Split", { "Fn::Split": ["/", "a/b/c"] }, ["a", "b", "c"]],
    ["Select of Split", { "Fn::Select": [2, { "Fn::Split": [":", "a:b:c"] }] }, "c"],
    ["ImportValue", { "Fn::ImportValue": { "Fn::Sub": "${S}-x" } }, "import:ref:S-x"],
    ["FindInMap", { "Fn::FindInMap": ["M", { Ref: "R" }, "k"] }, "M/ref:R/k"],
    ["If, true", { "Fn::If": ["Yes", { Ref: "A" }, "no"] }, "ref:A"],
    ["If, false by Not and And", { "Fn::If": ["No", "yes", "no"] }, "no"],
    ["NoValue takes its property away", { a: { Ref: "AWS::NoValue" }, b: 1 }, { b: 1 }],
    ["NoValue takes its list element away", [{ Ref: "AWS::NoValue" }, 2], [2]],
  ])("%s", (_name, template, expected) => {
    expect(resolve(template)).toEqual(expected);
  });

  it("refuses a function that it does not know, by name", () => {
    expect(() => resolve({ a: { "Fn::Cidr": ["10.0.0.0/8"] } })).toThrow(
      "Fn::Cidr is not run here",
    );
  });

  it("refuses to join what is not text", () => {
    expect(() => resolve({ "Fn::Join": ["", [{ a: 1 }]] })).toThrow("Fn::Join needs text");
  });
});
