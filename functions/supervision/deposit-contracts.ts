import * as z from "zod";
import { DepositBalanceNotice } from "../../adapters/bank/bank-protocol.ts";
import { ProposalStatus } from "../../domain/proposal/proposal.ts";
import { BankId, InstitutionId, ProposalId, UnitId } from "../../domain/shared/ids.ts";
import { Fen } from "../../domain/shared/money.ts";
import { LocalDate, Timestamp } from "../../domain/shared/time.ts";
import { AccountNo } from "../institution/schemas.ts";
import { defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import { FUNDS_VIEWERS } from "./contracts.ts";
import { DepositShortfallView, DepositStandingView } from "./schemas.ts";

export const bindDepositAccount = defineUseCase({
  id: "bindDepositAccount",
  capability: "supervision",
  end: "management",
  method: "POST",
  path: "/v1/institutions/{institutionId}/deposit-account-bindings",
  summary: {
    zh: "提议登记机构的风险保证金账户，交另一名经办人员审批",
    en: "Proposes the account of an institution's performance deposit; another officer decides",
  },
  access: { role: "officer", duties: ["funds"] },
  input: {
    path: z.strictObject({ institutionId: InstitutionId }),
    body: z.strictObject({ bankId: BankId, depositAccountNo: AccountNo }),
  },
  output: z.strictObject({ proposalId: ProposalId, status: ProposalStatus }),
  status: 202,
  errors: ["resource.not-found", "identity.outside-unit", "supervision.deposit-already-bound"],
  idempotent: true,
  touches: { reads: ["institution", "deposit"], writes: ["proposal"] },
  load: { perSecond: 1 },
});

export const pushDepositBalance = defineUseCase({
  id: "pushDepositBalance",
  capability: "supervision",
  end: "bank",
  method: "POST",
  path: "/v1/deposit-balances",
  summary: {
    zh: "银行报送风险保证金账户余额与户名统一社会信用代码",
    en: "The bank tells what a deposit account holds, and by its credit code whose it is",
  },
  access: { role: "bank" },
  input: { body: DepositBalanceNotice },
  output: z.strictObject({
    asOf: Timestamp.meta({ description: "Of the newest balance that is kept" }),
  }),
  errors: ["resource.not-found", "input.not-happened-yet", "supervision.deposit-holder-differs"],
  idempotent: true,
  touches: { reads: ["institution", "depositAccount"], writes: ["deposit"] },
  load: { perSecond: 5 },
});

export const getDepositStatus = defineUseCase({
  id: "getDepositStatus",
  capability: "supervision",
  end: "management",
  method: "GET",
  path: "/v1/institutions/{institutionId}/deposit",
  summary: {
    zh: "风险保证金：余额、最低额及其所依据的收费周期、缺口与变动记录",
    en: "A performance deposit: balance, floor with the months that made it, shortfall, history",
  },
  access: { role: "officer", duties: FUNDS_VIEWERS },
  input: {
    path: z.strictObject({ institutionId: InstitutionId }),
    query: z.strictObject(pageQuery),
  },
  output: z.strictObject({
    institutionId: InstitutionId,
    ...DepositStandingView.shape,
    nextReckoningAt: Timestamp,
    history: z.array(
      z.strictObject({
        sequence: z.int().meta({ description: "Counted from 1 within the deposit, without a gap" }),
        at: Timestamp,
        actor: z.string(),
        event: z.string(),
        balanceFen: Fen.optional(),
        asOf: Timestamp.optional(),
        floorFen: Fen.optional(),
        feesFen: Fen.optional(),
        from: LocalDate.optional(),
        to: LocalDate.optional(),
      }),
    ),
    ...pageOutput,
  }),
  errors: [
    "resource.not-found",
    "identity.outside-unit",
    "supervision.deposit-not-bound",
    "input.cursor-invalid",
  ],
  touches: { reads: ["institution", "deposit"] },
  load: { perSecond: 5 },
});

export const listDepositShortfalls = defineUseCase({
  id: "listDepositShortfalls",
  capability: "supervision",
  end: "management",
  method: "GET",
  path: "/v1/deposit-shortfalls",
  summary: {
    zh: "列出辖区内本部门主管机构中风险保证金低于最低额的机构：余额、最低额、缺口、起始时间",
    en: "Lists the institutions of the caller's area and trade whose deposit is below its floor",
  },
  access: { role: "officer", duties: FUNDS_VIEWERS },
  input: {
    query: z.strictObject({
      ...pageQuery,
      unitId: UnitId.optional().meta({
        description:
          "A unit of the caller's area; all units in which the caller serves when left out",
      }),
    }),
  },
  output: z.strictObject({
    shortfalls: z.array(DepositShortfallView).meta({
      description: "What they are made of: `getDepositStatus` shows the history of each",
    }),
    ...pageOutput,
  }),
  errors: ["identity.outside-unit", "input.cursor-invalid"],
  touches: { reads: ["deposit", "shortDepositsByUnit", "institution", "unit"] },
  load: { perSecond: 5 },
});

export const useCases = [
  bindDepositAccount,
  pushDepositBalance,
  getDepositStatus,
  listDepositShortfalls,
];
