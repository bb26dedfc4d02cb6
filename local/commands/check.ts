// `npm run check`: format, lint, types, tests, synthesis with the security rules of every deployment.
import { join } from "node:path";
import { deploymentNames } from "../../infra/config.ts";
import { synthesise } from "../build/build.ts";
import { runCommand } from "./command-line.ts";
import { messageOf } from "../errors.ts";
import { projectRoot } from "../build/project.ts";
import { closingLine, runTests, runTool } from "./test-run.ts";
import type { TestOutcome } from "./test-run.ts";

/** What a step says when it did not pass. */
class StepFailed extends Error {
  override readonly name = "StepFailed";
}

async function tool(path: string, ...args: string[]): Promise<void> {
  const code = await runTool(path, args);
  if (code !== 0) throw new StepFailed(`ended with code ${code}`);
}

/** Runs a step whatever the ones before did, so that one run shows all that is wrong. */
async function step(name: string, work: () => Promise<void>): Promise<boolean> {
  const startedAt = performance.now();
  console.log(`\n=== ${name}`);
  let problem: string | undefined;
  try {
    await work();
  } catch (error) {
    problem = messageOf(error);
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `=== ${name}: ${problem === undefined ? "passed" : `FAILED, ${problem}`} (${seconds} s)`,
  );
  return problem === undefined;
}

await runCommand(async () => {
  let tests: TestOutcome = { passed: 0, failed: 1 };
  const passed = [
    await step("format", () =>
      tool("prettier/bin/prettier.cjs", "--check", "--log-level=warn", "."),
    ),
    await step("lint", () => tool("eslint/bin/eslint.js", ".")),
    await step("types", () => tool("typescript/bin/tsc", "-p", ".")),
  ];
  const areTestsGood = await step("tests", async () => {
    tests = await runTests(process.argv.slice(2));
    if (tests.failed > 0 || tests.passed === 0) throw new StepFailed(closingLine(tests));
  });
  for (const deployment of deploymentNames) {
    const assemblyDir = join(projectRoot, "cdk.out", "check", deployment);
    passed.push(
      await step(`synthesis and security rules of ${deployment}`, () =>
        synthesise(deployment, assemblyDir),
      ),
    );
  }
  const failedSteps = passed.filter((isPassed) => !isPassed).length;
  if (failedSteps > 0) console.log(`\n${failedSteps} step(s) besides the tests failed; see above.`);
  // A step that failed counts as a failure, so that the last line alone tells how it went.
  console.log(`\n${closingLine({ passed: tests.passed, failed: tests.failed + failedSteps })}`);
  return areTestsGood && failedSteps === 0 ? 0 : 1;
});
