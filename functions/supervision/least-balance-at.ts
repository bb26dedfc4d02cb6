import type { InstitutionState } from "../../domain/institution/institution.ts";
import { fen, type Fen } from "../../domain/shared/money.ts";
import { type EpochMs, shanghaiDate } from "../../domain/shared/time.ts";
import {
  type DepositFloor,
  firstDayOfCycle,
  leastBalance,
} from "../../domain/supervision/deposit-floor.ts";
import type { Kit } from "../kit/deps.ts";
import { feeRules, feesOf } from "./fees-of.ts";

/** What the custody account of an institution has to hold at least, where its place asks for that, and what it lacks. */
export const leastBalanceAt = (kit: Pick<Kit, "table" | "units" | "rules">) => {
  const rulesFor = feeRules(kit);

  return async (
    institution: InstitutionState,
    balanceFen: number | undefined,
    at: EpochMs,
  ): Promise<(DepositFloor & { readonly shortfallFen: Fen }) | undefined> => {
    const day = shanghaiDate(at);
    const valueOf = await rulesFor(institution, day);
    const perCent = valueOf("custody.least-balance-per-cent");
    if (perCent === 0) return undefined;
    const rule = { perCent, cycleMonths: valueOf("deposit.cycle-months") };
    const span = { from: firstDayOfCycle(day, rule), to: day };
    const least = leastBalance(await feesOf(kit.table, institution.institutionId, span), rule, day);
    return { ...least, shortfallFen: fen(Math.max(0, least.floorFen - (balanceFen ?? 0))) };
  };
};
