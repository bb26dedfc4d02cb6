import { operations } from "../test/support/all-operations/operations.ts";
import { readUnits, writeUnits } from "../test/support/cost/capacity.ts";
import { operationCounter } from "../test/support/cost/count-operations.ts";
import { unitsOf } from "../test/support/cost/counting-table.ts";
import type { Ratio } from "./ratio.ts";
import type { Part, WrittenMinimum } from "./minimum-parts.ts";
import { WRITTEN_MINIMUM } from "./written-minimum.ts";

const GOAL = 1.25;

/** Counts the money commands that have a written minimum, and names the others. */
export async function moneyCommandUnits() {
  const count = await operationCounter();
  const measured: { id: string; units: number; least: number }[] = [];
  const unwritten: string[] = [];
  for (const each of operations.filter(({ contract }) => contract.idempotent === true)) {
    const { id } = each.contract;
    const minimum = WRITTEN_MINIMUM[id];
    if (minimum === undefined) unwritten.push(id);
    else
      measured.push({ id, units: unitsOf((await count(each)).warm), least: leastUnits(minimum) });
  }
  return { measured, unwritten };
}

/**
 * R3: the capacity units of one call of each money command ÷ the least that it has to read and to write. By
 * formula from the bytes of the items, since the emulator misreports them; the value is the worst command's. A
 * command that nobody has written a minimum for misses the goal.
 */
export async function capacityUnits(): Promise<Ratio> {
  const { measured, unwritten } = await moneyCommandUnits();
  const [worst] = measured.toSorted((a, b) => b.units / b.least - a.units / a.least);
  if (worst === undefined) throw new Error("no money command has a written minimum");
  const value = worst.units / worst.least;
  return {
    value,
    unit: `capacity units ÷ written minimum, ${worst.id}`,
    peer: worst.least,
    goal: GOAL,
    met: value <= GOAL && unwritten.length === 0,
    detail: {
      ...Object.fromEntries(
        measured.map(({ id, units, least }) => [
          id,
          `${units} ÷ ${least} = ${(units / least).toFixed(2)}`,
        ]),
      ),
      allTogether:
        sumOf(measured.map(({ units }) => units)) / sumOf(measured.map(({ least }) => least)),
      withoutWrittenMinimum: unwritten.join(", "),
      scans: "none: the table port has no such operation",
    },
  };
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

const KILOBYTE = 1024;
const bytesOf = (part: Part): number => (typeof part === "string" ? 1 : part[1]) * KILOBYTE;

function leastUnits({
  reads,
  staleReads = [],
  writes,
  ownWrites = [],
  entries = [],
}: WrittenMinimum): number {
  const read = (isConsistent: boolean) => (part: Part) => readUnits(bytesOf(part), isConsistent);
  const write = (isTogether: boolean) => (part: Part) => writeUnits(bytesOf(part), isTogether);
  return sumOf([
    ...reads.map(read(true)),
    ...staleReads.map(read(false)),
    ...writes.map(write(true)),
    ...ownWrites.map(write(false)),
    ...entries.map(write(false)),
  ]);
}
