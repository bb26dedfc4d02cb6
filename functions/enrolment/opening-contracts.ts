import * as z from "zod";
import { OpeningDeposit } from "../../domain/enrolment/opening-deposit.ts";
import { InstitutionId, JobId } from "../../domain/shared/ids.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { defineUseCase } from "../kit/contract.ts";
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

export const useCases = [importEnrolments, getEnrolmentImport, withdrawOpenings];
