import { InstitutionRegistered, InstitutionUpdated } from "../../events/institution.ts";
import { defineTask } from "../kit/contract.ts";

/** Remembers where there are institutions, so that sums are folded there and nowhere else. */
export const enterFundedUnits = defineTask({
  id: "enterFundedUnits",
  capability: "supervision",
  summary: {
    zh: "机构登记后，将其所在区县及各上级单位列入资金汇总",
    en: "Enters the county of a new institution, and the units above it, for the sums of money",
  },
  trigger: { kind: "events", events: [InstitutionRegistered, InstitutionUpdated] },
  touches: { reads: ["unit"], writes: ["unitFunds"] },
  alarm: {
    effect: "An authority's overview of prepaid fees leaves out a county with institutions.",
    runbook: "county-is-left-out-of-the-overview",
  },
});

/** Once an hour each sum is to be made anew. */
export const queueFunds = defineTask({
  id: "queueFunds",
  capability: "supervision",
  summary: {
    zh: "每小时将有机构的各单位排队汇总预收费资金",
    en: "Queues each hour every unit with institutions, for its sums of money",
  },
  trigger: { kind: "schedule", everyMinutes: 60 },
  touches: { reads: ["unitFunds"] },
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
    zh: "汇总一个单位的预收费资金：区县按机构，上级按下级单位",
    en: "Adds up the money of one unit: a county's from its institutions, others' from the units below",
  },
  trigger: { kind: "queue", batchSize: 5, maxConcurrency: 10 },
  touches: {
    reads: ["unit", "institutionsByUnit", "institution", "position", "balance", "deposit"],
    writes: ["unitFunds"],
  },
  timeoutSeconds: 300,
  alarm: {
    effect: "The overview of one area's prepaid fees grows old: its sums were not made anew.",
    runbook: "overviews-grow-old",
  },
});

export const tasks = [enterFundedUnits, queueFunds, foldFunds];
