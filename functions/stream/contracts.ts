import { defineTask } from "../kit/contract.ts";

/** The first reader of the table's stream: entries become events on the bus. */
export const relayEntries = defineTask({
  id: "relayEntries",
  capability: "stream",
  summary: { zh: "将流水条目发布为事件", en: "Publishes journal entries as events" },
  trigger: { kind: "stream" },
  touches: {},
  publishes: true,
  alarm: {
    effect: "Releases, bindings and warnings wait: events are written but reach nobody.",
    runbook: "events-are-not-relayed",
  },
});

/** The second reader: entries are folded into each institution's custody position. */
export const projectPositions = defineTask({
  id: "projectPositions",
  capability: "stream",
  summary: { zh: "汇总各机构托管资金", en: "Folds entries into custody positions" },
  trigger: { kind: "stream" },
  touches: { writes: ["position"], reads: ["enrolment"] },
  alarm: {
    effect: "Officers see custody positions that are out of date; no money is affected.",
    runbook: "positions-are-behind",
  },
});

export const tasks = [relayEntries, projectPositions];
