import { AlertMeasureLifted, AlertMeasureTaken } from "../../events/alert.ts";
import type { MeasureId, MemberId } from "../shared/ids.ts";
import type { AlertMeasure } from "../shared/risk-codes.ts";
import { type AlertDecision, type AlertState, namesOf } from "./alert.ts";

/** What others do because of an alert. */
export type AlertNote =
  | {
      readonly kind: "measure-taken";
      readonly measureId: MeasureId;
      readonly measure: AlertMeasure;
      readonly officerId: MemberId;
    }
  | {
      readonly kind: "measure-lifted";
      readonly measureId: MeasureId;
      readonly measure: AlertMeasure;
      /** Nobody where it ended by itself. */
      readonly officerId?: MemberId | undefined;
    };

/**
 * Writes on the timeline of an alert what was done because of it. The alert stays as it is, and may be over: a
 * measure outlasts the facts that led to it.
 */
export function noteOnAlert(alert: AlertState, note: AlertNote): AlertDecision {
  const { measureId, measure, officerId } = note;
  const about = { ...namesOf(alert), measureId, measure };
  switch (note.kind) {
    case "measure-taken":
      return { alert, event: AlertMeasureTaken.make({ ...about, officerId: note.officerId }) };
    case "measure-lifted":
      return { alert, event: AlertMeasureLifted.make({ ...about, officerId }) };
  }
}
