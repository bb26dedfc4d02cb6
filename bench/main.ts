// `npm run bench [-- --only R3,R4] [--json FILE]`: measures the platform beside its peers on this machine.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { runCommand } from "../local/commands/command-line.ts";
import { CannotStart, messageOf } from "../local/errors.ts";
import { capacityUnits } from "./capacity-units.ts";
import { complaintLifecycles } from "./complaint-lifecycles.ts";
import { ledgerCommands } from "./ledger-commands.ts";
import { massRefund } from "./mass-refund.ts";
import { projectedFacts } from "./projected-facts.ts";
import type { Ratio } from "./ratio.ts";
import { riskEvaluations } from "./risk-evaluations.ts";
import { simulatedOperations } from "./simulated-operations.ts";
import { warningLatency } from "./warning-latency.ts";
import { wholeClass } from "./whole-class.ts";

const measurements: Readonly<Record<string, () => Promise<Ratio>>> = {
  R3: capacityUnits,
  R4: ledgerCommands,
  R4b: wholeClass,
  R6: riskEvaluations,
  R7: complaintLifecycles,
  R10: simulatedOperations,
  massRefund,
  facts: projectedFacts,
  warning: warningLatency,
};

const KNOWN = Object.keys(measurements);
const USAGE = `usage: npm run bench -- [--only ${KNOWN.join(",")}] [--json FILE]`;

function options(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { only: { type: "string" }, json: { type: "string" } },
    });
    const chosen = values.only?.split(",") ?? KNOWN;
    const unknown = chosen.filter((id) => !KNOWN.includes(id));
    if (unknown.length > 0)
      throw new Error(
        `--only: 没有 ${unknown.join("、")} / there is no ${unknown.join(", ")}; known are ${KNOWN.join(", ")}`,
      );
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
    console.log(lineOf(id, ratio));
    if (!ratio.met) console.log(ratio.detail);
  }
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(ratios, null, 2)}\n`);
  return Object.values(ratios).every(({ met }) => met) ? 0 : 1;
});

function lineOf(id: string, { value, unit, peer, goal, met }: Ratio): string {
  const beside = `its peer ${peer.toFixed(0)}`;
  return `${id} ${value.toFixed(2)} (${unit}; ${beside}), goal ${goal}: ${met ? "met" : "missed"}`;
}
