// `npm run backtest [-- --seed N] [--institutions N]`: the risk indicators on an invented year; `README.md` tells of it.
import { parseArgs } from "node:util";
import { runCommand } from "../../../local/commands/command-line.ts";
import { CannotStart, messageOf } from "../../../local/errors.ts";
import { watchWorld } from "./backtest.ts";
import { COUNTY_COUNT, WAYS } from "./institution.ts";
import { scoreOf, tableOf } from "./report.ts";
import { WORLD, type WorldPlan } from "./world.ts";

const USAGE = "usage: npm run backtest -- [--seed N] [--institutions N]";

function planOf(args: readonly string[]): WorldPlan {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seed: { type: "string", default: String(WORLD.seed) },
        institutions: { type: "string", default: String(WORLD.institutions) },
      },
    });
    const least = WAYS.length * WORLD.runAwaysPerWay;
    return {
      ...WORLD,
      seed: whole("--seed", values.seed, 0),
      institutions: whole("--institutions", values.institutions, least),
    };
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    throw new CannotStart(`${messageOf(error)}\n${USAGE}`);
  }
}

function whole(option: string, text: string, least: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  throw new CannotStart(
    `${option} 须为不小于 ${least} 的整数 / ${option} must be a whole number from ${least}, not ${text}`,
  );
}

// A promise, as every command is; nothing here waits.
await runCommand(() => {
  const plan = planOf(process.argv.slice(2));
  const world = watchWorld(plan);
  const { found, runAways, falseAlarms } = scoreOf(world);
  console.log(
    `${plan.institutions} institutions, seed ${plan.seed}; alarms per county (of ${Math.round(plan.institutions / COUNTY_COUNT)}) and month\n`,
  );
  console.log(tableOf(world));
  console.log(
    `\n${found.red} of ${runAways} run-aways found by a red alert; ${falseAlarms.red.toFixed(2)} false red alarms per county and month`,
  );
  return Promise.resolve(0);
});
