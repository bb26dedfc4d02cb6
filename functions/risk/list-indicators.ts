import { allIndicators } from "../../domain/risk/indicators/all.ts";
import { shanghaiDate } from "../../domain/shared/time.ts";
import { notFound } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { listIndicators as contract } from "./contracts.ts";
import { requireRules } from "./require-rules.ts";
import { indicatorView } from "./views.ts";

export const listIndicators =
  ({ units, rules }: Kit): UseCaseOf<typeof contract> =>
  async ({ query: { unitId, date, ...kind } }, { now }) => {
    const unitPath = await units.pathOf(unitId);
    if (unitPath === undefined) throw notFound("unit", unitId);
    const day = date ?? shanghaiDate(now);
    const packs = await rules.inForce(unitPath, day);
    const context = { ...kind, date: day, unitPath };
    requireRules(allIndicators, packs, context);
    return {
      unitId,
      date: day,
      indicators: allIndicators.map((indicator) => indicatorView(indicator, packs, context)),
    };
  };
