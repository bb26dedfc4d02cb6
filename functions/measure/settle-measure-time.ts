import { aggregates } from "../../adapters/aggregates.ts";
import { type CalendarEdition, calendarReader } from "../../adapters/calendar-reader.ts";
import { measureKind } from "../../adapters/repositories/measure-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import {
  noteOverdue,
  recountRectification,
  remindOfRectification,
} from "../../domain/measure/rectify.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { measureChanges } from "./step.ts";

/**
 * An institution is reminded of the time of a rectification, and shown as late where it lets that pass, by the
 * calendar as it is now.
 */
export const settleMeasureTime = ({ table, now }: Kit) => {
  const measures = aggregates(table, measureKind);
  const calendarAt = calendarReader(table, now);

  return async (
    measureId: string,
    context: RequestContext,
    correction?: CalendarEdition,
  ): Promise<string> => {
    const found = await measures.find(measureId);
    invariant(found, `${measureId} is due and exists`);
    const { deadline } = found.state;
    invariant(deadline, `a time runs in ${measureId}`);
    const calendar = await calendarAt(deadline.fromAt, correction);
    const counted = recountRectification(found.state, calendar);
    const reminded = remindOfRectification(found.state, context.now);
    const step = counted ?? reminded ?? noteOverdue(found.state, context.now);
    if (step === undefined) return "nothing-due";
    await commitCommand(table, context, await measureChanges(table, context, found, step), {});
    return step.event.name;
  };
};
