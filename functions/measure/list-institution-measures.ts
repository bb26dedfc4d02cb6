import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { measureKind } from "../../adapters/repositories/measure-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import { isShownToInstitution } from "../../domain/measure/measure.ts";
import { requireInstitution } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { freezeForInstitution } from "./legal-basis-view.ts";
import type { listInstitutionMeasures as contract } from "./view-contracts.ts";
import { measureForInstitution } from "./views.ts";

/** The newest first. A page may be short: what is not announced is left out of it. */
export const listInstitutionMeasures = ({ table, mac }: Kit): UseCaseOf<typeof contract> => {
  const measures = aggregates(table, measureKind);
  const institutions = aggregates(table, institutionKind);
  const pages = cursors(mac);

  return async ({ path: { institutionId }, query: { cursor, limit } }, context) => {
    const thing = { kind: "institution", id: institutionId } as const;
    requireInstitution(context, institutionId, thing, ["owner", "finance", "service"]);
    const after = await pages.read(context, { institutionId }, cursor);
    const page = await table.query({
      index: "gsi1",
      pk: keys.measuresOfInstitution(institutionId),
      backwards: true,
      limit,
      ...(after === undefined ? {} : { after }),
    });
    const [found, institution] = await Promise.all([
      measures.findMany(page.items.map((item) => keys.idOf(item.pk))),
      institutions.find(institutionId),
    ]);
    const freeze = institution?.state.freeze;
    return {
      measures: found
        .map(({ state }) => state)
        .filter(isShownToInstitution)
        .map(measureForInstitution),
      ...(freeze === undefined ? {} : { freeze: freezeForInstitution(freeze) }),
      ...(await pages.write(context, { institutionId }, page.next)),
    };
  };
};
