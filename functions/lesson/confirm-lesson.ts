import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { ownConfirmation } from "./confirmation.ts";
import type { confirmLesson as contract } from "./contracts.ts";

export const confirmLesson = (kit: Kit): UseCaseOf<typeof contract> => {
  const confirm = ownConfirmation(kit);

  return ({ path }, context) => confirm(context, path);
};
