import { JobState } from "../../domain/job/job.ts";
import type { AggregateKind } from "../aggregates.ts";
import { keys } from "../table/keys.ts";

export const jobKind: AggregateKind<JobState> = {
  type: "job",
  key: keys.job,
  schema: JobState,
  idOf: (state) => state.jobId,
  scope: ({ subject }) => {
    if (subject.kind !== "institutions") return { institutionId: subject.institutionId };
    const unitId = subject.offices[0]?.unitId;
    return unitId === undefined ? {} : { unitId };
  },
};
