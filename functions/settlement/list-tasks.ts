import { aggregates } from "../../adapters/aggregates.ts";
import { taskKind } from "../../adapters/repositories/settlement-kinds.ts";
import { keys } from "../../adapters/table/keys.ts";
import { officerRolesOf } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { pageByCounty } from "../kit/list-by-county.ts";
import { unitsToList } from "../kit/unit-to-list.ts";
import type { listTasks as contract } from "./contracts.ts";
import { mattersOf } from "./own-matters.ts";
import { taskView } from "./views.ts";

export const listTasks = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const tasks = aggregates(table, taskKind);
  const pages = cursors(mac);

  return async ({ query }, context) => {
    const { cursor, limit, ...filter } = query;
    const offices = officerRolesOf(context, ["funds"]);
    const place = await pages.read(context, filter, cursor);
    const page = await pageByCounty(
      { table, units },
      {
        unitIds: await unitsToList(units, offices),
        ownToo: true,
        partitionOf: keys.tasksOfUnit,
        limit,
        place,
      },
    );
    const found = (await tasks.findMany(page.pks.map(keys.idOf))).map(({ state }) => state);
    const located = found.map((task) => ({
      task,
      unitId: task.unitId,
      institutionId: task.about.institutionId,
    }));
    const isOwn = await mattersOf({ table, units }, offices, located);
    const shown = located
      .filter(isOwn)
      .map(({ task }) => task)
      .filter(({ kind }) => filter.kind === undefined || kind === filter.kind)
      .filter(({ state }) => filter.state === undefined || state === filter.state);
    return {
      tasks: shown.map((task) => taskView(task, context.now)),
      ...(await pages.write(context, filter, page.next)),
    };
  };
};
