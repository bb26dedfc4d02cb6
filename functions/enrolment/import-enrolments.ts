import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { notFound, requireInstitution } from "../kit/access.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { listJobs } from "../kit/open-list-job.ts";
import { Refused } from "../kit/problem.ts";
import type { UploadFormKit } from "../kit/upload-deps.ts";
import { type importEnrolments as contract, OPENING_KEEPERS } from "./opening-contracts.ts";

export const importEnrolments = (kit: UploadFormKit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(kit.table, institutionKind);
  const open = listJobs(kit);

  return async ({ path: { institutionId }, body }, context) => {
    const thing = { kind: "institution", id: institutionId } as const;
    requireInstitution(context, institutionId, thing, OPENING_KEEPERS);
    const found = await institutions.find(institutionId);
    if (found === undefined) throw notFound("institution", institutionId);
    if (found.state.account === undefined)
      throw new Refused("enrolment.no-custody-account", { institutionId });
    return open({ kind: "enrolments", institutionId }, body, context);
  };
};
