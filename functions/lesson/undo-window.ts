import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { resolveParameter } from "../../domain/reference/rule-packs.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { shanghaiDate } from "../../domain/shared/time.ts";
import type { Kit } from "../kit/deps.ts";

type Order = Pick<EnrolmentState, "countyUnitId" | "rulePackVersion" | "orderedAt">;

/**
 * For how many minutes a family may take a confirmation back, by the rules under which it ordered; 0 where
 * those rules knew no such time.
 */
export const undoWindow =
  ({ units, rules }: Pick<Kit, "units" | "rules">) =>
  async ({ countyUnitId, rulePackVersion, orderedAt }: Order): Promise<number> => {
    const unitPath = await units.pathOf(countyUnitId);
    invariant(unitPath, `the county ${countyUnitId} is a unit`);
    const packs = await rules.ofVersions(unitPath, rulePackVersion);
    const date = shanghaiDate(orderedAt);
    const rule = resolveParameter(packs, "confirmation.undo-minutes", { date, unitPath });
    return rule.ok ? rule.value.value : 0;
  };
