import { officerRolesOf } from "../kit/access.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { listJobs } from "../kit/open-list-job.ts";
import type { UploadFormKit } from "../kit/upload-deps.ts";
import type { importInstitutions as contract } from "./contracts.ts";

export const importInstitutions = (kit: UploadFormKit): UseCaseOf<typeof contract> => {
  const open = listJobs(kit);

  return ({ body }, context) => {
    const offices = officerRolesOf(context, ["institutions"]).map(({ unitId, department }) => ({
      unitId,
      department,
    }));
    return open({ kind: "institutions", offices }, body, context);
  };
};
