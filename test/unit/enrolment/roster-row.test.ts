import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LIST_LIMITS, readCsv } from "../../../adapters/files/read-csv.ts";
import { ROSTER_COLUMNS, type RosterColumn } from "../../../domain/enrolment/roster-fields.ts";
import { readRoster } from "../../../domain/enrolment/roster-row.ts";
import { localDate } from "../../../domain/shared/time.ts";

const context = { today: localDate("2026-03-02") };

const GOOD: Readonly<Record<RosterColumn, string>> = {
  学生姓名: "黄俊可",
  性别: "男",
  证件类型: "居民身份证",
  证件号码: "341202201601029751",
  出生日期: "2016-01-02",
  就读学校: "颍州区第五小学",
  年级: "五年级",
  监护人姓名: "吕桐怡",
  与学生关系: "母亲",
  监护人手机: "13913881891",
  监护人证件号码: "341202198403022861",
};

function readWith(...changes: Partial<Record<RosterColumn, string>>[]) {
  const rows = changes.map((change, at) => {
    const row = { ...GOOD, ...change };
    return { line: at + 2, cells: ROSTER_COLUMNS.map((column) => row[column]) };
  });
  const roster = readRoster([{ line: 1, cells: ROSTER_COLUMNS }, ...rows], context);
  if (!roster.ok) throw new Error(roster.refusal.code);
  return {
    accepted: roster.value.accepted,
    found: roster.value.findings.map(({ column, code, severity }) => [column, code, severity]),
    findings: roster.value.findings,
  };
}

describe("the class list of thirty pupils", () => {
  const file = readCsv(
    readFileSync(new URL("../../fixtures/roster-30.csv", import.meta.url)),
    LIST_LIMITS,
  );
  const roster = file.ok ? readRoster(file.value.rows, context) : file;

  it("is read in full without a finding", () => {
    expect(roster).toMatchObject({ ok: true, value: { rowCount: 30, findings: [] } });
    expect(roster.ok && roster.value.accepted).toHaveLength(30);
  });

  it("gives pupil and guardian as the list names them", () => {
    expect(roster.ok && roster.value.accepted[0]).toEqual({
      line: 2,
      entry: {
        student: {
          name: "黄俊可",
          gender: "male",
          idKind: "resident-id",
          idNumber: "341202201601029751",
          birthDate: "2016-01-02",
          school: "颍州区第五小学",
          grade: "五年级",
        },
        guardian: {
          name: "吕桐怡",
          relation: "mother",
          phone: "13913881891",
          idNumber: "341202198403022861",
        },
      },
    });
  });
});

describe("reading a pupil's row", () => {
  it.each([
    [{ 学生姓名: "" }, "学生姓名", "text-empty"],
    [{ 学生姓名: "黄".repeat(51) }, "学生姓名", "text-too-long"],
    [{ 就读学校: "" }, "就读学校", "text-empty"],
    [{ 年级: "" }, "年级", "text-empty"],
    [{ 监护人姓名: "" }, "监护人姓名", "text-empty"],
    [{ 监护人姓名: "吕\u0007桐怡" }, "监护人姓名", "hidden-character"],
    [{ 性别: "M" }, "性别", "gender-unknown"],
    [{ 证件类型: "学生证" }, "证件类型", "id-kind-unknown"],
    [{ 证件号码: "341202201601029752" }, "证件号码", "id-check"],
    [{ 证件号码: "34120220160102975" }, "证件号码", "id-malformed"],
    [{ 证件号码: "341202201613029751" }, "证件号码", "id-birth-date"],
    [{ 出生日期: "2016-02-30" }, "出生日期", "date-impossible"],
    [{ 出生日期: "六岁" }, "出生日期", "date-format"],
    [{ 出生日期: "2016-01-03" }, "出生日期", "birth-date-differs"],
    [{ 与学生关系: "邻居" }, "与学生关系", "relation-unknown"],
    [{ 监护人手机: "0371-63211234" }, "监护人手机", "phone"],
    [{ 监护人证件号码: "341202198403022862" }, "监护人证件号码", "id-check"],
    [{ 监护人证件号码: "" }, "监护人证件号码", "id-malformed"],
  ])("refuses %o at %s: %s", (change, column, code) => {
    const { accepted, found } = readWith(change);
    expect(found).toEqual([[column, code, "error"]]);
    expect(accepted).toEqual([]);
  });

  it("warns where the gender differs from the number, and of a name like a formula", () => {
    const { accepted, found } = readWith({ 性别: "女", 学生姓名: "=1+1" });
    expect(found).toEqual([
      ["学生姓名", "text-formula", "warning"],
      ["性别", "gender-differs", "warning"],
    ]);
    expect(accepted).toHaveLength(1);
  });

  it("refuses a birth date after today", () => {
    const passport = { 证件类型: "护照", 证件号码: "E12345678" };
    expect(readWith({ ...passport, 出生日期: "2026-03-03" }).found).toEqual([
      ["出生日期", "birth-date-future", "error"],
    ]);
  });

  it("takes the other documents that pupils and guardians hold", () => {
    const { accepted, found } = readWith(
      { 证件类型: "护照", 证件号码: "e12345678", 监护人证件号码: "H12345678" },
      { 证件类型: "港澳居民来往内地通行证", 证件号码: "H12345678" },
    );
    expect(found).toEqual([]);
    expect(accepted[0]?.entry.student).toMatchObject({ idKind: "passport", idNumber: "E12345678" });
  });

  it("reports a pupil who stands there twice on the later line", () => {
    const { findings } = readWith({}, {});
    expect(findings).toMatchObject([{ line: 3, column: "证件号码", code: "id-duplicate" }]);
    expect(findings[0]?.reason.zh).toContain("第 2 行");
  });

  it("repeats no value of a pupil or guardian in its findings", () => {
    const { findings } = readWith({
      性别: "秘密性别",
      证件号码: "341202201601029752",
      出生日期: "秘密日期",
      与学生关系: "秘密关系",
      监护人手机: "1391388",
      监护人证件号码: "341202198403022862",
    });
    expect(findings).toHaveLength(6);
    expect(JSON.stringify(findings)).not.toMatch(/秘密|341202|1391388/);
  });
});
