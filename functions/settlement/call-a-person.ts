import { aggregates } from "../../adapters/aggregates.ts";
import { taskKind } from "../../adapters/repositories/settlement-kinds.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import { ID_PREFIXES, TaskId, UnitId } from "../../domain/shared/ids.ts";
import { openTask, type TaskState } from "../../domain/task/task.ts";
import type { RequestContext } from "../kit/context.ts";

/** Whose officers see to what lies in no county that the platform knows: the nation's. */
const NATION = UnitId.parse("unt_100000");

type Matter = Pick<TaskState, "kind" | "about" | "reasonCode" | "amountFen"> & {
  readonly unitId: UnitId | undefined;
};

export interface CalledPerson {
  readonly taskId: TaskId;
  /** To be committed with what made it necessary. */
  readonly changes: readonly Change[];
}

/** Opens a task where the platform comes to the end of its rules. */
export function callAPerson(
  table: Table,
  context: RequestContext,
  { unitId = NATION, ...matter }: Matter,
): CalledPerson {
  const taskId = TaskId.parse(context.newId(ID_PREFIXES.TaskId));
  const { task, event } = openTask({ ...matter, taskId, unitId }, context.now);
  return { taskId, changes: aggregates(table, taskKind).create(task, event, context) };
}
