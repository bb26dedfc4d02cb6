import * as z from "zod";
import { ProposalStatus } from "../../domain/proposal/proposal.ts";
import { BankId, InstitutionId, JobId, ProposalId, UnitId } from "../../domain/shared/ids.ts";
import { TrainingCategory } from "../../domain/shared/training.ts";
import { AccountBindingProposed } from "../../events/institution.ts";
import { defineTask, defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import { JobReport, ListAnnouncement, OpenedListJob } from "../kit/job-schema.ts";
import { UPLOADS } from "../kit/upload-keys.ts";
import { AccountNo, InstitutionDetail, InstitutionSummary } from "./schemas.ts";

export const bindCustodyAccount = defineUseCase({
  id: "bindCustodyAccount",
  capability: "institution",
  end: "management",
  method: "POST",
  path: "/v1/institutions/{institutionId}/custody-account-bindings",
  summary: {
    zh: "提议为机构绑定托管账户，由银行签名确认后交另一名经办人员审批",
    en: "Proposes a custody account; the bank confirms it, another officer decides",
  },
  access: { role: "officer", duties: ["funds"] },
  input: {
    path: z.strictObject({ institutionId: InstitutionId }),
    body: z.strictObject({ bankId: BankId, payoutAccountNo: AccountNo }),
  },
  output: z.strictObject({ proposalId: ProposalId, status: ProposalStatus }),
  status: 202,
  errors: [
    "identity.outside-unit",
    "institution.account-already-bound",
    "institution.binding-under-way",
  ],
  idempotent: true,
  touches: { writes: ["institution", "proposal"] },
  load: { perSecond: 1 },
});

export const openCustodyAccount = defineTask({
  id: "openCustodyAccount",
  capability: "institution",
  summary: {
    zh: "请银行为机构开立托管账户并确认户名",
    en: "Asks the bank to open the custody account and to confirm its holder",
  },
  trigger: { kind: "events", events: [AccountBindingProposed] },
  touches: { reads: ["institution", "bank"], writes: ["proposal"], bank: true },
  alarm: {
    effect: "An institution cannot sell: the bank did not confirm its custody account.",
    runbook: "bank-does-not-confirm-account",
  },
});

export const importInstitutions = defineUseCase({
  id: "importInstitutions",
  capability: "institution",
  end: "management",
  method: "POST",
  path: "/v1/institution-imports",
  summary: {
    zh: "登记一份机构名单（CSV），返回上传表单；逐行结果见 getJob",
    en: "Announces a list of institutions (CSV) and gives the form to upload it with",
  },
  access: { role: "officer", duties: ["institutions"] },
  input: { body: ListAnnouncement },
  output: OpenedListJob,
  status: 202,
  errors: [],
  answersSecret: true,
  touches: { writes: ["job"], uploads: { access: "presign", keyPrefix: UPLOADS.institutions } },
  load: { perSecond: 1 },
});

export const getJob = defineUseCase({
  id: "getJob",
  capability: "institution",
  end: "management",
  method: "GET",
  path: "/v1/jobs/{jobId}",
  summary: {
    zh: "查询名单的处理情况与逐行问题",
    en: "How a list that was handed in fared, with what is wrong line by line",
  },
  access: { role: "officer", duties: ["institutions", "audit"] },
  input: { path: z.strictObject({ jobId: JobId }), query: z.strictObject(pageQuery) },
  output: JobReport,
  errors: ["input.cursor-invalid"],
  touches: { reads: ["job"] },
  load: { perSecond: 5 },
});

/** The duties that may look at institutions and what keeps them from selling. */
export const INSTITUTION_VIEWERS = ["institutions", "funds", "audit"] as const;

export const listInstitutions = defineUseCase({
  id: "listInstitutions",
  capability: "institution",
  end: "management",
  method: "GET",
  path: "/v1/institutions",
  summary: {
    zh: "列出辖区内本部门主管的机构",
    en: "Lists the institutions of the caller's area and trade",
  },
  access: { role: "officer", duties: INSTITUTION_VIEWERS },
  input: {
    query: z.strictObject({
      ...pageQuery,
      unitId: UnitId.optional().meta({
        description:
          "A unit of the caller's area; all units in which the caller serves when left out",
      }),
      category: TrainingCategory.optional(),
      sellable: z.stringbool({ truthy: ["true"], falsy: ["false"] }).optional(),
    }),
  },
  output: z.strictObject({ institutions: z.array(InstitutionSummary), ...pageOutput }),
  errors: ["identity.outside-unit", "input.cursor-invalid"],
  touches: { reads: ["institution", "institutionsByUnit", "unit"] },
  load: { perSecond: 20 },
});

export const getInstitution = defineUseCase({
  id: "getInstitution",
  capability: "institution",
  end: "management",
  method: "GET",
  path: "/v1/institutions/{institutionId}",
  summary: {
    zh: "查看一家机构的登记信息与可否招生收费（联系人脱敏）",
    en: "One institution: its record, whether it may sell, and a masked contact",
  },
  access: { role: "officer", duties: INSTITUTION_VIEWERS },
  input: { path: z.strictObject({ institutionId: InstitutionId }) },
  output: InstitutionDetail,
  errors: ["identity.outside-unit"],
  touches: { reads: ["institution", "personal"], personal: ["institution"] },
  load: { perSecond: 20 },
});

export const readInstitutionList = defineTask({
  id: "readInstitutionList",
  capability: "institution",
  summary: {
    zh: "读取上传的机构名单并逐行登记",
    en: "Reads an uploaded list of institutions and registers them row by row",
  },
  trigger: { kind: "upload", keyPrefix: UPLOADS.institutions },
  touches: {
    reads: ["unit"],
    writes: ["job", "institution", "uscc", "personal"],
    personal: ["institution"],
    uploads: { access: "read", keyPrefix: UPLOADS.institutions },
  },
  alarm: {
    effect: "An authority's list of institutions is not read: its institutions cannot sell.",
    runbook: "institution-list-not-read",
  },
  timeoutSeconds: 900,
  memoryMb: 1024,
});

export const useCases = [
  bindCustodyAccount,
  importInstitutions,
  getJob,
  listInstitutions,
  getInstitution,
];
export const tasks = [openCustodyAccount, readInstitutionList];
