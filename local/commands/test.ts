// `npm test`: builds, runs every test, and closes with a line `N passed, N failed`.
import { runCommand } from "./command-line.ts";
import { closingLine, runTests } from "./test-run.ts";

await runCommand(async () => {
  const outcome = await runTests(process.argv.slice(2));
  console.log(closingLine(outcome));
  return outcome.failed === 0 && outcome.passed > 0 ? 0 : 1;
});
