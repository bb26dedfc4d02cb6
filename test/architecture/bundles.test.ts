import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { tasks, useCases } from "../../functions/contracts.ts";
import { bundleFolder } from "../../functions/kit/contract.ts";
import { errorsOf } from "../../functions/kit/openapi.ts";
import { refusalTexts } from "../../functions/kit/problem-table.ts";
import { build } from "../../local/build/build.ts";
import { projectRoot } from "../../local/build/project.ts";

const cases = [...useCases, ...tasks].map((contract) => ({
  id: contract.id,
  file: `dist/${bundleFolder(contract)}/index.mjs`,
  readsUploads: contract.touches.uploads !== undefined,
}));

const Meta = z.object({
  outputs: z.record(
    z.string(),
    z.object({ inputs: z.record(z.string(), z.object({ bytesInOutput: z.int() })) }),
  ),
});

let meta: z.infer<typeof Meta>;

beforeAll(async () => {
  await build({ report: () => undefined });
  meta = Meta.parse(JSON.parse(readFileSync(join(projectRoot, "dist/meta.json"), "utf8")));
});

/** What a cold start has to read, in bytes. */
const MOST_CODE = 400_000;
/** The client of S3 speaks XML and knows every kind of bucket; only functions of lists and evidence carry it. */
const MOST_CODE_WITH_UPLOADS = 520_000;

const inputsOf = (file: string) => Object.entries(meta.outputs[file]?.inputs ?? {});

/** Tables that a function carries to write them into the store: data, read once by an operator's task. */
const dataIn = (file: string): number =>
  inputsOf(file)
    .filter(([path]) => path.endsWith(".generated.json"))
    .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);

describe("the bundle of each function", () => {
  it.each(cases)("$id is small enough to start at once", ({ file, readsUploads }) => {
    const code = statSync(join(projectRoot, file)).size - dataIn(file);
    expect(code).toBeLessThanOrEqual(readsUploads ? MOST_CODE_WITH_UPLOADS : MOST_CODE);
  });

  it.each(cases)("$id knows nothing of a local engine", ({ file }) => {
    expect(readFileSync(join(projectRoot, file), "utf8")).not.toContain("_local");
  });

  it.each(cases)("$id holds none of the tools that build and test the platform", ({ file }) => {
    const packages = inputsOf(file).map(([path]) => path);
    expect(packages.filter((path) => path.startsWith("functions/")).length).toBeGreaterThan(0);
    const tools =
      /(^|\/)(local|infra|test)\/|node_modules\/(aws-cdk|zod-openapi|vitest|constructs)/;
    expect(packages.filter((path) => tools.test(path))).toEqual([]);
  });
});

describe("the bundle of each use case", () => {
  it.each(useCases)("$id has the words for each refusal it answers with", (contract) => {
    const bundle = readFileSync(
      join(projectRoot, `dist/${bundleFolder(contract)}/index.mjs`),
      "utf8",
    );
    // Half a sentence of the text stands in the bundle as it is: no quotes, no placeholders.
    const plainPart = (text: string) => /[^"'`\\{}]{8,}/.exec(text)?.[0] ?? text;
    const wordless = errorsOf(contract).filter(
      (code) => !bundle.includes(plainPart(refusalTexts[code].zh)),
    );
    expect(wordless).toEqual([]);
  });
});

/** Settings as a deployed function has them; nothing is called, so that they may name nothing real. */
const SETTINGS = {
  AWS_REGION: "eu-west-1",
  TABLE_NAME: "table",
  UPLOADS_BUCKET: "bucket",
  BANK_URLS: '{"sandbox-bank":"http://127.0.0.1:9"}',
};

const IMPORTS_ALL = `
  const { parentPort, workerData } = require("node:worker_threads");
  (async () => {
    const kinds = {};
    for (const file of workerData)
      kinds[file] = await import("file://" + file).then((m) => typeof m.handler, (e) => String(e));
    parentPort.postMessage(kinds);
  })();
`;

describe("every bundle", () => {
  it("can be loaded as it is, and exports a handler", async () => {
    const files = cases.map(({ file }) => join(projectRoot, file));
    const worker = new Worker(IMPORTS_ALL, { eval: true, workerData: files, env: SETTINGS });
    const kinds = await new Promise((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
    });
    await worker.terminate();
    expect(kinds).toEqual(Object.fromEntries(files.map((file) => [file, "function"])));
  });
});
