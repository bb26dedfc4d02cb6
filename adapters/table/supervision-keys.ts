import { PREFIX } from "./key-names.ts";
import type { Key } from "./table.ts";

/** Keys of what authorities watch of prepaid fees. */

const fundsPass: Key = { pk: `${PREFIX.unitMarks}#PASS`, sk: "HEAD" };

/** A part of a unit's partition of sums. */
const ofUnit =
  (sk: string) =>
  (unitId: string): Key => ({ pk: `${PREFIX.unitFunds}#${unitId}`, sk });

export const supervisionKeys = {
  /** The sums of a unit as they were last folded. */
  unitFunds: ofUnit("SUMS"),
  /** The units right below a unit in which there are institutions. */
  fundedUnits: (unitId: string) => ({
    pk: `${PREFIX.unitFunds}#${unitId}`,
    beginsWith: "BELOW#",
  }),
  fundedUnit: (unitId: string, childUnitId: string): Key => ({
    pk: `${PREFIX.unitFunds}#${unitId}`,
    sk: `BELOW#${childUnitId}`,
  }),
  /** The institutions of a county, in the order of their ids, as its sums count them. */
  fundedInstitutions: (countyUnitId: string) => ({
    pk: `${PREFIX.unitFunds}#${countyUnitId}`,
    beginsWith: "INST#",
  }),
  fundedInstitution: (countyUnitId: string, institutionId: string): Key => ({
    pk: `${PREFIX.unitFunds}#${countyUnitId}`,
    sk: `INST#${institutionId}`,
  }),
  /** In which county an institution is counted. */
  countedIn: (institutionId: string): Key => ({
    pk: `${PREFIX.unitFunds}#${institutionId}`,
    sk: "COUNTY",
  }),

  /** The marks of one kind lie in parts, so that no part is asked by everything that moves money. */
  unitMarks: (kind: "CHANGED" | "SOLD", shard: number): string =>
    `${PREFIX.unitMarks}#${kind}#${String(shard).padStart(2, "0")}`,
  /** When the hourly pass went over what had changed. */
  fundsPass,

  deposit: (institutionId: string): Key => ({
    pk: `${PREFIX.deposit}#${institutionId}`,
    sk: "HEAD",
  }),
  /** Whose deposit lies in an account: no account is two institutions'. */
  depositAccount: (bankId: string, accountNo: string): Key => ({
    pk: `${PREFIX.depositAccount}#${bankId}#${accountNo}`,
    sk: "HEAD",
  }),
  /** The deposits of a county that are below their floor. */
  shortDepositsOfUnit: (unitId: string): string => `${PREFIX.shortDepositsByUnit}#${unitId}`,
  balancesOfUnit: (unitId: string): string => `${PREFIX.balancesByUnit}#${unitId}`,
} as const;
