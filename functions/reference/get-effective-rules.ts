import { resolveParameter, type RuleContext } from "../../domain/reference/rule-packs.ts";
import { PARAMETER_NAMES } from "../../domain/reference/rule-parameter-names.ts";
import { PARAMETERS, ParameterId } from "../../domain/reference/rule-parameters.ts";
import { shanghaiDate } from "../../domain/shared/time.ts";
import { notFound } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { getEffectiveRules as contract } from "./contracts.ts";

export const getEffectiveRules =
  ({ units, rules }: Kit): UseCaseOf<typeof contract> =>
  async ({ query: { unitId, date, ...kind } }, { now }) => {
    const unitPath = await units.pathOf(unitId);
    if (unitPath === undefined) throw notFound("unit", unitId);
    const day = date ?? shanghaiDate(now);
    const packs = await rules.inForce(unitPath, day);
    const context: RuleContext = { ...kind, date: day, unitPath };
    return {
      unitId,
      date: day,
      packs: packs.map(({ unitId: of, version, effectiveFrom }) => ({
        unitId: of,
        version,
        effectiveFrom,
      })),
      rules: ParameterId.options.flatMap((id) => {
        const resolved = resolveParameter(packs, id, context);
        if (!resolved.ok) return [];
        const { value, unit, binding, applicable } = resolved.value;
        const { strictest } = PARAMETERS[id];
        return [
          {
            id,
            name: PARAMETER_NAMES[id],
            value,
            unit,
            strictest,
            binding,
            others: applicable.slice(1),
          },
        ];
      }),
    };
  };
