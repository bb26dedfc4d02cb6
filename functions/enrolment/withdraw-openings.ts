import { aggregates } from "../../adapters/aggregates.ts";
import { jobKind } from "../../adapters/repositories/job-kind.ts";
import { openingDepositKind } from "../../adapters/repositories/opening-deposits.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { decideWithdrawOpenings } from "../../domain/enrolment/close-openings.ts";
import { isJobOf } from "../../domain/job/job.ts";
import { notFound, requireInstitution } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import { depositView } from "./get-enrolment-import.ts";
import { OPENING_KEEPERS, type withdrawOpenings as contract } from "./opening-contracts.ts";

/** Closes the list in one write; its enrolments end with the event. Who asks twice has the same answer. */
export const withdrawOpenings = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const jobs = aggregates(table, jobKind);
  const deposits = aggregates(table, openingDepositKind);

  return async ({ path: { jobId } }, context) => {
    const job = (await jobs.find(jobId))?.state;
    if (job === undefined || !isJobOf(job, "enrolments")) throw notFound("job", jobId);
    const { institutionId } = job.subject;
    requireInstitution(context, institutionId, { kind: "job", id: jobId }, OPENING_KEEPERS);
    const found = await deposits.find(jobId);
    if (found === undefined) throw notFound("deposit", jobId);
    if (found.state.status === "withdrawn") return depositView(found.state);
    const { deposit, event } = orThrow(decideWithdrawOpenings(found.state));
    await commitCommand(table, context, deposits.change(found, deposit, event, context), {});
    return depositView(deposit);
  };
};
