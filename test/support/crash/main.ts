// `npm run crash`: every process on every way of the money dies at each of its awaits, once.
import { runCommand } from "../../../local/commands/command-line.ts";
import { buildStage } from "../simulator/world/stage.ts";
import { crashEverywhere } from "./enumerate.ts";
import { crashTable } from "./crash-table.ts";

await runCommand(async () => {
  console.log(crashTable(await crashEverywhere(await buildStage())));
  return 0;
});
