import { CalendarCorrected } from "../../events/reference.ts";
import { defineTask } from "../kit/contract.ts";

/** Looks each minute for what is due. */
export const queueDue = defineTask({
  id: "queueDue",
  capability: "deadline",
  summary: {
    zh: "每分钟查找到期事项并排队处理",
    en: "Finds each minute what is due, and queues it",
  },
  trigger: { kind: "schedule", everyMinutes: 1 },
  touches: { reads: ["due"] },
  fills: "actOnDue",
  fillsToo: "actOnSupervisionDue",
  timeoutSeconds: 50,
  alarm: {
    effect: "Silent lessons are not settled and unpaid orders keep their seats: nothing falls due.",
    runbook: "nothing-falls-due",
  },
});

/** Does what a deadline brings about: the same command that a person would give. */
export const actOnDue = defineTask({
  id: "actOnDue",
  capability: "deadline",
  summary: {
    zh: "执行到期事项：提醒、视为确认、确认生效后拨付、订单失效",
    en: "Does what is due: reminders, consent by silence, releases, lapse of unpaid orders",
  },
  trigger: { kind: "queue", batchSize: 10, maxConcurrency: 100 },
  touches: {
    reads: ["calendar", "rulePack", "unit", "institution", "position"],
    writes: [
      "enrolment",
      "orderGuard",
      "class",
      "notice",
      "instruction",
      "task",
      "refund",
      "openingDeposit",
    ],
  },
  alarm: {
    effect:
      "A silent lesson is not settled, a confirmed one not released, or an unpaid order or list keeps its seats; an overdue refund is not seen.",
    runbook: "something-due-is-not-done",
  },
});

/** Does what falls due of what authorities watch and order. */
export const actOnSupervisionDue = defineTask({
  id: "actOnSupervisionDue",
  capability: "deadline",
  summary: {
    zh: "执行监管类到期事项：投诉升级、预警上报、整改逾期、冻结与暂停失效、预警投递与日报、保证金核算、停滞试算中止",
    en: "Does what is due of supervision: complaints, alerts, measures, freezes, deliveries, digests, deposits, trials",
  },
  trigger: { kind: "queue", batchSize: 10, maxConcurrency: 50 },
  touches: {
    reads: ["calendar", "rulePack", "unit", "facts", "alertsByUnit"],
    writes: [
      "complaint",
      "alert",
      "measure",
      "proposal",
      "notice",
      "institution",
      "subscription",
      "delivery",
      "digest",
      "deposit",
      "indicatorTrial",
      "indicatorVersion",
    ],
  },
  alarm: {
    effect:
      "A complaint or an alert that nobody deals with does not go up, a freeze that nobody confirmed holds on, or a subscriber is not told.",
    runbook: "something-due-of-supervision-is-not-done",
  },
});

/** A calendar that is corrected moves the end of what is running. */
export const recountDeadlines = defineTask({
  id: "recountDeadlines",
  capability: "deadline",
  summary: {
    zh: "日历更正后重新计算未到期的期限",
    en: "Has all open periods counted anew after a correction of the calendar",
  },
  trigger: { kind: "events", events: [CalendarCorrected] },
  touches: { reads: ["due"] },
  fills: "actOnDue",
  fillsToo: "actOnSupervisionDue",
  timeoutSeconds: 900,
  alarm: {
    effect: "Open periods still end by the calendar before its correction, or wait for it.",
    runbook: "deadlines-are-not-recounted",
  },
});

export const tasks = [queueDue, actOnDue, actOnSupervisionDue, recountDeadlines];
