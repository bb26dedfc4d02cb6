import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import type { getInstitutionMeasure as contract } from "./view-contracts.ts";
import { measureForInstitution, timelineOf } from "./views.ts";
import { measureAboutUs } from "./whose-measure.ts";

export const getInstitutionMeasure =
  (kit: PersonalKit): UseCaseOf<typeof contract> =>
  async ({ path: { measureId } }, context) => {
    const found = await measureAboutUs(kit, context, measureId, ["owner", "finance", "service"]);
    return { ...measureForInstitution(found.state), timeline: await timelineOf(kit, found) };
  };
