import { ComplaintFiled } from "../../events/complaint.ts";
import { defineTask } from "../kit/contract.ts";

/** A complaint about lessons that await confirmation freezes them, as a dispute does. */
export const freezeDisputedLessons = defineTask({
  id: "freezeDisputedLessons",
  capability: "complaint",
  summary: {
    zh: "冻结投诉所涉、正待确认的课时",
    en: "Freezes the lessons of a complaint whose confirmation is awaited",
  },
  trigger: { kind: "events", events: [ComplaintFiled] },
  touches: { writes: ["enrolment", "dispute", "notice"] },
  alarm: {
    effect: "A lesson that a family complains about is not frozen, and may be paid out.",
    runbook: "a-complaint-freezes-nothing",
  },
});

export const tasks = [freezeDisputedLessons];
