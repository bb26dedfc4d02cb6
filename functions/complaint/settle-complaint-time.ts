import { aggregates } from "../../adapters/aggregates.ts";
import { type CalendarEdition, calendarReader } from "../../adapters/calendar-reader.ts";
import { complaintKind } from "../../adapters/repositories/complaint-items.ts";
import { decideEscalate } from "../../domain/complaint/climb.ts";
import type { ComplaintState } from "../../domain/complaint/complaint.ts";
import { decideLapse } from "../../domain/complaint/conclude.ts";
import { recountTime, remind } from "../../domain/complaint/reminder.ts";
import { turnOf } from "../../domain/complaint/transitions.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { complaintRules } from "./complaint-rules.ts";
import { commitStep } from "./step.ts";

/**
 * What the time in a complaint brings about: a reminder at its times, and at its end the next authority, or
 * the end of the complaint where the family was silent. Whatever someone did meanwhile goes first; and the
 * days are counted by the calendar as it is now.
 */
export const settleComplaintTime = (kit: Kit) => {
  const { table, now } = kit;
  const complaints = aggregates(table, complaintKind);
  const calendarAt = calendarReader(table, now);
  const rulesFor = complaintRules(kit);

  async function escalate(complaint: ComplaintState, { now: at }: RequestContext) {
    const { clocks } = await rulesFor(complaint, at);
    return decideEscalate(complaint, clocks, at);
  }

  return async (
    complaintId: string,
    context: RequestContext,
    correction?: CalendarEdition,
  ): Promise<string> => {
    const found = await complaints.find(complaintId);
    invariant(found, `${complaintId} is due and exists`);
    const { deadline, status } = found.state;
    if (deadline === undefined) return "nothing-runs";

    const counted = recountTime(found.state, await calendarAt(deadline.fromAt, correction));
    const reminded = counted ?? remind(found.state, context.now);
    if (reminded !== undefined) {
      await commitStep(kit, context, found, reminded);
      return counted === undefined ? "reminded" : "recounted";
    }
    const decided =
      turnOf[status] === "family"
        ? decideLapse(found.state, context.now)
        : await escalate(found.state, context);
    if (!decided.ok) return decided.refusal.code;
    await commitStep(kit, context, found, decided.value);
    return decided.value.complaint.status;
  };
};
