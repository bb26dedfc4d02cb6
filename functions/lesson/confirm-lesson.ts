import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { confirmOwnLesson } from "./confirmation.ts";
import type { confirmLesson as contract } from "./contracts.ts";

export const confirmLesson =
  ({ table }: Kit): UseCaseOf<typeof contract> =>
  ({ path }, context) =>
    confirmOwnLesson(table, context, path);
