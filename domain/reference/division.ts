import * as z from "zod";
import { UnitId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { LocalDate } from "../shared/time.ts";

export const UnitLevel = z.enum(["nation", "province", "city", "county"]);
export type UnitLevel = z.infer<typeof UnitLevel>;

const DivisionCode = z.string().regex(/^\d{6}$/);

/**
 * A division: code (GB/T 2260), name, code of its parent, level, and a second code where statistics uses another.
 * A `city-county` is a city without counties, which does the work of both levels.
 */
export const DivisionRow = z.tuple([
  DivisionCode,
  z.string().min(1),
  DivisionCode,
  z.enum(["province", "city", "city-county", "county"]),
  DivisionCode.optional(),
]);
export type DivisionRow = z.infer<typeof DivisionRow>;

export const DivisionData = z.object({
  source: z.string(),
  /** The day on which these divisions were in force; units made from them are valid from it. */
  dataDate: LocalDate,
  rows: z.array(DivisionRow),
});
export type DivisionData = z.infer<typeof DivisionData>;

/** An organisational unit: its place in the tree, and since when. */
export interface OrgUnit {
  readonly unitId: UnitId;
  /** The division code; absent for units that are no division, such as the Corps. */
  readonly code?: string;
  /** Further codes under which lists may name the same unit. */
  readonly otherCodes?: readonly string[];
  readonly name: string;
  readonly level: UnitLevel;
  /**
   * Does the work of a county: holds institutions, assesses, enforces. Every county, and the cities without counties
   * (Dongguan, Zhongshan, Danzhou, Jiayuguan), whose city authority is also the lowest one.
   */
  readonly isCountyLevel: boolean;
  readonly parentId?: UnitId;
  /** The ids from the nation down to this unit, closed by `/`: `/unt_100000/unt_410000/unt_411100/unt_411102/`. */
  readonly path: string;
  readonly validFrom: LocalDate;
  /** The last day on which the unit exists. */
  readonly validTo?: LocalDate;
}

export const unitIdOf = (code: string): UnitId => UnitId.parse(`unt_${code}`);

const NATION_CODE = "100000";
export const NATION_ID = unitIdOf(NATION_CODE);
/**
 * The Xinjiang Production and Construction Corps (新疆生产建设兵团): a provincial-level authority without a division
 * code. Its cities (659001 and so on) have codes under Xinjiang, and stay there until the Corps' own tree is entered.
 */
export const CORPS_ID = unitIdOf("XPCC");

/** Builds the tree: the nation, the provinces with all below them, and the Corps. Parents come before children. */
export function buildOrgUnits(data: DivisionData): readonly OrgUnit[] {
  const validFrom = data.dataDate;
  const nation: OrgUnit = {
    unitId: NATION_ID,
    code: NATION_CODE,
    name: "全国",
    level: "nation",
    isCountyLevel: false,
    path: `/${NATION_ID}/`,
    validFrom,
  };
  const byCode = new Map([[NATION_CODE, nation]]);
  for (const row of data.rows) {
    const parent = byCode.get(row[2]);
    invariant(parent, `division ${row[0]} stands before its parent ${row[2]}, or has none`);
    invariant(!byCode.has(row[0]), `division ${row[0]} stands there twice`);
    byCode.set(row[0], unitOfRow(row, parent, validFrom));
  }
  const corps: OrgUnit = {
    unitId: CORPS_ID,
    name: "新疆生产建设兵团",
    level: "province",
    isCountyLevel: false,
    parentId: NATION_ID,
    path: `${nation.path}${CORPS_ID}/`,
    validFrom,
  };
  return [...byCode.values(), corps];
}

function unitOfRow(row: DivisionRow, parent: OrgUnit, validFrom: LocalDate): OrgUnit {
  const [code, name, , level, otherCode] = row;
  const unitId = unitIdOf(code);
  return {
    unitId,
    code,
    ...(otherCode === undefined ? {} : { otherCodes: [otherCode] }),
    name,
    level: level === "city-county" ? "city" : level,
    isCountyLevel: level === "county" || level === "city-county",
    parentId: parent.unitId,
    path: `${parent.path}${unitId}/`,
    validFrom,
  };
}

/** Finds units by division code, the statistical codes included. */
export function unitFinder(units: readonly OrgUnit[]): (code: string) => OrgUnit | undefined {
  const byCode = new Map<string, OrgUnit>();
  for (const unit of units) {
    for (const code of [unit.code, ...(unit.otherCodes ?? [])]) {
      if (code !== undefined) byCode.set(code, unit);
    }
  }
  return (code) => byCode.get(code);
}

/** Whether a unit lies in the subtree of another, or is that unit itself. */
export function isWithin(path: string, ancestorPath: string): boolean {
  invariant(
    ancestorPath.startsWith("/") && ancestorPath.endsWith("/"),
    `${ancestorPath} is not a unit path: it has to open and close with /`,
  );
  return path.startsWith(ancestorPath);
}
