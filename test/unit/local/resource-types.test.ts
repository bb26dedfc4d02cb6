import { describe, expect, it } from "vitest";
import { generatedName } from "../../../local/assembly/resource-names.ts";
import { describe as count, refuseUnknown } from "../../../local/assembly/resource-types.ts";

const resource = (logicalId: string, type: string) => ({ stack: "Service", logicalId, type });

describe("resource types", () => {
  it("are refused when unknown, each with its stack, logical id and type", () => {
    const resources = [
      resource("Fn", "AWS::Lambda::Function"),
      resource("Refund", "AWS::StepFunctions::Activity"),
      resource("Own", "Custom::Thing"),
    ];
    expect(() => refuseUnknown(resources)).toThrow(
      /2 resource\(s\)[^]*stack Service, resource Refund: AWS::StepFunctions::Activity[^]*resource Own: Custom::Thing/,
    );
  });

  it("are counted by what becomes of them", () => {
    const resources = [
      resource("B", "AWS::Lambda::Function"),
      resource("A", "AWS::Lambda::Function"),
      resource("Role", "AWS::IAM::Role"),
    ];
    expect(count(resources)).toEqual({
      run: { "AWS::Lambda::Function": 2 },
      inert: { "AWS::IAM::Role": 1 },
    });
  });
});

describe("generated names", () => {
  it("stay within the service's limit and apart from each other", () => {
    const long = "PlaceOrderForTheWholeClassInOneTransactionFunction";
    const [a, b] = ["1", "2"].map((end) =>
      generatedName("LocalService", long + end, "AWS::Lambda::Function"),
    );
    expect(a?.length).toBeLessThanOrEqual(64);
    expect(a).not.toBe(b);
  });

  it("of buckets are in lower case", () => {
    expect(generatedName("Data", "Uploads", "AWS::S3::Bucket")).toBe("data-uploads");
  });

  it("of keys look like key ids", () => {
    expect(generatedName("Data", "Key", "AWS::KMS::Key")).toMatch(
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    );
  });
});
