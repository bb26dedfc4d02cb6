import type { AlertChange } from "../shared/subscription-codes.ts";

/** What those are told who have subscribed to alerts. */
export type WatchTemplate =
  `watched-alert-${AlertChange}` | "watched-alerts-digest" | "watched-alerts-test";

interface Template {
  readonly topic: "alerts";
  readonly about: readonly never[];
  readonly facts: readonly string[];
}

const changed: Template = {
  topic: "alerts",
  about: [],
  facts: ["alertId", "institutionId", "indicatorId", "level"],
};

/** Part of `noticeTemplates`. */
export const watchTemplates: Readonly<Record<WatchTemplate, Template>> = {
  "watched-alert-raised": changed,
  "watched-alert-raised-higher": changed,
  "watched-alert-lowered": changed,
  "watched-alert-cleared": changed,
  "watched-alert-escalated": changed,
  "watched-alert-overdue": changed,
  "watched-alerts-digest": {
    topic: "alerts",
    about: [],
    facts: ["day", "yellow", "red", "unacknowledged", "escalated", "overdue", "fresh"],
  },
  "watched-alerts-test": { topic: "alerts", about: [], facts: ["subscriptionId"] },
};
