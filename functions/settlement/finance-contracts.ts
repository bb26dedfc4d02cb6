import * as z from "zod";
import { EnrolmentId, InstitutionId } from "../../domain/shared/ids.ts";
import { Fen } from "../../domain/shared/money.ts";
import { LocalDate } from "../../domain/shared/time.ts";
import { BalancesView, ShortFen } from "../custody/schemas.ts";
import { defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import {
  ConsumptionTrace,
  ForecastDayView,
  isStatementPeriod,
  PERIOD_UNFIT,
  StatementDayView,
} from "./finance-schemas.ts";

/** Whoever keeps an institution's books. */
export const BOOKKEEPERS = ["finance", "owner"] as const;

export const getConsumptionTrace = defineUseCase({
  id: "getConsumptionTrace",
  capability: "settlement",
  end: "family",
  method: "GET",
  path: "/v1/enrolments/{enrolmentId}/consumption-trace",
  summary: {
    zh: "逐课时查看学费去向：现状、经过、银行流水号与下一步",
    en: "Where every fen of an order is, lesson by lesson: state, history, bank serial, next step",
  },
  access: { role: "guardian" },
  input: { path: z.strictObject({ enrolmentId: EnrolmentId }) },
  output: ConsumptionTrace,
  errors: ["resource.not-found"],
  touches: { reads: ["enrolment", "class", "instruction", "institution", "refund"] },
  load: { perSecond: 300 },
});

/** The journals of so many orders are read for one page. */
const MOST_ORDERS = 50;

export const getSettlementStatement = defineUseCase({
  id: "getSettlementStatement",
  capability: "settlement",
  end: "institution",
  method: "GET",
  path: "/v1/institutions/{institutionId}/settlement-statement",
  summary: {
    zh: "对账单：按日列出每笔拨付（课时—指令—银行流水号）与已确认、冻结、退回、待查合计；分页按订单，各页相加",
    en: "The statement of some days: each release from lesson to bank serial, and totals; page by page, to be added up",
  },
  access: { role: "institution", duties: BOOKKEEPERS },
  input: {
    path: z.strictObject({ institutionId: InstitutionId }),
    query: z
      .strictObject({
        from: LocalDate.meta({ description: "The first day, in Asia/Shanghai" }),
        to: LocalDate.meta({ description: "The last day; at most 31 days in all" }),
        ...pageQuery,
        limit: z.coerce.number().int().min(1).max(MOST_ORDERS).default(20).meta({
          description: "Orders a page, 1 to 50: a page holds all that moved in their money",
        }),
      })
      .refine(({ from, to }) => isStatementPeriod(from, to), { path: ["to"], error: PERIOD_UNFIT }),
  },
  output: z.strictObject({
    institutionId: InstitutionId,
    from: LocalDate,
    to: LocalDate,
    days: z.array(StatementDayView).meta({
      description:
        "Of this page's orders and misplaced payments, days without a move left out. The same day comes " +
        "again on other pages: the statement is whole once there is no `nextCursor`",
    }),
    nowFen: BalancesView.meta({
      description: "The institution's whole position now, whatever the period and the page",
    }),
    shortFen: ShortFen,
    heldInCustodyFen: Fen.meta({
      description: "Of that, what the bank must still hold: less `shortFen`",
    }),
    ...pageOutput,
  }),
  csv: { fileName: "settlement-statement" },
  errors: ["resource.not-found", "input.cursor-invalid"],
  touches: { reads: ["institution", "position", "enrolment", "payInsByUnit", "payIn"] },
  load: { perSecond: 20 },
});

export const getReleaseForecast = defineUseCase({
  id: "getReleaseForecast",
  capability: "settlement",
  end: "institution",
  method: "GET",
  path: "/v1/institutions/{institutionId}/release-forecast",
  summary: {
    zh: "预计拨付：待确认课时按“逾期视为确认”之日列出金额；分页按订单，各页相加",
    en: "What silence would release, by day: the lessons that await families; page by page, to be added up",
  },
  access: { role: "institution", duties: BOOKKEEPERS },
  input: {
    path: z.strictObject({ institutionId: InstitutionId }),
    query: z.strictObject(pageQuery),
  },
  output: z.strictObject({
    institutionId: InstitutionId,
    days: z.array(ForecastDayView).meta({
      description: "Of this page's orders; the same day comes again on other pages",
    }),
    pageFen: Fen.meta({ description: "All that awaits families on this page" }),
    pendingFen: Fen.meta({
      description: "All that awaits the institution's families: what the pages add up to",
    }),
    ...pageOutput,
  }),
  errors: ["resource.not-found", "input.cursor-invalid"],
  touches: { reads: ["position", "enrolment"] },
  load: { perSecond: 20 },
});

export const useCases = [getConsumptionTrace, getSettlementStatement, getReleaseForecast];
