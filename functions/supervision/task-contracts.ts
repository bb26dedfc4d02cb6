import { InstitutionRegistered, InstitutionUpdated } from "../../events/institution.ts";
import { defineTask } from "../kit/contract.ts";

/** Remembers in which county each institution is counted, so that sums are made there and nowhere else. */
export const enterFundedUnits = defineTask({
  id: "enterFundedUnits",
  capability: "supervision",
  summary: {
    zh: "机构登记后，将其所在区县及各上级单位列入资金汇总",
    en: "Enters the county of a new institution, and the units above it, for the sums of money",
  },
  trigger: { kind: "events", events: [InstitutionRegistered, InstitutionUpdated] },
  touches: { reads: ["unit", "institution", "position"], writes: ["unitFunds", "unitMarks"] },
  alarm: {
    effect: "An authority's overview of prepaid fees leaves out a county with institutions.",
    runbook: "county-is-left-out-of-the-overview",
  },
});

/** Once an hour the sums are to be made anew in which something has changed. */
export const queueFunds = defineTask({
  id: "queueFunds",
  capability: "supervision",
  summary: {
    zh: "每小时将资金有变动的各单位按省排队汇总预收费资金",
    en: "Queues each hour, by province, the units whose sums of money have changed",
  },
  trigger: { kind: "schedule", everyMinutes: 60 },
  touches: { reads: ["unit"], writes: ["unitMarks"] },
  fills: "foldFunds",
  timeoutSeconds: 300,
  alarm: {
    effect: "Overviews of prepaid fees grow old: no sums are made anew.",
    runbook: "overviews-grow-old",
  },
});

export const foldFunds = defineTask({
  id: "foldFunds",
  capability: "supervision",
  summary: {
    zh: "汇总一省内有变动的各单位的预收费资金：区县按机构，上级按下级单位",
    en: "Adds up the money of a province's changed units: a county's from its institutions, others' from the units below",
  },
  trigger: { kind: "queue", batchSize: 1, maxConcurrency: 10 },
  touches: {
    reads: ["unit", "institution", "position", "balance", "deposit"],
    writes: ["unitFunds", "unitMarks"],
  },
  timeoutSeconds: 300,
  alarm: {
    effect: "The overview of one area's prepaid fees grows old: its sums were not made anew.",
    runbook: "overviews-grow-old",
  },
});

export const tasks = [enterFundedUnits, queueFunds, foldFunds];
