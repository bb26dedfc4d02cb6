import * as z from "zod";
import type { Lifecycle } from "../shared/lifecycle.ts";
import type { MoneyState } from "../shared/money-move.ts";

export const LessonStatus = z.enum([
  /** Not held yet, as far as the platform knows. 待上课 */
  "scheduled",
  /** Held, and the pupil was there. 已上课 */
  "taught",
  /** Held, and the pupil was not there; it can be made up. 缺课 */
  "absent",
  /** Held without the pupil, and counted as taken by the contract. 缺课计课时 */
  "missed",
  /** The institution has asked the family to confirm. 待确认 */
  "requested",
  /** The family has confirmed. 已确认 */
  "confirmed",
  /** The family was silent for the legal time. 视为确认 */
  "deemed",
  /** The family says otherwise; frozen until that is settled. 有争议 */
  "disputed",
  /** The bank is instructed to pay the institution. 拨付中 */
  "releasing",
  /** The institution has its fee. 已拨付 */
  "released",
  /** The family has asked its fee back: held for that refund alone. 退费中 */
  "refunding",
  /** The family has its fee back. 已退费 */
  "returned",
  /** Its fee has moved to the family's order of another class. 已转班 */
  "transferred",
  /** The bank has reversed the pay-in, and its fee is out of custody. 缴费被冲正 */
  "reversed",
]);
export type LessonStatus = z.infer<typeof LessonStatus>;

export const LessonAction = z.enum([
  "record-present",
  "record-absent",
  "record-missed",
  "request-leave",
  "request-confirmation",
  "confirm",
  "undo-confirmation",
  "deem",
  "dispute",
  "withdraw-dispute",
  "find-for-institution",
  "find-for-family",
  "instruct-release",
  "report-executed",
  "report-rejected",
  "report-rejected-deemed",
  "hold-for-refund",
  "refund",
  "keep-scheduled",
  "keep-absent",
  "transfer",
  "reverse-payment",
]);
export type LessonAction = z.infer<typeof LessonAction>;

/**
 * The life of a lesson. Release and refund exclude each other: a refund starts only before the
 * institution has asked for its fee, a release only after the family has confirmed, and no way leads
 * from one to the other: a confirmation whose fee was instructed once is never undone.
 */
export const lessonTransitions: Lifecycle<LessonStatus, LessonAction> = {
  scheduled: {
    "record-present": "taught",
    "record-absent": "absent",
    "record-missed": "missed",
    "request-leave": "scheduled",
    "hold-for-refund": "refunding",
    transfer: "transferred",
    "reverse-payment": "reversed",
  },
  // Attendance can be corrected until the institution asks for its fee.
  taught: {
    "record-absent": "absent",
    "record-missed": "missed",
    "request-confirmation": "requested",
    "reverse-payment": "reversed",
  },
  absent: {
    "record-present": "taught",
    "request-leave": "scheduled",
    "hold-for-refund": "refunding",
    transfer: "transferred",
    "reverse-payment": "reversed",
  },
  missed: {
    "record-present": "taught",
    "request-confirmation": "requested",
    "reverse-payment": "reversed",
  },
  requested: { confirm: "confirmed", deem: "deemed", dispute: "disputed" },
  // Only a confirmation by word, and only for a short time: `decideUndoConfirmation` knows how long.
  confirmed: { "undo-confirmation": "requested", "instruct-release": "releasing" },
  deemed: { "instruct-release": "releasing" },
  disputed: {
    "withdraw-dispute": "requested",
    "find-for-institution": "confirmed",
    "find-for-family": "scheduled",
  },
  releasing: {
    "report-executed": "released",
    "report-rejected": "confirmed",
    "report-rejected-deemed": "deemed",
  },
  released: {},
  // A refund that comes to nothing leaves each lesson as it was before.
  refunding: {
    refund: "returned",
    "keep-scheduled": "scheduled",
    "keep-absent": "absent",
  },
  returned: {},
  transferred: {},
  reversed: {},
};

/**
 * Where a lesson's money is while the lesson has a status. A lesson's whole amount is in one place, so the
 * balances of an enrolment are the sums of its lessons' amounts, state by state.
 */
export const moneyOfLesson: Readonly<Record<LessonStatus, readonly MoneyState[]>> = {
  scheduled: ["unconsumed"],
  taught: ["unconsumed"],
  absent: ["unconsumed"],
  missed: ["unconsumed"],
  requested: ["pending"],
  confirmed: ["earned"],
  deemed: ["earned"],
  disputed: ["disputed"],
  releasing: ["releasing"],
  released: ["released"],
  refunding: ["refunding"],
  returned: ["refunded"],
  transferred: ["transferredOut"],
  reversed: ["reversed"],
};

/** Whether the institution has not asked for a lesson's fee, nor the family for its return. */
export const isBeforeRequest = (status: LessonStatus): boolean =>
  moneyOfLesson[status].includes("unconsumed");

export type GoneLesson = "lesson.returned" | "lesson.transferred" | "lesson.payment-reversed";

/** Why a lesson can never be consumed any more: its fee is out of custody or leaves it; nothing while it can. */
export function whyGone(status: LessonStatus): GoneLesson | undefined {
  if (status === "refunding" || status === "returned") return "lesson.returned";
  if (status === "reversed") return "lesson.payment-reversed";
  return status === "transferred" ? "lesson.transferred" : undefined;
}
