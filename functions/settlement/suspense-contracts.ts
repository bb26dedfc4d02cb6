import * as z from "zod";
import { SuspenseStatus } from "../../domain/custody/pay-in.ts";
import { InstitutionId } from "../../domain/shared/ids.ts";
import { defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import { SuspendedPaymentDetail, SuspendedPaymentView } from "./schemas.ts";

/** Money that fits no order (待查资金), as its families and the officers around it see it. */

export const listMySuspendedPayments = defineUseCase({
  id: "listMySuspendedPayments",
  capability: "settlement",
  end: "family",
  method: "GET",
  path: "/v1/suspended-payments",
  summary: {
    zh: "列出本人未入账的缴费：原因、退回进度",
    en: "Lists the guardian's payments that paid no order: why, and how far back they are",
  },
  access: { role: "guardian" },
  input: { query: z.strictObject(pageQuery) },
  output: z.strictObject({ payments: z.array(SuspendedPaymentView), ...pageOutput }),
  errors: ["input.cursor-invalid"],
  touches: { reads: ["payInsByGuardian", "payIn"] },
  load: { perSecond: 100 },
});

export const listSuspendedPayments = defineUseCase({
  id: "listSuspendedPayments",
  capability: "settlement",
  end: "management",
  method: "GET",
  path: "/v1/suspended-payments",
  summary: {
    zh: "列出辖区内本部门主管的待查资金，可按机构、状态筛选",
    en: "Lists the money of the caller's area and trade that fits no order, by institution and status",
  },
  access: { role: "officer", duties: ["funds", "audit"] },
  input: {
    query: z.strictObject({
      ...pageQuery,
      institutionId: InstitutionId.optional().meta({
        description:
          "Only the money on the custody account of this institution: what `asideFen` of " +
          "`getInstitutionFunds` adds up, and then what has gone",
      }),
      status: SuspenseStatus.optional(),
    }),
  },
  output: z.strictObject({ payments: z.array(SuspendedPaymentDetail), ...pageOutput }),
  errors: ["resource.not-found", "identity.outside-unit", "input.cursor-invalid"],
  touches: { reads: ["payInsByUnit", "payIn", "institution", "unit"] },
  load: { perSecond: 5 },
});

export const useCases = [listMySuspendedPayments, listSuspendedPayments];
