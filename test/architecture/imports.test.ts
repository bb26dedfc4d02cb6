import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type SourceFile, violationsIn } from "./import-rules.ts";

const root = join(import.meta.dirname, "../..");
const house = globSync("{domain,events,adapters,functions,local,infra,test,bench}/**/*.ts", {
  cwd: root,
}).map((path): SourceFile => ({ path, text: readFileSync(join(root, path), "utf8") }));

/** Violations that must be found: a rule that nobody can break is no rule. */
const planted: readonly { readonly path: string; readonly text: string; readonly rule: RegExp }[] =
  [
    {
      path: "domain/shared/money.ts",
      text: 'import { x } from "../custody/balances.ts";',
      rule: /shared may not import domain/,
    },
    {
      path: "domain/custody/x.ts",
      text: 'import { x } from "../../adapters/table/table.ts";',
      rule: /domain may not import adapters/,
    },
    {
      path: "domain/custody/x.ts",
      text: 'import { DynamoDBClient } from "@aws-sdk/client-dynamodb";',
      rule: /may not import the package @aws-sdk/,
    },
    {
      path: "domain/custody/x.ts",
      text: 'import { randomUUID } from "node:crypto";',
      rule: /may not import the package node:crypto/,
    },
    {
      path: "events/x.ts",
      text: 'import type { X } from "../domain/custody/balances.ts";',
      rule: /events may not import domain/,
    },
    {
      path: "adapters/x.ts",
      text: 'import { x } from "../functions/kit/http.ts";',
      rule: /adapters may not import functions/,
    },
    {
      path: "functions/lesson/x.ts",
      text: 'import { x } from "../../local/services/clock.ts";',
      rule: /functions may not import local/,
    },
    {
      path: "functions/lesson/x.ts",
      text: 'import { Stack } from "aws-cdk-lib";',
      rule: /may not import the package aws-cdk-lib/,
    },
    {
      path: "infra/x.ts",
      text: 'import { x } from "../functions/lesson/confirm-lesson.ts";',
      rule: /contracts, events and key names only/,
    },
    {
      path: "infra/x.ts",
      text: 'import { x } from "../domain/custody/balances.ts";',
      rule: /infra may not import domain/,
    },
    {
      path: "functions/lesson/x.ts",
      text: 'export const f = async () => import("../../infra/app.ts");',
      rule: /functions may not import infra/,
    },
  ];

describe("the directions of imports", () => {
  it("holds in every file of the house", () => {
    expect(house.length).toBeGreaterThan(100);
    expect(
      violationsIn(house.filter((file) => !file.path.startsWith("test/architecture/"))),
    ).toEqual([]);
  });

  it.each(planted)("finds $text in $path", ({ path, text, rule }) => {
    const found = violationsIn([{ path, text }]);
    expect(found).toHaveLength(1);
    expect(found[0]?.rule).toMatch(rule);
  });
});

describe("the size of files", () => {
  it("stays within 250 lines", () => {
    const long = house
      .map((file) => ({ path: file.path, lines: file.text.split("\n").length - 1 }))
      .filter((file) => file.lines > 250);
    expect(long).toEqual([]);
  });
});

describe("what the product may not know", () => {
  it("has no local switch in what is deployed", () => {
    const deployed = house.filter((file) =>
      /^(domain|events|adapters|functions|infra)\//.test(file.path),
    );
    expect(
      deployed.filter((file) => file.text.includes("_local")).map((file) => file.path),
    ).toEqual([]);
    expect(
      deployed.filter((file) => file.text.includes("arn:aws:")).map((file) => file.path),
    ).toEqual([]);
  });
});
