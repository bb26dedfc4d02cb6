import {
  ANSWER,
  changed,
  inbox,
  KEY,
  LIMIT,
  NONCE,
  ORDER,
  ORDER_CHANGED,
  told,
  type WrittenMinimum,
} from "./minimum-parts.ts";

const REFUND = "the refund: whose it is, where it stands";
const ITS_LESSONS = "what the refund gives back: which lessons, by which reckoning";
const LESSONS = "the lessons of the order";
const COMPETENCE = "the institution: whose competence";
const REFUND_CHANGED = changed("the refund");

/** The least of the commands that give money back, and of those that stop an institution's money. */
export const REFUND_MINIMUM: Readonly<Record<string, WrittenMinimum>> = {
  requestRefund: {
    reads: [
      ORDER,
      LESSONS,
      "the timetable: what has begun",
      "the terms of the contract",
      "earlier refunds of the order",
      "the institution: whether it is frozen",
    ],
    writes: [
      ANSWER,
      ...REFUND_CHANGED,
      ITS_LESSONS,
      "the refund in its order",
      ...changed("the order"),
      ...["first", "second", "third", "fourth"].map((which) => `the ${which} lesson, held`),
      "what the family says, sealed",
      ...told("the institution"),
      ...told("the guardian"),
    ],
    entries: [
      "the family's refunds",
      "the county's refunds",
      "the institution's refunds",
      "the end of silence",
      ...inbox("the institution"),
      ...inbox("the guardian"),
    ],
  },
  withdrawRefund: {
    reads: [REFUND, ITS_LESSONS, ORDER, LESSONS],
    writes: [ANSWER, ...REFUND_CHANGED, ...ORDER_CHANGED, ...told("the institution")],
    entries: ["the end of silence leaves", ...inbox("the institution")],
  },
  // Of a refund that holds no lesson: all of it was earned before, and the institution owes it.
  confirmRefundReceipt: {
    reads: [REFUND, ITS_LESSONS, ORDER],
    writes: [
      ANSWER,
      ...REFUND_CHANGED,
      ...changed("the order, of which nothing is owed any more"),
      ...told("the institution"),
      ...told("the guardian"),
    ],
    entries: [
      "the end of the institution's time leaves",
      ...inbox("the institution"),
      ...inbox("the guardian"),
    ],
  },
  changeClass: {
    reads: [
      ORDER,
      LESSONS,
      "the class that is joined: open, its price and course",
      "its timetable, which goes into the contract",
      "the course: subject, lessons, conditions",
      "the institution: whether it may sell",
      LIMIT,
    ],
    staleReads: ["the family's complaints: whether one is about the order"],
    writes: [
      ANSWER,
      ...changed("the order that is left"),
      ...["first", "second", "third", "fourth"].map((which) => `the ${which} lesson, moved`),
      "a seat more in the class that is left",
      "a seat less in the one that is joined, by condition, so that nothing is read of the seats",
      ...changed("the order that is made"),
      ["the terms that the family has signed", 2],
      "the order in the class list",
      LIMIT,
      ...told("the institution"),
      ...told("the guardian"),
    ],
    entries: ["the family's orders", ...inbox("the institution"), ...inbox("the guardian")],
  },
  decideRefund: {
    reads: [REFUND],
    writes: [ANSWER, ...REFUND_CHANGED, "why, sealed", ...told("the guardian")],
    entries: ["the end of silence leaves", ...inbox("the guardian")],
  },
  arbitrateRefund: {
    reads: [REFUND, COMPETENCE],
    writes: [
      ANSWER,
      ...REFUND_CHANGED,
      "why, sealed",
      ...told("the institution"),
      ...told("the guardian"),
    ],
    entries: [
      "the end of the time to decide leaves",
      ...inbox("the institution"),
      ...inbox("the guardian"),
    ],
  },
  retryRefundPayment: {
    reads: [REFUND, COMPETENCE, "the task for a person"],
    writes: [
      ANSWER,
      ...REFUND_CHANGED,
      "the new payment's id, by which the bank's answer finds the refund",
      ...changed("the task"),
    ],
    entries: ["the time limit of the task leaves"],
  },
  reportRefundResult: {
    reads: [KEY, "the payment's id: which refund", REFUND, ITS_LESSONS, ORDER, LESSONS],
    writes: [
      ANSWER,
      NONCE,
      ...REFUND_CHANGED,
      ...ORDER_CHANGED,
      LIMIT,
      ...told("the institution"),
      ...told("the guardian"),
    ],
    entries: [
      "the end of the bank's time leaves",
      ...inbox("the institution"),
      ...inbox("the guardian"),
    ],
  },
  cancelClass: {
    reads: [
      "the class: whose it is, whether it has ended",
      "the institution: whether it collapsed",
    ],
    writes: [ANSWER, ...changed("the class")],
  },
  startMassRefund: {
    reads: [COMPETENCE, "what the bank holds for the institution"],
    writes: [ANSWER, ...changed("the proposal")],
    entries: ["the county's list of proposals"],
  },
  freezeInstitution: {
    reads: [COMPETENCE],
    writes: [
      ANSWER,
      ...changed("the proposal"),
      ...changed("the institution"),
      ...told("the institution"),
    ],
    entries: [
      "the county's list of proposals",
      "the end of the provisional freeze",
      ...inbox("the institution"),
    ],
  },
  liftFreeze: {
    reads: [COMPETENCE],
    writes: [ANSWER, ...changed("the proposal")],
    entries: ["the county's list of proposals"],
  },
};
