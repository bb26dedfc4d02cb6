import { OpeningDepositClosed, OpeningDepositReceived } from "../../events/opening.ts";
import { StudentLinked } from "../../events/student.ts";
import { defineTask } from "../kit/contract.ts";
import { UPLOADS } from "../kit/upload-keys.ts";

/** What becomes of a list of earlier sales: apart from what an institution asks for, which these functions need not know. */

export const readEnrolments = defineTask({
  id: "readEnrolments",
  capability: "enrolment",
  summary: {
    zh: "读取上传的余额清单，逐行登记待转入的报名，并算出应转入的总额",
    en: "Reads an uploaded list of earlier sales, enters each as an enrolment that awaits its deposit, and adds up the total",
  },
  trigger: { kind: "upload", keyPrefix: UPLOADS.enrolments },
  touches: {
    reads: ["institution", "course", "rulePack", "unit", "calendar", "personalIndex"],
    // Of a pupil's head it only checks that nobody has added the pupil meanwhile.
    writes: [
      "job",
      "class",
      "enrolment",
      "orderGuard",
      "openingDeposit",
      "unclaimedOpenings",
      "student",
    ],
    personalIndex: true,
    uploads: { access: "read", keyPrefix: UPLOADS.enrolments },
  },
  alarm: {
    effect:
      "A list of earlier sales is not read: the institution does not learn what to pay into custody.",
    runbook: "earlier-sales-not-read",
  },
  timeoutSeconds: 900,
  memoryMb: 1024,
});

export const openBalances = defineTask({
  id: "openBalances",
  capability: "enrolment",
  summary: {
    zh: "清单总额到账后，将每名学生的未消课费用逐一入账并通知家长",
    en: "Once the deposit of a list is in custody, gives every enrolment its part and tells the families",
  },
  trigger: { kind: "events", events: [OpeningDepositReceived] },
  touches: { writes: ["openingDeposit", "enrolment", "notice"] },
  alarm: {
    effect:
      "An institution's deposit lies in custody and some families do not see their part of it; no lesson of theirs can be held.",
    runbook: "deposit-not-shared-out",
  },
  timeoutSeconds: 900,
});

export const claimOpenings = defineTask({
  id: "claimOpenings",
  capability: "enrolment",
  summary: {
    zh: "家长添加孩子后，将其入驻前已登记的余额归入家长账户并通知家长",
    en: "Gives a guardian who has added a pupil what was sold to that pupil before the institution joined, and says so",
  },
  trigger: { kind: "events", events: [StudentLinked] },
  touches: { writes: ["unclaimedOpenings", "enrolment", "notice"] },
  alarm: {
    effect:
      "A family that has just added its child does not see the lessons that it bought before; nobody can confirm them.",
    runbook: "earlier-sales-not-claimed",
  },
});

export const closeOpenings = defineTask({
  id: "closeOpenings",
  capability: "enrolment",
  summary: {
    zh: "清单撤回或逾期后，逐一终止其中的报名并释放名额",
    en: "Once a list is withdrawn or has lapsed, ends each of its enrolments and frees their seats",
  },
  trigger: { kind: "events", events: [OpeningDepositClosed] },
  touches: {
    reads: ["openingDeposit"],
    writes: ["enrolment", "orderGuard", "class", "unclaimedOpenings", "notice"],
  },
  alarm: {
    effect:
      "A list of earlier sales is closed and still keeps seats; its institution cannot state those sales anew.",
    runbook: "list-not-closed",
  },
  timeoutSeconds: 900,
});

export const tasks = [readEnrolments, openBalances, claimOpenings, closeOpenings];
