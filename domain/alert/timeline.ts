import {
  AlertMatterBegun,
  AlertMatterEnded,
  AlertMeasureLifted,
  AlertMeasureTaken,
} from "../../events/alert.ts";
import type { AlertId, MeasureId, MemberId, ProposalId } from "../shared/ids.ts";
import type { AlertMatter, AlertMeasure, MatterEnd } from "../shared/risk-codes.ts";
import { type AlertDecision, type AlertState, namesOf } from "./alert.ts";

interface OfMeasure {
  readonly measureId: MeasureId;
  readonly measure: AlertMeasure;
}

/** What has no measure's id is known by the matter under which it was ordered. */
interface OfMatter {
  readonly proposalId: ProposalId;
  readonly measure: AlertMatter;
}

interface Taken {
  readonly officerId: MemberId;
}

interface Ended {
  /** Nobody where it ended by itself. */
  readonly officerId?: MemberId | undefined;
}

/** What others do because of an alert. */
export type AlertNote =
  | ({ readonly kind: "measure-taken" } & OfMeasure & Taken)
  | ({ readonly kind: "measure-lifted" } & OfMeasure & Ended)
  | ({ readonly kind: "matter-begun" } & OfMatter & Taken)
  | ({ readonly kind: "matter-ended"; readonly cause: MatterEnd } & OfMatter & Ended);

/** A note, and the alert whose timeline it belongs on. */
export interface NotedOnAlert {
  readonly alertId: AlertId;
  readonly note: AlertNote;
}

/**
 * Writes on the timeline of an alert what was done because of it. The alert stays as it is, and may be over: a
 * measure outlasts the facts that led to it.
 */
export function noteOnAlert(alert: AlertState, note: AlertNote): AlertDecision {
  const about = namesOf(alert);
  switch (note.kind) {
    case "measure-taken":
      return { alert, event: AlertMeasureTaken.make({ ...about, ...note }) };
    case "measure-lifted":
      return { alert, event: AlertMeasureLifted.make({ ...about, ...note }) };
    case "matter-begun":
      return { alert, event: AlertMatterBegun.make({ ...about, ...note }) };
    case "matter-ended":
      return { alert, event: AlertMatterEnded.make({ ...about, ...note }) };
  }
}
