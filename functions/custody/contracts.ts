import * as z from "zod";
import { EnrolmentId, InstitutionId } from "../../domain/shared/ids.ts";
import { Fen } from "../../domain/shared/money.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { ReleaseInstructed } from "../../events/custody.ts";
import { DisputeFoundForInstitution, LessonConfirmed, LessonDeemed } from "../../events/lesson.ts";
import { defineTask, defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import {
  BalancesView,
  JournalEntryView,
  PositionShare,
  RecordedResult,
  ReportedResult,
  ShortFen,
} from "./schemas.ts";

export const reportInstructionResult = defineUseCase({
  id: "reportInstructionResult",
  capability: "custody",
  end: "bank",
  method: "POST",
  path: "/v1/instruction-results",
  summary: {
    zh: "银行回报拨付指令的执行结果",
    en: "The bank reports what became of an instruction",
  },
  access: { role: "bank" },
  input: { body: ReportedResult },
  output: RecordedResult,
  errors: [
    "resource.not-found",
    "input.not-happened-yet",
    "custody.result-wrong-amount",
    "custody.result-contradicts",
  ],
  idempotent: true,
  touches: { writes: ["instruction", "enrolment"] },
  load: { perSecond: 2000 },
});

export const getCustodyPosition = defineUseCase({
  id: "getCustodyPosition",
  capability: "custody",
  end: "management",
  method: "GET",
  path: "/v1/institutions/{institutionId}/custody-position",
  summary: {
    zh: "查询机构托管资金：各状态合计、在托管余额与各订单份额",
    en: "Shows an institution's money in custody: totals, and each enrolment's share",
  },
  access: { role: "officer", duties: ["funds", "audit"] },
  input: {
    path: z.strictObject({ institutionId: InstitutionId }),
    query: z.strictObject(pageQuery),
  },
  output: z.strictObject({
    institutionId: InstitutionId,
    totalsFen: BalancesView,
    shortFen: ShortFen,
    heldInCustodyFen: Fen.meta({ description: "What the bank must still hold: less `shortFen`" }),
    enrolmentCount: z.int(),
    lastEntryAt: Timestamp.optional().meta({
      description: "When the journal entry that was folded in last was written",
    }),
    shares: z.array(PositionShare),
    ...pageOutput,
  }),
  errors: ["resource.not-found", "identity.outside-unit", "input.cursor-invalid"],
  touches: { reads: ["institution", "position", "enrolment"] },
  load: { perSecond: 20 },
});

export const listJournal = defineUseCase({
  id: "listJournal",
  capability: "custody",
  end: "management",
  method: "GET",
  path: "/v1/enrolments/{enrolmentId}/journal",
  summary: {
    zh: "按顺序列出一个订单的资金流水，并逐页重算余额",
    en: "Lists an enrolment's journal in order, and the balances that its replay leads to",
  },
  access: { role: "officer", duties: ["funds", "audit"] },
  input: {
    path: z.strictObject({ enrolmentId: EnrolmentId }),
    query: z.strictObject(pageQuery),
  },
  output: z.strictObject({
    enrolmentId: EnrolmentId,
    entries: z.array(JournalEntryView),
    balancesFen: BalancesView.meta({
      description: "Replayed from the first entry to the last of this page, in fen",
    }),
    agreesWithHead: z.boolean().optional().meta({
      description: "On the last page: whether the replay gives the balances that are kept",
    }),
    ...pageOutput,
  }),
  errors: ["identity.outside-unit", "resource.not-found", "input.cursor-invalid"],
  touches: { reads: ["enrolment", "institution"] },
  load: { perSecond: 20 },
});

export const instructRelease = defineTask({
  id: "instructRelease",
  capability: "custody",
  summary: {
    zh: "课时确认后生成拨付指令",
    en: "Draws up the instruction to pay a confirmed lesson's fee",
  },
  trigger: { kind: "events", events: [LessonConfirmed, LessonDeemed, DisputeFoundForInstitution] },
  touches: { reads: ["institution", "position"], writes: ["enrolment", "instruction"] },
  alarm: {
    effect: "An institution waits for a confirmed lesson's fee: it was not instructed.",
    runbook: "release-is-not-instructed",
  },
});

export const sendInstruction = defineTask({
  id: "sendInstruction",
  capability: "custody",
  summary: { zh: "向银行发送拨付指令", en: "Sends an instruction to the bank" },
  trigger: { kind: "events", events: [ReleaseInstructed] },
  touches: {
    reads: ["bank", "institution", "position"],
    writes: ["instruction", "enrolment"],
    bank: true,
  },
  alarm: {
    effect: "An institution waits for a confirmed lesson's fee: the bank does not take it.",
    runbook: "bank-does-not-take-instructions",
  },
});

export const useCases = [reportInstructionResult, getCustodyPosition, listJournal];
export const tasks = [instructRelease, sendInstruction];
