import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import type { getMeasure as contract } from "./view-contracts.ts";
import { measureSummary, timelineOf } from "./views.ts";
import { measureInArea } from "./whose-measure.ts";

export const getMeasure =
  (kit: PersonalKit): UseCaseOf<typeof contract> =>
  async ({ path: { measureId } }, context) => {
    const found = await measureInArea(kit, context, measureId, ["risk", "funds", "audit"]);
    return { ...measureSummary(found.state), timeline: await timelineOf(kit, found) };
  };
