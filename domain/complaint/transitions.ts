import * as z from "zod";
import type { ComplaintTier, ComplaintTurn } from "../shared/complaint-codes.ts";
import type { Lifecycle } from "../shared/lifecycle.ts";

export const ComplaintStatus = z.enum([
  /** The institution has to answer. 待机构答复 */
  "with-institution",
  /** The institution has answered; the family accepts or rejects. 机构已答复 */
  "institution-answered",
  /** The county mediates. 县级调解 */
  "with-county",
  "county-decided",
  /** The city decides. 市级处理 */
  "with-city",
  "city-decided",
  /** The province decides, for good. 省级处理 */
  "with-province",
  /** Over; what was found has effect. 已办结 */
  "concluded",
  /** The family took it back. 已撤回 */
  "withdrawn",
]);
export type ComplaintStatus = z.infer<typeof ComplaintStatus>;

export const ComplaintAction = z.enum([
  "answer",
  "take-up",
  "extend",
  "decide",
  "decline",
  "accept",
  "reject",
  "escalate",
  "lapse",
  "reassign",
  "withdraw",
  "reopen",
  "rate",
]);
export type ComplaintAction = z.infer<typeof ComplaintAction>;

/**
 * The life of a complaint. It climbs from the institution to the county, the city and the province until
 * someone gives an answer that the family accepts; where a place has no city above its county, `climb.ts`
 * leaves it out.
 */
export const complaintTransitions: Lifecycle<ComplaintStatus, ComplaintAction> = {
  "with-institution": {
    answer: "institution-answered",
    escalate: "with-county",
    withdraw: "withdrawn",
  },
  "institution-answered": {
    accept: "concluded",
    reject: "with-county",
    lapse: "concluded",
    withdraw: "withdrawn",
  },
  "with-county": {
    "take-up": "with-county",
    extend: "with-county",
    reassign: "with-county",
    decide: "county-decided",
    decline: "concluded",
    escalate: "with-city",
    withdraw: "withdrawn",
  },
  "county-decided": { accept: "concluded", reject: "with-city", lapse: "concluded" },
  "with-city": { decide: "city-decided", escalate: "with-province", withdraw: "withdrawn" },
  "city-decided": { accept: "concluded", reject: "with-province", lapse: "concluded" },
  // Nobody is above: overdue, it stays.
  "with-province": { decide: "concluded", escalate: "with-province", withdraw: "withdrawn" },
  concluded: { reopen: "with-county", rate: "concluded" },
  withdrawn: {},
};

/** Whose turn it is; nobody's once a complaint is over. */
export const turnOf: Readonly<Record<ComplaintStatus, ComplaintTurn | undefined>> = {
  "with-institution": "institution",
  "institution-answered": "family",
  "with-county": "county",
  "county-decided": "family",
  "with-city": "city",
  "city-decided": "family",
  "with-province": "province",
  concluded: undefined,
  withdrawn: undefined,
};

/** Where a complaint lies, and by whom it was answered where the family has the word. */
export const tierOf: Readonly<Record<ComplaintStatus, ComplaintTier | undefined>> = {
  "with-institution": "institution",
  "institution-answered": "institution",
  "with-county": "county",
  "county-decided": "county",
  "with-city": "city",
  "city-decided": "city",
  "with-province": "province",
  concluded: undefined,
  withdrawn: undefined,
};
