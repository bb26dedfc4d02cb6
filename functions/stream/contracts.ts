import * as z from "zod";
import { InstitutionId } from "../../domain/shared/ids.ts";
import { defineTask } from "../kit/contract.ts";

/** The journals that tell facts: an entry that comes early brings those before it along. */
const FACT_JOURNALS = [
  "balance",
  "class",
  "complaint",
  "deposit",
  "doubleAttendance",
  "enrolment",
  "institution",
  "limitAttempts",
  "localPrice",
  "measure",
  "refund",
] as const;

/** The first reader of the table's stream: entries and changed facts become events on the bus. */
export const relayEntries = defineTask({
  id: "relayEntries",
  capability: "stream",
  summary: {
    zh: "将流水条目及每日指标的变化发布为事件",
    en: "Publishes journal entries, and what changed of daily facts, as events",
  },
  trigger: { kind: "stream", images: ["entry", "facts"] },
  touches: {},
  publishes: true,
  alarm: {
    effect: "Releases, bindings and warnings wait: events are written but reach nobody.",
    runbook: "events-are-not-relayed",
  },
});

/** The second reader: entries are folded into custody positions and daily facts, and pupils' days compared. */
export const projectEntries = defineTask({
  id: "projectEntries",
  capability: "stream",
  summary: {
    zh: "汇总各机构托管资金与每日风险指标，比对学生同时到课记录",
    en: "Folds entries into custody positions and daily facts, and compares where pupils were recorded",
  },
  trigger: { kind: "stream", images: ["entry"] },
  touches: {
    writes: ["position", "facts", "pupilDay", "doubleAttendance", "unitMarks"],
    reads: [...FACT_JOURNALS, "unitFunds"],
  },
  alarm: {
    effect:
      "Officers see custody positions that are out of date, and warnings come late; no money is affected.",
    runbook: "positions-and-facts-are-behind",
  },
});

/** Reads an institution's journals anew; run it after a release that reads them in another way. */
export const rebuildFacts = defineTask({
  id: "rebuildFacts",
  capability: "stream",
  summary: {
    zh: "由流水重建机构的每日风险指标",
    en: "Rebuilds the daily facts of an institution from its journals",
  },
  trigger: {
    kind: "operator",
    input: z.strictObject({ institutionId: InstitutionId }),
  },
  touches: {
    writes: ["facts", "pupilDay", "doubleAttendance"],
    reads: [
      ...FACT_JOURNALS,
      "position",
      "refundsByInstitution",
      "complaintsByInstitution",
      "measuresByInstitution",
      "doubleAttendancesByInstitution",
    ],
  },
  alarm: {
    effect:
      "The institution is judged by the facts from before the rebuild, which goes on when it is run again.",
    runbook: "facts-are-not-rebuilt",
  },
  timeoutSeconds: 900,
});

export const tasks = [relayEntries, projectEntries, rebuildFacts];
