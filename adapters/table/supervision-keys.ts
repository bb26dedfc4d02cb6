import { PREFIX } from "./key-names.ts";
import type { Key } from "./table.ts";

/** Keys of what authorities watch of prepaid fees. */

/** A part of a unit's partition of sums. */
const ofUnit =
  (sk: string) =>
  (unitId: string): Key => ({ pk: `${PREFIX.unitFunds}#${unitId}`, sk });

export const supervisionKeys = {
  /** The sums of a unit as they were last folded. */
  unitFunds: ofUnit("SUMS"),
  /** How far the folding of a county has come that is under way. */
  unitFundsFold: ofUnit("FOLD"),
  /** The units right below a unit in which there are institutions. */
  fundedUnits: (unitId: string) => ({
    pk: `${PREFIX.unitFunds}#${unitId}`,
    beginsWith: "BELOW#",
  }),
  fundedUnit: (unitId: string, childUnitId: string): Key => ({
    pk: `${PREFIX.unitFunds}#${unitId}`,
    sk: `BELOW#${childUnitId}`,
  }),
  /** The id of the unit below, in such a key. */
  fundedUnitId: (sk: string): string => sk.slice("BELOW#".length),

  deposit: (institutionId: string): Key => ({
    pk: `${PREFIX.deposit}#${institutionId}`,
    sk: "HEAD",
  }),
  /** Whose deposit lies in an account: no account is two institutions'. */
  depositAccount: (bankId: string, accountNo: string): Key => ({
    pk: `${PREFIX.depositAccount}#${bankId}#${accountNo}`,
    sk: "HEAD",
  }),
  balancesOfUnit: (unitId: string): string => `${PREFIX.balancesByUnit}#${unitId}`,
} as const;
