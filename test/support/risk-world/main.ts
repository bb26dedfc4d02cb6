// `npm run backtest [-- --seed N] [--institutions N] [--sweep]`: the risk indicators on an invented year; `README.md` tells of it.
import { parseArgs } from "node:util";
import { runCommand } from "../../../local/commands/command-line.ts";
import { CannotStart, messageOf } from "../../../local/errors.ts";
import { watchWorld } from "./backtest.ts";
import { COUNTY_COUNT, WAYS } from "./institution.ts";
import { scoreOf, seenTableOf, tableOf } from "./report.ts";
import { CHOSEN_BY, PROVED_ON, sweepTable } from "./sweep.ts";
import { WORLD, type WorldPlan } from "./world.ts";

const USAGE =
  "usage: npm run backtest -- [--seed N] [--institutions N]\n   or: npm run backtest -- --sweep [--institutions N]";

interface Asked {
  readonly plan: WorldPlan;
  readonly isSweep: boolean;
}

function askedBy(args: readonly string[]): Asked {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seed: { type: "string" },
        sweep: { type: "boolean", default: false },
        institutions: { type: "string", default: String(WORLD.institutions) },
      },
    });
    const { seed, institutions, sweep: isSweep } = values;
    if (isSweep && seed !== undefined)
      throw new CannotStart(
        `--sweep 的种子固定，不能与 --seed 同用 / --sweep has seeds of its own: leave --seed out\n${USAGE}`,
      );
    const plan = {
      ...WORLD,
      seed: seed === undefined ? WORLD.seed : whole("--seed", seed, 0),
      institutions: whole("--institutions", institutions, WAYS.length * WORLD.runAwaysPerWay),
    };
    return { plan, isSweep };
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

function report(plan: WorldPlan): void {
  const world = watchWorld(plan);
  const { found, runAways, falseAlarms } = scoreOf(world);
  console.log(`${plan.institutions} institutions, seed ${plan.seed}; ${perCountyAndMonth(plan)}\n`);
  console.log(tableOf(world));
  console.log(`\n${seenTableOf(world)}`);
  console.log(
    `\n${found.red} of ${runAways} run-aways found by a red alert; ${falseAlarms.red.toFixed(2)} false red alarms per county and month`,
  );
}

function sweep(plan: WorldPlan): void {
  console.log(
    `${plan.institutions} institutions; left the seeds ${CHOSEN_BY.join(", ")} by which readings were chosen, right ${PROVED_ON.join(", ")}; ${perCountyAndMonth(plan)}\n`,
  );
  console.log(sweepTable(plan));
}

const perCountyAndMonth = ({ institutions }: WorldPlan): string =>
  `alarms per county (of ${Math.round(institutions / COUNTY_COUNT)}) and month`;

// A promise, as every command is; nothing here waits.
await runCommand(() => {
  const { plan, isSweep } = askedBy(process.argv.slice(2));
  (isSweep ? sweep : report)(plan);
  return Promise.resolve(0);
});
