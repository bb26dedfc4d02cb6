import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { familyNoticeChanges, noticeChanges } from "../../adapters/notices/record-notice.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { openingDepositKind, openingParts } from "../../adapters/repositories/opening-deposits.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import {
  depositOpening,
  finishOpeningDeposit,
  type OpeningDeposit,
} from "../../domain/enrolment/opening-deposit.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { OpeningDepositReceived } from "../../events/opening.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import type { ReactionTo } from "../kit/event.ts";

/** Head and entry, notice and entry: so many enrolments fit into one transaction of 100 writes. */
const ENROLMENTS_A_COMMIT = 25;

/**
 * Gives every enrolment of a list its part of the deposit, some in one transaction, and tells each family in
 * the same. An enrolment that has its part is passed over, so that a run that breaks off is followed by one
 * that goes on where it stopped; the last transaction closes the deposit.
 */
export const openBalances = ({ table }: Kit): ReactionTo<typeof OpeningDepositReceived> => {
  const enrolments = aggregates(table, enrolmentKind);
  const deposits = aggregates(table, openingDepositKind);

  const openTogether = async (
    found: readonly Stored<EnrolmentState>[],
    deposit: OpeningDeposit,
    context: RequestContext,
  ): Promise<void> => {
    const { idempotency: _withTheLast, ...batch } = context;
    const changes = found.flatMap((enrolment) => {
      const decided = depositOpening(enrolment.state, deposit, context.now);
      if (decided === undefined) return [];
      const { enrolmentId, lessonCount, priceFen } = decided.enrolment;
      return [
        ...enrolments.change(enrolment, decided.enrolment, decided.event, context),
        ...familyNoticeChanges(context, decided.enrolment, {
          template: "opening-deposited",
          facts: { amountFen: priceFen, lessonCount },
          about: { enrolmentId },
        }),
      ];
    });
    await commitCommand(table, batch, changes, {});
  };

  return async ({ data: { jobId, institutionId } }, context) => {
    const deposit = await deposits.find(jobId);
    invariant(deposit, `the deposit of ${jobId} was received`);
    const finished = finishOpeningDeposit(deposit.state);
    if (finished === undefined) {
      await commitCommand(table, context, [], { jobId });
      return;
    }
    const parts = await openingParts(table, jobId);
    for (let first = 0; first < parts.length; first += ENROLMENTS_A_COMMIT) {
      const ids = parts.slice(first, first + ENROLMENTS_A_COMMIT).map((part) => part.enrolmentId);
      const found = await enrolments.findMany(ids);
      invariant(found.length === ids.length, `every line of ${jobId} has its enrolment`);
      await openTogether(found, deposit.state, context);
    }
    const told = noticeChanges(context, {
      recipient: { kind: "institution", institutionId },
      template: "opening-deposit-posted",
      facts: { jobId, amountFen: deposit.state.totalFen, lineCount: deposit.state.lineCount },
      about: {},
    });
    const closing = deposits.change(deposit, finished.deposit, finished.event, context);
    await commitCommand(table, context, [...closing, ...told], { jobId });
  };
};
