// `npm run reset`: forgets the local data.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { commandOptions, runCommand } from "./command-line.ts";
import { DATA_MARKER } from "./data-folder.ts";
import { CannotStart } from "../errors.ts";
import { isRunning } from "./processes.ts";
import { readRunRecord } from "./run-record.ts";

await runCommand(() => {
  const { dataDir } = commandOptions(process.argv.slice(2), "usage: npm run reset -- [--data DIR]");
  const record = readRunRecord(dataDir);
  if (record && isRunning(record.runtime)) {
    throw new CannotStart(
      `平台正在运行（进程 ${record.runtime.pid}），请先停止。\n` +
        `The platform is running (process ${record.runtime.pid}): stop it first, then reset.`,
    );
  }
  if (!existsSync(dataDir)) {
    console.log(`nothing to forget: ${dataDir} does not exist`);
    return Promise.resolve(0);
  }
  // A mistyped --data must not cost anybody their files.
  if (!existsSync(join(dataDir, DATA_MARKER))) {
    throw new CannotStart(`${dataDir} is not a data folder of the platform; nothing was removed.`);
  }
  for (const entry of readdirSync(dataDir).filter((name) => !name.endsWith(".lock"))) {
    rmSync(join(dataDir, entry), { recursive: true, force: true });
  }
  console.log(`forgot the local data in ${dataDir}`);
  return Promise.resolve(0);
});
