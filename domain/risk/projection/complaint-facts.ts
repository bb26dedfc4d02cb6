import {
  ComplaintConcluded,
  ComplaintEscalated,
  ComplaintFiled,
  ComplaintReopened,
  ComplaintWithdrawn,
} from "../../../events/complaint.ts";
import { defineFactSource, each, Stateless } from "./fact-source.ts";

/**
 * Complaints by what becomes of them. A sale outside the platform counts as reported once an authority hands it to those
 * who enforce the law: what a family alone suspects is a complaint of fees like others.
 */
export const complaintFacts = defineFactSource({
  aggregateType: "complaint",
  state: Stateless,
  initial: {},
  events: [
    each(ComplaintFiled, (_, { day }) => [
      { day, fact: "complaintFiledCount", amount: 1 },
      { day, fact: "complaintOpenCount", amount: 1 },
    ]),
    each(ComplaintEscalated, (_, { day }) => [{ day, fact: "complaintClimbedCount", amount: 1 }]),
    each(ComplaintConcluded, ({ lead }, { day }) => [
      { day, fact: "complaintConcludedCount", amount: 1 },
      { day, fact: "complaintOpenCount", amount: -1 },
      ...(lead === "fee-outside-custody"
        ? [{ day, fact: "offPlatformReportCount", amount: 1 } as const]
        : []),
    ]),
    each(ComplaintWithdrawn, (_, { day }) => [{ day, fact: "complaintOpenCount", amount: -1 }]),
    each(ComplaintReopened, (_, { day }) => [{ day, fact: "complaintOpenCount", amount: 1 }]),
  ],
});
