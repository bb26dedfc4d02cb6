import { aggregates } from "../../adapters/aggregates.ts";
import { type CalendarEdition, calendarReader } from "../../adapters/calendar-reader.ts";
import { openingDepositKind } from "../../adapters/repositories/opening-deposits.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { decideLapseOpenings, recountDeposit } from "../../domain/enrolment/close-openings.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";

/** Closes a list whose deposit nobody made in time, by the calendar as it is now. */
export const lapseOpenings = ({ table, now }: Kit) => {
  const deposits = aggregates(table, openingDepositKind);
  const calendarAt = calendarReader(table, now);

  return async (
    jobId: string,
    context: RequestContext,
    correction?: CalendarEdition,
  ): Promise<string> => {
    const found = await deposits.find(jobId);
    invariant(found, `the deposit of ${jobId} is due and exists`);
    const calendar = await calendarAt(found.state.deadline.fromAt, correction);
    const recounted = recountDeposit(found.state, calendar);
    if (recounted !== undefined) {
      const { deposit, event } = recounted;
      await commitCommand(table, context, deposits.change(found, deposit, event, context), {});
      return "recounted";
    }
    const decided = decideLapseOpenings(found.state, context.now);
    if (!decided.ok) return decided.refusal.code;
    const { deposit, event } = decided.value;
    await commitCommand(table, context, deposits.change(found, deposit, event, context), {});
    return deposit.status;
  };
};
