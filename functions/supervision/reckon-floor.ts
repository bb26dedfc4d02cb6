import { aggregates } from "../../adapters/aggregates.ts";
import { depositKind } from "../../adapters/repositories/deposit-items.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { addDays, shanghaiDate } from "../../domain/shared/time.ts";
import { keepFloor } from "../../domain/supervision/deposit.ts";
import { depositFloor, firstDayThatCounts } from "../../domain/supervision/deposit-floor.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { feeRules, feesOf } from "./fees-of.ts";

/**
 * Reckons the floor of a deposit anew, from the fees up to the day before, by the rules of the place. A message that
 * comes twice finds it done until the next night.
 */
export const reckonFloor = (kit: Pick<Kit, "table" | "units" | "rules">) => {
  const { table } = kit;
  const institutions = aggregates(table, institutionKind);
  const deposits = aggregates(table, depositKind);
  const rulesFor = feeRules(kit);

  return async (institutionId: string, context: RequestContext): Promise<string> => {
    const [institution, found] = await Promise.all([
      institutions.find(institutionId),
      deposits.find(institutionId),
    ]);
    invariant(institution && found, `${institutionId} has a deposit`);
    if (context.now < found.state.reckonAt) return "not yet due";
    const day = addDays(shanghaiDate(context.now), -1);
    const valueOf = await rulesFor(institution.state, day);
    const rule = {
      cycleMonths: valueOf("deposit.cycle-months"),
      lookBackMonths: valueOf("deposit.look-back-months"),
      perCent: valueOf("deposit.floor-per-cent"),
    };
    const span = { from: firstDayThatCounts(day, rule), to: day };
    const floor = depositFloor(await feesOf(table, institutionId, span), rule, day);
    // An institution that has moved to another county takes its deposit along.
    const { countyUnitId } = institution.state;
    const { deposit, event } = keepFloor({ ...found.state, countyUnitId }, floor, context.now);
    await commitCommand(table, context, deposits.change(found, deposit, event, context), {});
    return "reckoned";
  };
};
