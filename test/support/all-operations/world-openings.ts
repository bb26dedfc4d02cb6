import { aggregates } from "../../../adapters/aggregates.ts";
import { openingDepositKind } from "../../../adapters/repositories/opening-deposits.ts";
import { commitCommand } from "../../../adapters/unit-of-work.ts";
import { requestOpeningDeposit } from "../../../domain/enrolment/opening-deposit.ts";
import { JobId } from "../../../domain/shared/ids.ts";
import { readEnrolments } from "../../../functions/enrolment/opening-task-contracts.ts";
import { repeatableContext } from "../../../functions/kit/task.ts";
import { aBoundInstitution } from "../institution.ts";
import { ACCOUNT, anOpening, DEADLINE, saleOf } from "../opening-builders.ts";
import { announcementOf } from "../uploads.ts";
import type { Caller } from "../door.ts";
import type { Ask } from "./ask.ts";
import type { WorldKit } from "./world-kit.ts";

/** A list of earlier sales that its institution has handed in and not paid yet. */
export async function awaitedList(
  kit: WorldKit,
  ask: Ask,
  owner: Caller,
  institutionId: string,
): Promise<string> {
  const body = announcementOf("余额.csv", Buffer.from("一份清单"));
  const opened = await ask("importEnrolments", owner, { path: { institutionId }, body });
  const jobId = JobId.parse(opened.jobId);
  const { countyUnitId, institutionId: its } = aBoundInstitution();
  const { enrolmentId, priceFen: amountFen } = anOpening(saleOf(8), 1);
  const { deposit, event } = requestOpeningDeposit(
    { jobId, institutionId: its, countyUnitId },
    ACCOUNT,
    [{ enrolmentId, amountFen }],
    DEADLINE,
  );
  const cause = { correlationId: jobId, causationId: jobId };
  const context = repeatableContext(readEnrolments, kit, cause);
  const deposits = aggregates(kit.table, openingDepositKind);
  await commitCommand(kit.table, context, deposits.create(deposit, event, context), {});
  return jobId;
}
