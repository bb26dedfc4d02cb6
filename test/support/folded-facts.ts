import { factSourceOf } from "../../domain/risk/projection/facts-of-entry.ts";
import type { FactPart } from "../../domain/risk/projection/day-record.ts";
import { localDate, startOfDay } from "../../domain/shared/time.ts";
import type { DomainEvent } from "../../events/define.ts";

/** At noon of a day. */
export const noon = (day: string): number => startOfDay(localDate(day)) + 12 * 3_600_000;

/** The parts that the entries of one aggregate lead to, in the order of its journal. */
export function partsOf(
  aggregateType: string,
  entries: readonly (readonly [day: string, event: DomainEvent])[],
): readonly FactPart[] {
  const source = factSourceOf(aggregateType);
  if (source === undefined) throw new Error(`${aggregateType} tells no facts`);
  let state: object | undefined;
  return entries.flatMap(([day, { name, version, data }]) => {
    const folded = source.fold(state, {
      ...{ eventName: name, eventVersion: version, at: noon(day), data },
    });
    // What is stored between two entries is JSON.
    state = JSON.parse(JSON.stringify(folded.state)) as object;
    return folded.parts;
  });
}

/** What parts add up to, by day and fact. */
export function sumsOf(parts: readonly FactPart[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { day, fact, amount } of parts)
    sums[`${day} ${fact}`] = (sums[`${day} ${fact}`] ?? 0) + amount;
  return sums;
}
