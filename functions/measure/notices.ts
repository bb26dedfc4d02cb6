import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import type { MeasureDecision, MeasureState } from "../../domain/measure/measure.ts";
import type { NoticeTemplate } from "../../domain/notice/templates.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import * as events from "../../events/measure.ts";
import type { RequestContext } from "../kit/context.ts";

type Tell = (measure: MeasureState, context: RequestContext) => readonly Change[];
type Plain = "stop-confirmed" | "inspection-recorded" | "measure-fulfilled" | "measure-lifted";
type WithDay = Extract<
  NoticeTemplate,
  `rectification-${"ordered" | "returned" | "reminder" | "recounted" | "overdue"}`
>;

const institutionOf = ({ institutionId }: MeasureState) =>
  ({ kind: "institution", institutionId }) as const;

/** The authority that looks after the institution: the county where it lies. */
const countyOf = ({ countyUnitId, category }: MeasureState) =>
  ({ kind: "unit", unitId: countyUnitId, category }) as const;

const tell =
  (template: Plain): Tell =>
  (measure, context) =>
    noticeChanges(context, {
      recipient: institutionOf(measure),
      template,
      facts: { measureId: measure.measureId },
      about: {},
    });

const tellDay =
  (template: WithDay, recipientOf: typeof institutionOf | typeof countyOf = institutionOf): Tell =>
  (measure, context) => {
    const { measureId, deadline } = measure;
    invariant(deadline, `a time runs in ${measureId}`);
    return noticeChanges(context, {
      recipient: recipientOf(measure),
      template,
      facts: { measureId, dueOn: deadline.lastDay },
      about: {},
    });
  };

const tellStop =
  (template: "releases-stopped" | "sales-stopped"): Tell =>
  (measure, context) => {
    const { measureId, lapsesAt } = measure;
    invariant(lapsesAt, `another officer has to confirm ${measureId}`);
    return noticeChanges(context, {
      recipient: institutionOf(measure),
      template,
      facts: { measureId, lapsesAt: toRfc3339(lapsesAt) },
      about: {},
    });
  };

const tellTalk: Tell = (measure, context) => {
  const { measureId, talkAt } = measure;
  invariant(talkAt, `${measureId} has a time`);
  return noticeChanges(context, {
    recipient: institutionOf(measure),
    template: "talk-ordered",
    facts: { measureId, talkAt: toRfc3339(talkAt) },
    about: {},
  });
};

const tellSubmitted: Tell = (measure, context) =>
  noticeChanges(context, {
    recipient: countyOf(measure),
    template: "rectification-submitted",
    facts: { measureId: measure.measureId },
    about: {},
  });

/** What is told when a measure is ordered. An inspection is not announced. */
const ORDERED: Readonly<Record<MeasureState["kind"], readonly Tell[]>> = {
  talk: [tellTalk],
  "stop-release": [tellStop("releases-stopped")],
  "stop-sale": [tellStop("sales-stopped")],
  rectify: [tellDay("rectification-ordered")],
  inspect: [],
};

const TOLD: Readonly<Record<string, readonly Tell[]>> = {
  [events.MeasureConfirmed.name]: [tell("stop-confirmed")],
  [events.RectificationSubmitted.name]: [tellSubmitted],
  [events.RectificationReturned.name]: [tellDay("rectification-returned")],
  [events.RectificationReminded.name]: [tellDay("rectification-reminder")],
  [events.RectificationRecounted.name]: [tellDay("rectification-recounted")],
  [events.RectificationOverdue.name]: [
    tellDay("rectification-overdue"),
    tellDay("rectification-overdue", countyOf),
  ],
  [events.InspectionRecorded.name]: [tell("inspection-recorded")],
  [events.MeasureFulfilled.name]: [tell("measure-fulfilled")],
  [events.MeasureLifted.name]: [tell("measure-lifted")],
};

/** The notices of a step, for the same transaction. */
export function measureNotices(
  context: RequestContext,
  { measure, event }: MeasureDecision,
): readonly Change[] {
  const isUntold = measure.kind === "inspect" && event.name === events.MeasureLifted.name;
  if (isUntold) return [];
  const told =
    event.name === events.MeasureOrdered.name ? ORDERED[measure.kind] : (TOLD[event.name] ?? []);
  return told.flatMap((say) => say(measure, context));
}
