import * as z from "zod";
import { InstitutionId, UnitId } from "../../domain/shared/ids.ts";
import { UnitFunds } from "../../domain/supervision/funds-by-category.ts";
import { storable } from "../aggregates.ts";
import { keys } from "../table/keys.ts";
import type { Condition, Item, Table, Write } from "../table/table.ts";
import { latestPass, readMany, readMarks, type UnitMark } from "./unit-marks.ts";

/**
 * Sums of money by unit, and of whom they are made. They are projections, folded from the institutions' own figures:
 * they have no journal, and each fold makes them anew.
 */
const Sums = UnitFunds.extend({
  /** How often they were made; of two folds at once one alone is kept. */
  version: z.int().min(1),
});

/** What is known of the sums of some units. */
export interface KnownFunds {
  /** By unit; units that were never folded are left out. */
  readonly funds: ReadonlyMap<string, UnitFunds>;
  /** Whether the sums of some of them leave out what had changed before the latest pass. */
  readonly isBehind: boolean;
}

/**
 * The sums of some units, each as of the latest instant at which it was complete: its own fold, or the latest pass that
 * found that nothing had changed in it since.
 */
export async function readUnitFunds(table: Table, unitIds: readonly string[]): Promise<KnownFunds> {
  // In this order: what the pass found complete was noted as behind before it, or has been made since.
  const passedAt = await latestPass(table);
  const marks = await readMarks(table, unitIds);
  const items = await readMany(table, unitIds.map(keys.unitFunds));
  const completeAt = (mark: UnitMark | undefined): number => mark?.since ?? passedAt ?? 0;
  const funds = items.map((item) => {
    const { asOf, byCategory } = Sums.parse(item);
    const unitId = keys.idOf(item.pk);
    return [unitId, { asOf: Math.max(asOf, completeAt(marks.get(unitId))), byCategory }] as const;
  });
  return {
    funds: new Map(funds),
    isBehind: Array.from(marks.values()).some(({ since }) => since !== undefined),
  };
}

/** How often the sums of a unit were made; 0 where they never were. */
export async function versionOfSums(table: Table, unitId: string): Promise<number> {
  const item = await table.get(keys.unitFunds(unitId));
  return item === undefined ? 0 : Sums.parse(item).version;
}

/** Puts the sums of a unit in the place of those of a version, if no other fold has replaced these. */
export const unitFundsWrite = (
  unitId: string,
  { asOf, byCategory }: UnitFunds,
  version: number,
): Write => ({
  kind: "put",
  item: {
    ...keys.unitFunds(unitId),
    type: "unit-funds",
    version: version + 1,
    asOf,
    byCategory: storable(byCategory),
  },
  condition: isVersion(version),
});

const isVersion = (version: number): Condition =>
  version === 0 ? { kind: "absent" } : { kind: "equals", attribute: "version", value: version };

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
    const range = { pk, sk: { beginsWith }, consistent: true };
    const page = await table.query({ ...range, ...(after && { after }) });
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

const CountedIn = z.object({ countyUnitId: UnitId });

/** The counties in which some institutions are counted, by institution; those that no county counts yet are left out. */
export async function countiesCounting(
  table: Table,
  institutionIds: readonly string[],
): Promise<ReadonlyMap<string, UnitId>> {
  const items = await readMany(table, [...new Set(institutionIds)].map(keys.countedIn));
  return new Map(
    items.map((item) => [keys.idOf(item.pk), CountedIn.parse(item).countyUnitId] as const),
  );
}

/** Counts an institution in a county, and in the one where it was counted until then no more. */
export function countingWrites(
  institutionId: string,
  before: UnitId | undefined,
  countyUnitId: UnitId,
): readonly Write[] {
  const counted = { ...keys.countedIn(institutionId), type: "counted-in", countyUnitId };
  const row = {
    ...keys.fundedInstitution(countyUnitId, institutionId),
    type: "funded-institution",
  };
  const former: readonly Write[] =
    before === undefined
      ? []
      : [{ kind: "delete", key: keys.fundedInstitution(before, institutionId) }];
  const condition: Condition =
    before === undefined
      ? { kind: "absent" }
      : { kind: "equals", attribute: "countyUnitId", value: before };
  return [
    { kind: "put", item: counted, condition },
    { kind: "put", item: { ...row, institutionId } },
    ...former,
  ];
}

const FundedInstitution = z.object({ institutionId: InstitutionId });

/** A page of the institutions of a county, in the order of their ids. */
export async function fundedInstitutions(
  table: Table,
  countyUnitId: string,
  { limit, after }: { readonly limit: number; readonly after: Place | undefined },
): Promise<{ readonly ids: readonly InstitutionId[]; readonly next: Place | undefined }> {
  const { pk, beginsWith } = keys.fundedInstitutions(countyUnitId);
  const range = { pk, sk: { beginsWith }, limit, consistent: true };
  const page = await table.query({ ...range, ...(after && { after }) });
  return {
    ids: page.items.map((item) => FundedInstitution.parse(item).institutionId),
    next: page.next,
  };
}

type Place = Readonly<Record<string, string>>;
