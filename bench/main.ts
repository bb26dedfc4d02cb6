// `npm run bench [-- --only R4b] [--json FILE]`: measures the platform beside its peers on this machine.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { runCommand } from "../local/commands/command-line.ts";
import { CannotStart, messageOf } from "../local/errors.ts";
import type { Ratio } from "./ratio.ts";
import { wholeClass } from "./whole-class.ts";

const USAGE = "usage: npm run bench -- [--only R4b,…] [--json FILE]";

const measurements: Readonly<Record<string, () => Promise<Ratio>>> = { R4b: wholeClass };

function options(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { only: { type: "string" }, json: { type: "string" } },
    });
    const chosen = values.only?.split(",") ?? Object.keys(measurements);
    const unknown = chosen.filter((id) => !(id in measurements));
    if (unknown.length > 0) throw new Error(`--only: ${unknown.join(", ")}?`);
    return { chosen, json: values.json };
  } catch (error) {
    throw new CannotStart(`${messageOf(error)}\n${USAGE}`);
  }
}

await runCommand(async () => {
  const { chosen, json } = options(process.argv.slice(2));
  const ratios: Record<string, Ratio> = {};
  for (const [id, measure] of Object.entries(measurements)) {
    if (!chosen.includes(id)) continue;
    const ratio = await measure();
    ratios[id] = ratio;
    const { value, unit, goal, met } = ratio;
    console.log(`${id} ${value.toFixed(2)} (${unit}), goal ${goal}: ${met ? "met" : "missed"}`);
  }
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(ratios, null, 2)}\n`);
  return Object.values(ratios).every(({ met }) => met) ? 0 : 1;
});
