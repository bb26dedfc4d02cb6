import { BalanceState } from "../../domain/custody/compare-balance.ts";
import { TaskState } from "../../domain/task/task.ts";
import type { AggregateKind } from "../aggregates.ts";
import { keys } from "../table/keys.ts";

/** A matter for a person, listed by the unit whose officers settle it, the oldest first. */
export const taskKind: AggregateKind<TaskState> = {
  type: "task",
  key: keys.task,
  schema: TaskState,
  idOf: (state) => state.taskId,
  indexes: (state) => ({ gsi2pk: keys.tasksOfUnit(state.unitId), gsi2sk: state.taskId }),
  scope: ({ unitId, about: { institutionId } }) => ({
    unitId,
    ...(institutionId === undefined ? {} : { institutionId }),
  }),
};

/** What the bank holds for one institution, compared at each of the bank's words; listed while it differs. */
export const balanceKind: AggregateKind<BalanceState> = {
  type: "balance",
  key: keys.balance,
  schema: BalanceState,
  idOf: (state) => state.institutionId,
  indexes: ({ outcome, countyUnitId, institutionId }): Record<string, string> =>
    outcome === "agrees"
      ? {}
      : { gsi2pk: keys.balancesOfUnit(countyUnitId), gsi2sk: institutionId },
  scope: ({ institutionId, countyUnitId }) => ({ unitId: countyUnitId, institutionId }),
};
