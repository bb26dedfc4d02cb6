import { aggregates } from "../../adapters/aggregates.ts";
import { jobKind } from "../../adapters/repositories/job-kind.ts";
import { isJobOf } from "../../domain/job/job.ts";
import { memberOf, notFound, officerRolesOf } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { jobReports } from "../kit/job-report.ts";
import type { getJob as contract } from "./contracts.ts";

export const getJob = ({ table, mac }: Kit): UseCaseOf<typeof contract> => {
  const jobs = aggregates(table, jobKind);
  const report = jobReports({ table, mac });

  return async ({ path, query }, context) => {
    const job = (await jobs.find(path.jobId))?.state;
    if (job === undefined || !isJobOf(job, "institutions")) throw notFound("job", path.jobId);
    const roles = officerRolesOf(context, ["institutions", "audit"]);
    const isOwn = job.authorId === memberOf(context).memberId;
    const isOfUnit = job.subject.offices.some((office) =>
      roles.some((role) => role.unitId === office.unitId && role.department === office.department),
    );
    if (!isOwn && !isOfUnit) throw notFound("job", path.jobId);
    return report(job, query, context);
  };
};
