import {
  ComplaintAnswered,
  ComplaintConcluded,
  ComplaintDecided,
  ComplaintEscalated,
  ComplaintFiled,
  ComplaintReopened,
  ComplaintWithdrawn,
} from "../../events/complaint.ts";
import { defineTask } from "../kit/contract.ts";

/**
 * The workflow of a complaint: who is asked next, and what its end brings about. It holds no deadline and
 * decides nothing; it follows what people and clocks have committed.
 */

const alarm = {
  effect: "A complaint is over, but its lessons stay frozen or its refund is not ordered.",
  runbook: "a-complaint-is-not-followed",
};

export const startComplaintWorkflow = defineTask({
  id: "startComplaintWorkflow",
  capability: "complaint",
  summary: {
    zh: "投诉提出或重新办理时启动办理流程",
    en: "Starts the workflow of a complaint that was filed or reopened",
  },
  trigger: { kind: "events", events: [ComplaintFiled, ComplaintReopened] },
  touches: { workflow: "complaint" },
  alarm: {
    effect: "A complaint was filed and nobody follows it: what its end brings about is not done.",
    runbook: alarm.runbook,
  },
});

export const resumeComplaintWorkflow = defineTask({
  id: "resumeComplaintWorkflow",
  capability: "complaint",
  summary: {
    zh: "投诉有进展时，让等待中的办理流程继续",
    en: "Lets the workflow that waits go on when something has happened to its complaint",
  },
  trigger: {
    kind: "events",
    events: [
      ComplaintAnswered,
      ComplaintEscalated,
      ComplaintDecided,
      ComplaintConcluded,
      ComplaintWithdrawn,
    ],
  },
  touches: { reads: ["complaint"], workflow: "complaint" },
  alarm: {
    effect: "A complaint has gone on and its workflow still waits: its end is not brought about.",
    runbook: alarm.runbook,
  },
});

const step = { kind: "workflow", machine: "complaint" } as const;

export const findComplaintTurn = defineTask({
  id: "findComplaintTurn",
  capability: "complaint",
  summary: { zh: "查明投诉现由谁办理", en: "Finds out whose turn it is in a complaint" },
  trigger: step,
  touches: { reads: ["complaint"] },
  alarm,
});

export const awaitComplaintStep = defineTask({
  id: "awaitComplaintStep",
  capability: "complaint",
  summary: {
    zh: "等待办理方的下一步",
    en: "Notes where the workflow waits for whoever has to act",
  },
  trigger: step,
  touches: { writes: ["complaint"], workflow: "complaint" },
  alarm,
});

export const settleComplaintLessons = defineTask({
  id: "settleComplaintLessons",
  capability: "complaint",
  summary: {
    zh: "投诉结束后处理其冻结的课时",
    en: "Settles the lessons that a complaint froze, once it is over",
  },
  trigger: step,
  touches: {
    reads: ["calendar", "rulePack", "unit", "complaint"],
    writes: ["enrolment", "dispute", "orderGuard", "class", "notice"],
  },
  timeoutSeconds: 60,
  alarm,
});

export const orderComplaintRefund = defineTask({
  id: "orderComplaintRefund",
  capability: "complaint",
  summary: {
    zh: "按投诉处理结果责令退费",
    en: "Orders the refund that a complaint has come to",
  },
  trigger: step,
  touches: { writes: ["complaint"] },
  alarm,
});

export const handOverComplaintLead = defineTask({
  id: "handOverComplaintLead",
  capability: "complaint",
  summary: {
    zh: "将投诉中发现的线索移送执法",
    en: "Hands the lead that a complaint has brought to light to enforcement",
  },
  trigger: step,
  touches: { writes: ["complaint"] },
  alarm,
});

export const tasks = [
  startComplaintWorkflow,
  resumeComplaintWorkflow,
  findComplaintTurn,
  awaitComplaintStep,
  settleComplaintLessons,
  orderComplaintRefund,
  handOverComplaintLead,
];
