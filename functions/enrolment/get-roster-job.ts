import { aggregates } from "../../adapters/aggregates.ts";
import { jobKind } from "../../adapters/repositories/job-kind.ts";
import { isJobOf } from "../../domain/job/job.ts";
import { notFound, requireInstitution } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { jobReports } from "../kit/job-report.ts";
import { type getRosterJob as contract, ROSTER_KEEPERS } from "./roster-contracts.ts";

export const getRosterJob = ({ table, mac }: Kit): UseCaseOf<typeof contract> => {
  const jobs = aggregates(table, jobKind);
  const report = jobReports({ table, mac });

  return async ({ path: { jobId }, query }, context) => {
    const job = (await jobs.find(jobId))?.state;
    if (job === undefined || !isJobOf(job, "roster")) throw notFound("job", jobId);
    const { institutionId } = job.subject;
    requireInstitution(context, institutionId, { kind: "job", id: jobId }, ROSTER_KEEPERS);
    return report(job, query, context);
  };
};
