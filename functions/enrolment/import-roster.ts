import { ownClass } from "../catalogue/own-class.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { listJobs } from "../kit/open-list-job.ts";
import type { UploadFormKit } from "../kit/upload-deps.ts";
import { type importRoster as contract, ROSTER_KEEPERS } from "./roster-contracts.ts";

export const importRoster = (kit: UploadFormKit): UseCaseOf<typeof contract> => {
  const open = listJobs(kit);

  return async ({ path: { classId }, body }, context) => {
    const { institutionId } = await ownClass(kit.table, context, classId, ROSTER_KEEPERS);
    return open({ kind: "roster", institutionId, classId }, body, context);
  };
};
