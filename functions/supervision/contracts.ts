import * as z from "zod";
import { InstitutionId, UnitId } from "../../domain/shared/ids.ts";
import { Fen } from "../../domain/shared/money.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { BalancesView, PositionShare, ShortFen } from "../custody/schemas.ts";
import { defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import {
  CategoryFundsView,
  FloorView,
  FundsBreakView,
  FundsView,
  ToldBalanceView,
  UnitFundsView,
} from "./schemas.ts";

/** Those who look after families' money, and those who look after them. */
export const FUNDS_VIEWERS = ["funds", "audit"] as const;

export const getFundsOverview = defineUseCase({
  id: "getFundsOverview",
  capability: "supervision",
  end: "management",
  method: "GET",
  path: "/v1/funds",
  summary: {
    zh: "预收费监管总览：本级合计、分行业合计与下级各单位合计，注明数据时点",
    en: "Prepaid fees of an area and trade: its own sums, those of the units below, and how old they are",
  },
  access: { role: "officer", duties: FUNDS_VIEWERS },
  input: {
    query: z.strictObject({
      unitId: UnitId.optional().meta({
        description:
          "A unit of the caller's area; the caller's own, where they serve in one, when left out",
      }),
    }),
  },
  output: z.strictObject({
    unitId: UnitId,
    asOf: Timestamp.optional().meta({
      description: "The oldest instant at which a part was read; absent before the first fold",
    }),
    fundsFen: FundsView.meta({ description: "The sum of `units`; of a county its own" }),
    categories: z.array(CategoryFundsView).meta({
      description: "The same sums by trade; trades without an institution are left out",
    }),
    units: z.array(UnitFundsView).meta({
      description:
        "The units right below in which there are institutions; of a county none: `listInstitutions`, " +
        "`getInstitutionFunds` and `getDepositStatus` lead on from there",
    }),
  }),
  errors: ["identity.outside-unit", "identity.unit-unclear"],
  touches: { reads: ["unit", "unitFunds", "unitMarks"] },
  load: { perSecond: 5 },
});

export const getInstitutionFunds = defineUseCase({
  id: "getInstitutionFunds",
  capability: "supervision",
  end: "management",
  method: "GET",
  path: "/v1/institutions/{institutionId}/funds",
  summary: {
    zh: "机构预收费资金：账面各状态、待查资金、银行余额与差额说明，逐订单份额可查流水",
    en: "An institution's prepaid fees: books, bank, their difference explained, and each order's share",
  },
  access: { role: "officer", duties: FUNDS_VIEWERS },
  input: {
    path: z.strictObject({ institutionId: InstitutionId }),
    query: z.strictObject(pageQuery),
  },
  output: z.strictObject({
    institutionId: InstitutionId,
    totalsFen: BalancesView,
    shortFen: ShortFen,
    heldInCustodyFen: Fen.meta({
      description: "What the bank must still hold for all orders: less `shortFen`",
    }),
    enrolmentCount: z.int(),
    lastEntryAt: Timestamp.optional().meta({
      description: "When the journal entry that was folded in last was written",
    }),
    asideFen: Fen.meta({
      description:
        "On its account, of no order and not paid back yet: `listSuspendedPayments` of the institution shows each",
    }),
    asideCount: z.int().min(0),
    bank: ToldBalanceView.optional().meta({
      description:
        "The bank's last word, absent where there is no account, or no word yet; `listBalances` shows those before",
    }),
    difference: z
      .strictObject({
        nowFen: z.int().meta({ description: "`whenComparedFen` less `movedSinceFen`" }),
        whenComparedFen: z.int(),
        movedSinceFen: z.int().meta({
          description: "What the books gained since the bank looked; below 0 what they lost",
        }),
        mayBeUnderWayFen: Fen.meta({
          description: "Of the books when the bank looked: what may have left, or not have arrived",
        }),
      })
      .optional()
      .meta({ description: "What the bank held beyond the books, and why it is another now" }),
    leastBalance: z
      .strictObject({ ...FloorView.shape, shortfallFen: Fen })
      .optional()
      .meta({ description: "Where the place asks for a least balance of the custody account" }),
    shares: z.array(PositionShare).meta({
      description:
        "What the totals are made of; `listJournal` shows the entries of each, which add up to it",
    }),
    ...pageOutput,
  }),
  errors: ["resource.not-found", "identity.outside-unit", "input.cursor-invalid"],
  touches: {
    reads: [
      "institution",
      "position",
      "enrolment",
      "balance",
      "payInsByUnit",
      "payIn",
      "unit",
      "rulePack",
      "facts",
    ],
  },
  load: { perSecond: 10 },
});

export const listFundsBreaks = defineUseCase({
  id: "listFundsBreaks",
  capability: "supervision",
  end: "management",
  method: "GET",
  path: "/v1/funds-breaks",
  summary: {
    zh: "列出辖区内托管余额与账面不符的机构：金额、起始时间",
    en: "Lists the institutions of the caller's area and trade whose bank and books disagree",
  },
  access: { role: "officer", duties: FUNDS_VIEWERS },
  input: {
    query: z.strictObject({
      ...pageQuery,
      unitId: UnitId.optional().meta({
        description:
          "A unit of the caller's area; all units in which the caller serves when left out",
      }),
      outcome: z.enum(["under-way", "break"]).optional().meta({
        description: "Only money that may be on its way, or only what a person has to look into",
      }),
    }),
  },
  output: z.strictObject({ breaks: z.array(FundsBreakView), ...pageOutput }),
  errors: ["identity.outside-unit", "input.cursor-invalid"],
  touches: { reads: ["balance", "balancesByUnit", "institution", "unit"] },
  load: { perSecond: 5 },
});

export const useCases = [getFundsOverview, getInstitutionFunds, listFundsBreaks];
