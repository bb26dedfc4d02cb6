import { aggregates } from "../../adapters/aggregates.ts";
import { jobKind } from "../../adapters/repositories/job-kind.ts";
import { memberOf, notFound, officerRolesOf } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { jobReports } from "../kit/job-report.ts";
import type { getJob as contract } from "./contracts.ts";

export const getJob = ({ table, mac }: Kit): UseCaseOf<typeof contract> => {
  const jobs = aggregates(table, jobKind);
  const report = jobReports({ table, mac });

  return async ({ path, query }, context) => {
    const found = await jobs.find(path.jobId);
    const roles = officerRolesOf(context, ["institutions", "audit"]);
    const isOwn = found?.state.authorId === memberOf(context).memberId;
    const isOfUnit = found?.state.subject.offices.some((office) =>
      roles.some((role) => role.unitId === office.unitId && role.department === office.department),
    );
    if (found === undefined || !(isOwn || isOfUnit === true)) throw notFound("job", path.jobId);
    return report(found.state, query, context);
  };
};
