import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { build } from "../build/build.ts";
import { ensureJava } from "./java.ts";
import { projectRoot } from "../build/project.ts";

const VitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(
    z.object({ name: z.string(), status: z.string(), assertionResults: z.array(z.unknown()) }),
  ),
});

export interface TestOutcome {
  readonly passed: number;
  /** Failed tests, files that could not be run, and a run that failed outside any test. */
  readonly failed: number;
}

export const closingLine = ({ passed, failed }: TestOutcome): string =>
  `${passed} passed, ${failed} failed`;

/**
 * Counts what Vitest reports. A file that failed before its first test, or a run that failed
 * although each test passed, counts as one failure: it must not pass unnoticed.
 */
export function outcomeOf(report: unknown, exitCode: number): TestOutcome {
  const { numPassedTests, numFailedTests, testResults } = VitestReport.parse(report);
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  ).length;
  const failed = numFailedTests + brokenFiles;
  return { passed: numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

/** Runs a tool of the project with this terminal. @returns its exit code */
export async function runTool(tool: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [join(projectRoot, "node_modules", tool), ...args], {
    cwd: projectRoot,
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/** Builds and runs the tests. @param args further arguments for Vitest, such as a folder */
export async function runTests(args: readonly string[]): Promise<TestOutcome> {
  const report = (line: string): void => console.log(line);
  await ensureJava(report);
  await build({ report });
  const folder = mkdtempSync(join(tmpdir(), "xiaowai-test-"));
  const file = join(folder, "report.json");
  try {
    const exitCode = await runTool("vitest/vitest.mjs", [
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
      ...args,
    ]);
    return outcomeOf(JSON.parse(readFileSync(file, "utf8")), exitCode);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
