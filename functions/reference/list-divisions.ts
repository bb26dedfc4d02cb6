import { keys } from "../../adapters/table/keys.ts";
import { UnitItem } from "../../adapters/unit-tree.ts";
import { UnitId } from "../../domain/shared/ids.ts";
import { notFound } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { listDivisions as contract } from "./contracts.ts";

export const listDivisions = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const pages = cursors(mac);

  return async ({ query: { cursor, limit, parent } }, context) => {
    if ((await units.find(parent)) === undefined) throw notFound("division", parent);
    const { pk, beginsWith } = keys.childUnits(parent);
    const after = await pages.read(context, { parent }, cursor);
    const page = await table.query({
      pk,
      sk: { beginsWith },
      limit,
      ...(after === undefined ? {} : { after }),
    });
    return {
      divisions: page.items.map((item) => {
        const { unitId, code, name, level, isCountyLevel } = UnitItem.parse(item);
        return { unitId: UnitId.parse(unitId), code, name, level, isCountyLevel };
      }),
      ...(await pages.write(context, { parent }, page.next)),
    };
  };
};
