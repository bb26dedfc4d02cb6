import type * as z from "zod";
import type { CsvCell } from "../../adapters/files/write-csv.ts";
import { STATEMENT_COLUMNS, type StatementColumn } from "../../domain/custody/statement.ts";
import type { Bilingual } from "../../domain/shared/result.ts";
import type { Tabulate } from "../kit/csv.ts";
import type { getSettlementStatement } from "./finance-contracts.ts";
import type { StatementDayView } from "./finance-schemas.ts";

type Day = z.output<typeof StatementDayView>;

const HEADING: readonly Bilingual[] = [
  { zh: "日期", en: "date" },
  { zh: "行类型", en: "row" },
  { zh: "事项", en: "matter" },
  { zh: "金额（分）", en: "amount (fen)" },
  { zh: "金额（元）", en: "amount (yuan)" },
  { zh: "订单", en: "enrolment" },
  { zh: "课时", en: "lesson" },
  { zh: "拨付指令", en: "instruction" },
  { zh: "银行流水号", en: "bank serial" },
  { zh: "退回流水号", en: "return serial" },
  { zh: "登记时间", en: "recorded at" },
  { zh: "银行执行时间", en: "executed at" },
  { zh: "原因", en: "reason" },
];

const ROW = {
  total: { zh: "当日合计", en: "total of the day" },
  release: { zh: "拨付", en: "release" },
  suspense: { zh: "待查资金", en: "suspense" },
} as const;

const COLUMN: Readonly<Record<StatementColumn, Bilingual>> = {
  paid: { zh: "家长缴入", en: "paid in" },
  earned: { zh: "已确认", en: "earned" },
  undone: { zh: "撤回确认", en: "confirmation undone" },
  transferredIn: { zh: "转班转入", en: "moved in from other classes" },
  transferredOut: { zh: "转班转出", en: "moved out to other classes" },
  frozen: { zh: "异议冻结", en: "frozen" },
  unfrozen: { zh: "解除冻结", en: "unfrozen" },
  instructed: { zh: "已指令拨付", en: "instructed" },
  released: { zh: "已拨付", en: "released" },
  releaseReturned: { zh: "拨付退回", en: "release returned" },
  suspended: { zh: "转入待查", en: "suspended" },
  suspenseReturned: { zh: "待查退回", en: "suspense returned" },
  suspenseReversed: { zh: "待查冲正", en: "suspense reversed by the bank" },
  reversed: { zh: "缴费冲正", en: "payment reversed by the bank" },
  short: { zh: "冲正缺口", en: "short after a reversal" },
};

const OUTCOME = {
  executed: { zh: "银行已付款", en: "paid by the bank" },
  returned: { zh: "已退回", en: "returned" },
  suspended: { zh: "转入待查", en: "suspended" },
  reversed: { zh: "已冲正", en: "reversed" },
} as const;

/**
 * The statement in one table: for each day its totals, then each release from lesson over instruction to the
 * bank's serial, then the money that fits no order. Amounts in fen to reckon with, in yuan to read.
 */
export const statementTable: Tabulate<(typeof getSettlementStatement)["output"]> = (
  { days },
  language,
) => [HEADING.map((words) => words[language]), ...days.flatMap((day) => rowsOf(day, language))];

type Language = keyof Bilingual;

function rowsOf({ date, totalsFen, releases, suspense }: Day, language: Language): CsvCell[][] {
  const begin = (row: Bilingual, matter: Bilingual, amountFen: number): CsvCell[] => [
    date,
    row[language],
    matter[language],
    amountFen,
    yuan(amountFen),
  ];
  return [
    ...STATEMENT_COLUMNS.map((column) => [
      ...begin(ROW.total, COLUMN[column], totalsFen[column]),
      ...Array<CsvCell>(8).fill(""),
    ]),
    ...releases.map((release) => [
      ...begin(ROW.release, OUTCOME[release.outcome], release.amountFen),
      release.enrolmentId,
      release.lessonNumber,
      release.instructionId,
      release.bankSerial ?? "",
      "",
      release.recordedAt,
      release.executedAt ?? "",
      release.reasonCode ?? "",
    ]),
    ...suspense.map((payIn) => [
      ...begin(ROW.suspense, OUTCOME[payIn.outcome], payIn.amountFen),
      "",
      "",
      "",
      payIn.bankSerial,
      payIn.returnSerial ?? "",
      payIn.recordedAt,
      "",
      "",
    ]),
  ];
}

/** `12345` fen are `123.45` yuan; whole fen stay exact. */
const yuan = (amountFen: number): string =>
  `${Math.floor(amountFen / 100)}.${String(amountFen % 100).padStart(2, "0")}`;
