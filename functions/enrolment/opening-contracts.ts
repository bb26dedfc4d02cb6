import * as z from "zod";
import { OpeningDeposit } from "../../domain/enrolment/opening-deposit.ts";
import { InstitutionId, JobId } from "../../domain/shared/ids.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { OpeningDepositClosed, OpeningDepositReceived } from "../../events/opening.ts";
import { StudentLinked } from "../../events/student.ts";
import { defineTask, defineUseCase } from "../kit/contract.ts";
import { pageQuery } from "../kit/cursor.ts";
import { JobReport, ListAnnouncement, OpenedListJob } from "../kit/job-schema.ts";
import { UPLOADS } from "../kit/upload-keys.ts";

/** What institutions sold before they joined: stated in a list, and paid into custody in one deposit. */

/** The duties that state earlier sales and answer for their money. */
export const OPENING_KEEPERS = ["owner", "finance"] as const;

export const importEnrolments = defineUseCase({
  id: "importEnrolments",
  capability: "enrolment",
  end: "institution",
  method: "POST",
  path: "/v1/institutions/{institutionId}/enrolment-imports",
  summary: {
    zh: "登记一份入驻前已收费、尚未上完课的余额清单（CSV），返回上传表单；逐行结果与应转入的总额见 getEnrolmentImport",
    en: "Announces a list (CSV) of what was sold before the institution joined and is not yet taught; getEnrolmentImport tells line by line how it fared, and the total to deposit",
  },
  access: { role: "institution", duties: OPENING_KEEPERS },
  input: { path: z.strictObject({ institutionId: InstitutionId }), body: ListAnnouncement },
  output: OpenedListJob,
  status: 202,
  errors: ["resource.not-found", "enrolment.no-custody-account"],
  answersSecret: true,
  touches: {
    reads: ["institution"],
    writes: ["job"],
    uploads: { access: "presign", keyPrefix: UPLOADS.enrolments },
  },
  load: { perSecond: 1 },
});

const DepositView = z.strictObject({
  ...OpeningDeposit.pick({
    bankId: true,
    custodyAccountNo: true,
    totalFen: true,
    lineCount: true,
    status: true,
    bankSerial: true,
  }).shape,
  reference: JobId.meta({ description: "To be given with the payment, which is one and whole" }),
  requestedAt: Timestamp,
  payBy: Timestamp.meta({ description: "From then on the list lapses unpaid" }),
  receivedAt: Timestamp.optional(),
});

export const getEnrolmentImport = defineUseCase({
  id: "getEnrolmentImport",
  capability: "enrolment",
  end: "institution",
  method: "GET",
  path: "/v1/enrolment-imports/{jobId}",
  summary: {
    zh: "查询余额清单的处理情况、逐行问题，以及应一次转入托管账户的总额与到账情况",
    en: "How a list of earlier sales fared, line by line, and the one deposit that it asks for",
  },
  access: { role: "institution", duties: OPENING_KEEPERS },
  input: { path: z.strictObject({ jobId: JobId }), query: z.strictObject(pageQuery) },
  output: z.strictObject({
    ...JobReport.shape,
    deposit: DepositView.optional().meta({
      description: "Present once the list is read, if a line of it was accepted",
    }),
  }),
  errors: ["resource.not-found", "input.cursor-invalid"],
  touches: { reads: ["job", "openingDeposit"] },
  load: { perSecond: 5 },
});

export const withdrawOpenings = defineUseCase({
  id: "withdrawOpenings",
  capability: "enrolment",
  end: "institution",
  method: "POST",
  path: "/v1/enrolment-imports/{jobId}/withdrawal",
  summary: {
    zh: "撤回一份尚未转入的余额清单：名额随即释放，更正后可重新提交；此后以其编号到账的款项转入待查并退回",
    en: "Withdraws a list that is not paid yet: its seats become free, and it can be handed in anew, corrected; money that still comes in under its number is held aside and returns",
  },
  access: { role: "institution", duties: OPENING_KEEPERS },
  input: { path: z.strictObject({ jobId: JobId }) },
  output: DepositView,
  errors: ["resource.not-found", "enrolment.deposit-not-awaited"],
  touches: { reads: ["job"], writes: ["openingDeposit"] },
  load: { perSecond: 1 },
});

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

export const useCases = [importEnrolments, getEnrolmentImport, withdrawOpenings];
export const tasks = [readEnrolments, openBalances, claimOpenings, closeOpenings];
