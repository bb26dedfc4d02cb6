import type * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import { jobKind } from "../../adapters/repositories/job-kind.ts";
import { openingDepositKind } from "../../adapters/repositories/opening-deposits.ts";
import type { OpeningDeposit } from "../../domain/enrolment/opening-deposit.ts";
import { isJobOf } from "../../domain/job/job.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { notFound, requireInstitution } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { jobReports } from "../kit/job-report.ts";
import { type getEnrolmentImport as contract, OPENING_KEEPERS } from "./opening-contracts.ts";

export const getEnrolmentImport = ({ table, mac }: Kit): UseCaseOf<typeof contract> => {
  const jobs = aggregates(table, jobKind);
  const deposits = aggregates(table, openingDepositKind);
  const report = jobReports({ table, mac });

  return async ({ path: { jobId }, query }, context) => {
    const job = (await jobs.find(jobId))?.state;
    if (job === undefined || !isJobOf(job, "enrolments")) throw notFound("job", jobId);
    const { institutionId } = job.subject;
    requireInstitution(context, institutionId, { kind: "job", id: jobId }, OPENING_KEEPERS);
    const [reported, deposit] = await Promise.all([
      report(job, query, context),
      deposits.find(jobId),
    ]);
    return deposit === undefined ? reported : { ...reported, deposit: depositView(deposit.state) };
  };
};

type Answer = z.input<(typeof contract)["output"]>;

export function depositView(deposit: OpeningDeposit): NonNullable<Answer["deposit"]> {
  const { jobId, bankId, custodyAccountNo, totalFen, lineCount, status } = deposit;
  const { bankSerial, receivedAt, requestedAt, deadline } = deposit;
  return {
    ...{ reference: jobId, bankId, custodyAccountNo, totalFen, lineCount, status },
    requestedAt: toRfc3339(requestedAt),
    payBy: toRfc3339(deadline.dueAt),
    ...(bankSerial === undefined ? {} : { bankSerial }),
    ...(receivedAt === undefined ? {} : { receivedAt: toRfc3339(receivedAt) }),
  };
}
