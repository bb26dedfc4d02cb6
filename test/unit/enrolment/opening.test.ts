import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LIST_LIMITS, readCsv } from "../../../adapters/files/read-csv.ts";
import { limitsPassed, unconsumedFen } from "../../../domain/enrolment/opening.ts";
import {
  OPENING_COLUMNS,
  type OpeningColumn,
  readOpenings,
} from "../../../domain/enrolment/opening-row.ts";
import { addOpenLessons, admitOrder, emptyGuard } from "../../../domain/enrolment/order-guard.ts";
import { fen } from "../../../domain/shared/money.ts";
import { localDate } from "../../../domain/shared/time.ts";
import { enrolmentId, limits, MONDAY, refusalOf } from "../../support/money-builders.ts";
import { anOpening, saleOf } from "../../support/opening-builders.ts";
import { aSale } from "../../support/openings.ts";

const TODAY = localDate("2026-03-02");

function readWith(...changes: Partial<Record<OpeningColumn, string>>[]) {
  const rows = changes.map((change, at) => {
    const sale = aSale(change);
    return { line: at + 2, cells: OPENING_COLUMNS.map((column) => sale[column]) };
  });
  const read = readOpenings([{ line: 1, cells: OPENING_COLUMNS }, ...rows], TODAY);
  if (!read.ok) throw new Error(read.refusal.code);
  const found = read.value.findings.map(({ column, code }) => [column, code]);
  return { sales: read.value.accepted.map(({ sale }) => sale), found };
}

describe("a list of sales of before", () => {
  it("of thirty pupils is read without a finding", () => {
    const bytes = readFileSync(new URL("../../fixtures/openings-30.csv", import.meta.url));
    const file = readCsv(bytes, LIST_LIMITS);
    if (!file.ok) throw new Error(file.refusal.code);
    const read = readOpenings(file.value.rows, TODAY);
    expect(read.ok && [read.value.accepted.length, read.value.findings]).toEqual([30, []]);
  });

  it.each([
    ["3000", 300_000],
    ["3000.5", 300_050],
    ["3000.05", 300_005],
    ["３０００．２９", 300_029],
    ["1.10", 110],
  ])("reads %s yuan as %i fen, digit by digit", (yuan, expected) => {
    const { sales } = readWith({ 购买课时: "9", "实缴金额（元）": yuan });
    expect(sales).toMatchObject([{ paidFen: expected }]);
  });

  it.each([
    [{ "实缴金额（元）": "3,000" }, "实缴金额（元）", "amount-malformed"],
    [{ "实缴金额（元）": "-1" }, "实缴金额（元）", "amount-malformed"],
    [{ "实缴金额（元）": "3000.005" }, "实缴金额（元）", "amount-malformed"],
    [{ "实缴金额（元）": "0.19" }, "实缴金额（元）", "amount-too-low"],
    [{ 购买课时: "1001" }, "购买课时", "count-malformed"],
    [{ 已上课时: "8.5" }, "已上课时", "count-malformed"],
    [{ 已上课时: "20" }, "已上课时", "nothing-left"],
    [{ 缴费日期: "2025-02-30" }, "缴费日期", "date-impossible"],
    [{ 缴费日期: "去年" }, "缴费日期", "date-format"],
    [{ 缴费日期: "2026-03-03" }, "缴费日期", "date-future"],
    [{ 原合同编号: "张三的合同" }, "原合同编号", "contract-no"],
    [{ 证件类型: "户口本" }, "证件类型", "id-kind-unknown"],
    [{ 证件号码: "341202201601029752" }, "证件号码", "id-check"],
    [{ 班级编号: "书法一班" }, "班级编号", "class-unknown"],
  ])("refuses %j by name", (change, column, code) => {
    expect(readWith(change)).toEqual({ sales: [], found: [[column, code]] });
  });

  it("states a pupil once in a class", () => {
    expect(readWith({}, {}).found).toEqual([[null, "opening-duplicate"]]);
    expect(readWith({}, { 班级编号: "cls_01JNA000000000000000000009" }).found).toEqual([]);
  });
});

describe("what is left of a sale", () => {
  it.each([
    [0, 300_000],
    [8, 180_000],
    [19, 15_000],
  ])("with %i of 20 lessons taught is %i of 300,000 fen", (lessonsTaught, left) => {
    expect(unconsumedFen(saleOf(lessonsTaught))).toBe(left);
  });

  it("has the remainder of the division, which lies on the last lesson", () => {
    const sale = { ...saleOf(2), lessonsBought: 3, paidFen: fen(100_000) };
    expect(unconsumedFen(sale)).toBe(33_334);
  });

  it.each([
    [{}, "2026-04-12", []],
    [{}, "2026-04-13", ["months"]],
    [{ lessonsBought: 60, paidFen: fen(500_000) }, "2026-04-12", []],
    [{ lessonsBought: 61, paidFen: fen(500_001) }, "2026-04-12", ["lessons", "amount"]],
  ])("%j taught until %s passes %j", (change, lastDay, passed) => {
    expect(limitsPassed({ ...saleOf(8), ...change }, localDate(lastDay), limits)).toEqual(passed);
  });

  it("counts against the next order of the pupil, over the limit as it may be", () => {
    const { studentId, institutionId, subjectKey } = anOpening(saleOf(8), 1);
    const guard = addOpenLessons(emptyGuard({ studentId, institutionId, subjectKey }), 70);
    const order = { enrolmentId: enrolmentId(2), lessonCount: 1, amountFen: fen(100) };
    expect(refusalOf(admitOrder(guard, order, limits, MONDAY))?.code).toBe(
      "enrolment.too-many-lessons",
    );
  });
});
