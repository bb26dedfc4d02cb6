import * as z from "zod";
import { UnitId } from "../../domain/shared/ids.ts";
import { EpochMs } from "../../domain/shared/time.ts";
import { FundsByCategory, UnitFunds } from "../../domain/supervision/funds-by-category.ts";
import { storable } from "../aggregates.ts";
import { keys } from "../table/keys.ts";
import type { Condition, Item, Table, Write } from "../table/table.ts";

/**
 * Sums of money by unit. They are projections, folded from the institutions' own figures: they have no journal, and
 * each fold makes them anew.
 */

/** The sums of up to 100 units, by unit; units that were never folded are left out. */
export async function readUnitFunds(
  table: Table,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, UnitFunds>> {
  const items = await table.getMany(unitIds.map(keys.unitFunds));
  return new Map(items.map((item) => [keys.idOf(item.pk), UnitFunds.parse(item)]));
}

/** Puts the sums of a unit in the place of former ones. */
export const unitFundsWrite = (unitId: string, { asOf, byCategory }: UnitFunds): Write => ({
  kind: "put",
  item: {
    ...keys.unitFunds(unitId),
    type: "unit-funds",
    asOf,
    byCategory: storable(byCategory),
  },
});

/** How far the fold of a county has come: what it has added up, and where it goes on. */
export const Fold = z.object({
  /** Counts the pages that were added, so that two functions on one fold add each page once. */
  step: z.int().min(0),
  startedAt: EpochMs,
  byCategory: FundsByCategory,
  after: z.record(z.string(), z.string()).optional(),
});
export type Fold = z.infer<typeof Fold>;

export async function readFold(table: Table, unitId: string): Promise<Fold | undefined> {
  const item = await table.get(keys.unitFundsFold(unitId));
  return item && Fold.parse(item);
}

/** Only the fold as it was read may be taken a step further. */
const unchanged = ({ step }: Fold): Condition =>
  step === 0 ? { kind: "absent" } : { kind: "equals", attribute: "step", value: step };

/** Keeps a fold one page further. */
export const foldWrite = (unitId: string, before: Fold, fold: Fold): Write => ({
  kind: "put",
  item: {
    ...keys.unitFundsFold(unitId),
    type: "unit-funds-fold",
    step: fold.step,
    startedAt: fold.startedAt,
    byCategory: storable(fold.byCategory),
    ...(fold.after && { after: fold.after }),
  },
  condition: unchanged(before),
});

/** Ends a fold; of one that had a single page nothing was kept. */
export const foldEnd = (unitId: string, before: Fold): Write => ({
  kind: before.step === 0 ? "check" : "delete",
  key: keys.unitFundsFold(unitId),
  condition: unchanged(before),
});

/** A unit right below another, in which there are institutions. */
const FundedUnit = z.object({ unitId: UnitId, isCountyLevel: z.boolean() });
export type FundedUnit = z.infer<typeof FundedUnit>;

export const fundedUnitItem = (parentId: string, { unitId, isCountyLevel }: FundedUnit): Item => ({
  ...keys.fundedUnit(parentId, unitId),
  type: "funded-unit",
  unitId,
  isCountyLevel,
});

/** The units right below one in which there are institutions, by their ids. */
export async function fundedUnitsBelow(
  table: Table,
  unitId: string,
): Promise<readonly FundedUnit[]> {
  const { pk, beginsWith } = keys.fundedUnits(unitId);
  const found: FundedUnit[] = [];
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const page = await table.query({ pk, sk: { beginsWith }, ...(after && { after }) });
    found.push(...page.items.map((item) => FundedUnit.parse(item)));
    after = page.next;
  } while (after !== undefined);
  return found;
}

/** All units below one in which there are institutions, each behind those below it. */
export async function fundedUnitsWithin(
  table: Table,
  unitId: string,
): Promise<readonly FundedUnit[]> {
  const found: FundedUnit[] = [];
  for (const below of await fundedUnitsBelow(table, unitId)) {
    if (!below.isCountyLevel) found.push(...(await fundedUnitsWithin(table, below.unitId)));
    found.push(below);
  }
  return found;
}
