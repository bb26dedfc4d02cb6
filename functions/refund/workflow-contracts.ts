import { RefundOrdered } from "../../events/complaint.ts";
import {
  RefundAnswered,
  RefundDebtChanged,
  RefundDecided,
  RefundHandedOver,
  RefundInstructed,
  RefundOpened,
  RefundTakenUpAgain,
} from "../../events/refund.ts";
import { defineTask } from "../kit/contract.ts";

/**
 * The workflow of a refund: who is asked next, and when the bank is told. It holds no deadline and decides
 * nothing; it follows what people, banks and clocks have committed.
 */

const alarm = {
  effect: "A family's refund does not go on: nobody is asked, or the bank is not told to pay.",
  runbook: "a-refund-does-not-go-on",
};
const step = { kind: "workflow", machine: "refund" } as const;

export const startRefundWorkflow = defineTask({
  id: "startRefundWorkflow",
  capability: "refund",
  summary: {
    zh: "退费提出时启动办理流程；原流程丢失的，另起一个接着办",
    en: "Starts the workflow of a refund, or another where the first was lost",
  },
  trigger: { kind: "events", events: [RefundOpened, RefundTakenUpAgain] },
  touches: { workflow: "refund" },
  alarm: {
    effect: "A refund was asked for and nobody follows it: the bank will not be told to pay.",
    runbook: alarm.runbook,
  },
});

export const resumeRefundWorkflow = defineTask({
  id: "resumeRefundWorkflow",
  capability: "refund",
  summary: {
    zh: "退费有进展时，让等待中的办理流程继续",
    en: "Lets the workflow that waits go on when something has happened to its refund",
  },
  trigger: {
    kind: "events",
    events: [RefundDecided, RefundInstructed, RefundAnswered, RefundHandedOver, RefundDebtChanged],
  },
  touches: { reads: ["refund"], workflow: "refund" },
  alarm: {
    effect: "A refund has gone on and its workflow still waits: the bank is not told to pay.",
    runbook: alarm.runbook,
  },
});

export const assessRefund = defineTask({
  id: "assessRefund",
  capability: "refund",
  summary: { zh: "查明退费下一步轮到谁", en: "Finds out what a refund waits for" },
  trigger: step,
  touches: { reads: ["refund"] },
  alarm,
});

export const awaitRefundStep = defineTask({
  id: "awaitRefundStep",
  capability: "refund",
  summary: {
    zh: "等待机构、主管部门、银行或经办人员的下一步",
    en: "Notes where the workflow waits for whoever has to act",
  },
  trigger: step,
  touches: { writes: ["refund"], workflow: "refund" },
  alarm,
});

export const instructRefund = defineTask({
  id: "instructRefund",
  capability: "refund",
  summary: {
    zh: "生成退费付款指令；不经托管的，由机构直接支付",
    en: "Has a refund paid: by the bank, or by the institution where nothing lies in custody",
  },
  trigger: step,
  touches: { reads: ["enrolment", "institution"], writes: ["refund", "refundPayment", "notice"] },
  alarm,
});

export const callForRefund = defineTask({
  id: "callForRefund",
  capability: "refund",
  summary: {
    zh: "按规则无法付款的退费转人工处理",
    en: "Gives a refund that cannot be paid by any rule to a person",
  },
  trigger: step,
  touches: { writes: ["refund", "task", "notice"] },
  alarm,
});

export const openOrderedRefund = defineTask({
  id: "openOrderedRefund",
  capability: "refund",
  summary: {
    zh: "投诉处理责令退费的，立即办理退费",
    en: "Opens the refund that the end of a complaint orders",
  },
  trigger: { kind: "events", events: [RefundOrdered] },
  touches: {
    reads: ["class", "rulePack", "unit", "institution"],
    writes: ["enrolment", "refund", "notice"],
  },
  alarm: {
    effect: "An authority has ordered money back to a family, and nothing is held for it.",
    runbook: "an-ordered-refund-is-not-opened",
  },
});

export const tasks = [
  startRefundWorkflow,
  resumeRefundWorkflow,
  assessRefund,
  awaitRefundStep,
  instructRefund,
  callForRefund,
  openOrderedRefund,
];
