import * as z from "zod";
import { ProposalStatus } from "../../domain/proposal/proposal.ts";
import { FamilyLineStatus, MassRefundStatus } from "../../domain/refund/mass-refund-state.ts";
import {
  EnrolmentId,
  InstitutionId,
  MassRefundId,
  ProposalId,
  RefundId,
} from "../../domain/shared/ids.ts";
import { Fen } from "../../domain/shared/money.ts";
import { RefundStatus } from "../../domain/shared/refund-words.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { MassRefundOrdered, MassRefundPlanned } from "../../events/mass-refund.ts";
import { RefundCancelled, RefundExecuted } from "../../events/refund.ts";
import { defineTask, defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";

export const startMassRefund = defineUseCase({
  id: "startMassRefund",
  capability: "refund",
  end: "management",
  method: "POST",
  path: "/v1/institutions/{institutionId}/mass-refunds",
  summary: {
    zh: "提议对已冻结机构集中退费，由另一名经办人员审批",
    en: "Proposes that all families of a frozen institution are paid back; another officer decides",
  },
  access: { role: "officer", duties: ["funds"] },
  input: {
    path: z.strictObject({ institutionId: InstitutionId }),
    body: z.strictObject({
      reason: z
        .string()
        .trim()
        .min(2)
        .max(500)
        .meta({ description: "For the other officer; no personal data" }),
    }),
  },
  output: z.strictObject({ proposalId: ProposalId, status: ProposalStatus }),
  status: 202,
  errors: [
    "resource.not-found",
    "identity.outside-unit",
    "institution.not-frozen",
    "institution.freeze-unconfirmed",
    "institution.mass-refund-ordered",
    "refund.balance-not-known",
    "refund.balance-under-way",
    "refund.nothing-to-share",
  ],
  idempotent: true,
  touches: { reads: ["institution", "unit", "balance", "position"], writes: ["proposal"] },
  load: { perSecond: 1 },
});

const FamilyView = z.strictObject({
  enrolmentId: EnrolmentId,
  claimFen: Fen.meta({ description: "The amounts of the lessons that the family has not had" }),
  shareFen: Fen.meta({ description: "Out of custody" }),
  shortFen: Fen.meta({ description: "Not covered: its open claim against the institution" }),
  status: FamilyLineStatus,
  refundId: RefundId.optional(),
  refundStatus: RefundStatus.optional(),
});

export const getMassRefund = defineUseCase({
  id: "getMassRefund",
  capability: "refund",
  end: "management",
  method: "GET",
  path: "/v1/institutions/{institutionId}/mass-refunds/{massRefundId}",
  summary: {
    zh: "查看集中退费：应退、可退、已退合计，分配规则与每个家庭的份额",
    en: "A mass refund: what is claimed, held and paid, the rule of sharing, and each family's share",
  },
  access: { role: "officer", duties: ["funds", "audit"] },
  input: {
    path: z.strictObject({ institutionId: InstitutionId, massRefundId: MassRefundId }),
    query: z.strictObject(pageQuery),
  },
  output: z.strictObject({
    massRefundId: MassRefundId,
    institutionId: InstitutionId,
    status: MassRefundStatus,
    orderedAt: Timestamp,
    balanceAsOf: Timestamp.meta({ description: "Of when the bank's word on the balance is" }),
    missingFen: Fen.meta({ description: "By how much the bank held less than it must" }),
    rule: z
      .strictObject({ zh: z.string(), en: z.string(), article: z.string() })
      .meta({ description: "How custody is shared, and where a fen that is left over goes" }),
    sums: z
      .strictObject({
        familyCount: z.int(),
        claimedFen: Fen,
        availableFen: Fen,
        sharedFen: Fen,
        shortFen: Fen.meta({ description: "All families' open claims" }),
        openedCount: z.int(),
        settledCount: z
          .int()
          .meta({ description: "Families whose share is paid, or comes to nothing" }),
        paidFen: Fen.meta({ description: "Paid by the bank so far" }),
      })
      .optional()
      .meta({ description: "Absent until the claims are added up" }),
    completedAt: Timestamp.optional(),
    families: z.array(FamilyView),
    ...pageOutput,
  }),
  errors: ["resource.not-found", "identity.outside-unit", "input.cursor-invalid"],
  touches: { reads: ["institution", "unit", "massRefund", "refund"] },
  load: { perSecond: 2 },
});

export const planMassRefund = defineTask({
  id: "planMassRefund",
  capability: "refund",
  summary: {
    zh: "核定集中退费：汇总各家庭未上课时金额并按托管资金分配",
    en: "Adds up what the families of an institution claim, and fixes each one's share",
  },
  trigger: { kind: "events", events: [MassRefundOrdered] },
  touches: { reads: ["position", "enrolment", "instruction"], writes: ["massRefund"] },
  timeoutSeconds: 900,
  memoryMb: 1024,
  alarm: {
    effect:
      "No family of an institution that has collapsed is paid: the shares are not worked out.",
    runbook: "mass-refund-is-not-planned",
  },
});

export const queueShares = defineTask({
  id: "queueShares",
  capability: "refund",
  summary: {
    zh: "集中退费份额确定后逐户排队退费",
    en: "Queues every family of a mass refund to be paid",
  },
  trigger: { kind: "events", events: [MassRefundPlanned] },
  touches: { writes: ["massRefund", "institution", "alert"] },
  fills: "openShares",
  timeoutSeconds: 900,
  alarm: {
    effect: "Families of an institution that has collapsed wait: their shares are not being paid.",
    runbook: "mass-refund-does-not-pay",
  },
});

export const openShares = defineTask({
  id: "openShares",
  capability: "refund",
  summary: {
    zh: "为集中退费的家庭开立退费，每户一次",
    en: "Opens the refunds of families within a mass refund, each once",
  },
  trigger: { kind: "queue", batchSize: 2, maxConcurrency: 5 },
  touches: {
    reads: ["class", "unit", "rulePack"],
    writes: [
      "massRefund",
      "institution",
      "enrolment",
      "refund",
      "orderGuard",
      "class",
      "notice",
      "alert",
    ],
  },
  timeoutSeconds: 120,
  alarm: {
    effect: "Some families of an institution that has collapsed wait for their share.",
    runbook: "mass-refund-does-not-pay",
  },
});

export const followShare = defineTask({
  id: "followShare",
  capability: "refund",
  summary: {
    zh: "退费办结后更新集中退费进度，全部办结后结束",
    en: "Notes that a family of a mass refund is through; the last one ends it",
  },
  trigger: { kind: "events", events: [RefundExecuted, RefundCancelled] },
  touches: { reads: ["refund"], writes: ["massRefund", "institution", "alert"] },
  alarm: {
    effect: "A mass refund does not end, so that the institution's freeze cannot be lifted.",
    runbook: "mass-refund-does-not-end",
  },
});

export const useCases = [startMassRefund, getMassRefund];
export const tasks = [planMassRefund, queueShares, openShares, followShare];
