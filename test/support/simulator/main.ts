// `npm run simulate -- --seeds N --ops N [--from SEED]`: plays seeds, and ends at the first broken invariant.
import { parseArgs } from "node:util";
import { runCommand } from "../../../local/commands/command-line.ts";
import { CannotStart, messageOf } from "../../../local/errors.ts";
import { closingLine, describeBroken, runSeeds } from "./run-seeds.ts";

const USAGE = "usage: npm run simulate -- [--seeds N] [--ops N] [--from SEED]";
const DEFAULTS = { seeds: "200", ops: "500", from: "1" };
const REPORT_EACH = 50;

function counts(args: readonly string[]): Record<keyof typeof DEFAULTS, number> {
  const option = (name: keyof typeof DEFAULTS) =>
    ({ type: "string", default: DEFAULTS[name] }) as const;
  const options = { seeds: option("seeds"), ops: option("ops"), from: option("from") };
  try {
    const { values } = parseArgs({ args: [...args], options });
    return {
      seeds: whole("--seeds", values.seeds, 1),
      ops: whole("--ops", values.ops, 1),
      from: whole("--from", values.from, 0),
    };
  } catch (error) {
    throw new CannotStart(`${messageOf(error)}\n${USAGE}`);
  }
}

function whole(option: string, text: string, least: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  throw new CannotStart(
    `${option} 须为不小于 ${least} 的整数 / ${option} must be a whole number from ${least}, not ${text}`,
  );
}

await runCommand(async () => {
  const { seeds, ops: operations, from } = counts(process.argv.slice(2));
  let played = 0;
  const report = await runSeeds({
    from,
    seeds,
    operations,
    onReport: () => {
      played += 1;
      if (played % REPORT_EACH === 0) console.log(`played ${played} of ${seeds} seeds`);
    },
  });
  if (report.broken !== undefined) console.error(describeBroken(report.broken, operations));
  console.log(closingLine(report));
  return report.broken === undefined ? 0 : 1;
});
