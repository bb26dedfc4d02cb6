import { describe, expect, it } from "vitest";
import {
  INSTITUTION_COLUMNS,
  type InstitutionColumn,
} from "../../../domain/institution/institution-fields.ts";
import { readInstitutionList } from "../../../domain/institution/institution-row.ts";
import { divisionData } from "../../../domain/reference/division-data.ts";
import { buildOrgUnits, unitFinder } from "../../../domain/reference/division.ts";
import { localDate } from "../../../domain/shared/time.ts";

const unitOf = unitFinder(buildOrgUnits(divisionData()));
const context = { today: localDate("2026-03-02"), unitOf };

const GOOD: Readonly<Record<(typeof INSTITUTION_COLUMNS)[number], string>> = {
  机构名称: "源汇区晨星美术培训有限公司",
  统一社会信用代码: "91411102XMX928U7EM",
  办学许可证号: "校外411102445538",
  许可证有效期至: "2028-10-09",
  类别: "文化艺术",
  行政区划代码: "411102",
  地址: "源汇区民路166号4层",
  法定代表人: "吴轩天",
  联系电话: "15318548999",
  "培训场所面积(㎡)": "215",
  培训形式: "线下",
};

const readRows = (...rows: (readonly string[])[]) =>
  readInstitutionList(
    rows.map((cells, at) => ({ line: at + 1, cells })),
    context,
  );

/** Reads one row that differs from a good one; its columns are those that it has something to say of. */
function readWith(change: Partial<Record<InstitutionColumn, string>>) {
  const row = { ...GOOD, ...change };
  const list = readRows(Object.keys(row), Object.values(row));
  if (!list.ok) throw new Error(list.refusal.code);
  return {
    institution: list.value.accepted[0]?.institution,
    codes: list.value.findings.map((finding) => finding.code),
    findings: list.value.findings,
  };
}

describe("reading a row", () => {
  it("finds every fault of a row, not only the first", () => {
    const { institution, codes } = readWith({
      机构名称: "",
      类别: "武术",
      联系电话: "110",
      许可证有效期至: "2025-01-01",
    });
    expect(institution).toBeUndefined();
    expect(codes).toEqual(["name-empty", "licence-expired", "category-unknown", "phone"]);
  });

  it("takes over who runs the institution, where the list has that column and says it", () => {
    const owned = (code: string) => readWith({ 举办者统一社会信用代码: code });
    expect(owned("91411102xmx928u7em").institution?.ownerUscc).toBe("91411102XMX928U7EM");
    expect(owned("").institution).not.toHaveProperty("ownerUscc");
    expect(readWith({}).institution).not.toHaveProperty("ownerUscc");
    expect(owned("王某").codes).toEqual(["owner-uscc"]);
    expect(owned("王某").institution).toBeUndefined();
  });

  it("keeps a licence valid through its last day", () => {
    expect(readWith({ 许可证有效期至: "2026-03-02" }).codes).toEqual([]);
    expect(readWith({ 许可证有效期至: "2026-03-01" }).codes).toEqual(["licence-expired"]);
  });

  it.each(["2028/10/9", "2028.10.09", "2028年10月9日", "２０２８-10-09"])(
    "reads the date %s as spreadsheets write it",
    (text) => {
      expect(readWith({ 许可证有效期至: text }).institution?.licenceValidTo).toBe("2028-10-09");
    },
  );

  it.each([
    ["2028-13-01", "date-impossible"],
    ["2027-02-29", "date-impossible"],
    ["20281009", "date-format"],
    ["2028-10/09", "date-format"],
    ["", "date-format"],
  ])("does not take %s for a date", (text, code) => {
    expect(readWith({ 许可证有效期至: text }).codes).toEqual([code]);
  });

  it("takes a name of 100 characters and refuses one of 101", () => {
    expect(readWith({ 机构名称: "校".repeat(100) }).codes).toEqual([]);
    expect(readWith({ 机构名称: "校".repeat(101) }).codes).toEqual(["name-too-long"]);
    expect(readWith({ 机构名称: "𠮷".repeat(100) }).codes).toEqual([]);
  });

  it.each(["=1+1", "+校", "-校", "@校", "\t=1+1", "＝HYPERLINK()"])(
    "warns of the formula-like name %j and keeps it",
    (name) => {
      const { institution, codes } = readWith({ 机构名称: name });
      expect(codes).toEqual(["name-formula"]);
      expect(institution?.name).toBe(name.trim());
    },
  );

  it.each([
    ["0", "area-negative"],
    ["-0.5", "area-negative"],
    ["1000001", "area-too-large"],
    ["1e3", "area-text"],
    ["12.345", "area-text"],
    ["NaN", "area-text"],
    ["", "area-text"],
  ])("refuses the area %s", (area, code) => {
    expect(readWith({ "培训场所面积(㎡)": area }).codes).toEqual([code]);
  });

  it("takes an area with two decimals", () => {
    expect(readWith({ "培训场所面积(㎡)": "99.75" }).institution?.areaSquareMetres).toBe(99.75);
  });

  it("takes a city without counties as the institution's county", () => {
    expect(readWith({ 行政区划代码: "441900" }).institution?.countyUnitId).toBe("unt_441900");
    expect(readWith({ 行政区划代码: "620201" }).institution?.countyUnitId).toBe("unt_620200");
  });

  it("names the unit that is no county", () => {
    const { findings } = readWith({ 行政区划代码: "410000" });
    expect(findings[0]?.reason.zh).toContain("“410000”是河南省，不是县级");
  });

  it("takes a code in small letters and a fixed line, and stores both in one form", () => {
    const { institution, codes } = readWith({
      统一社会信用代码: " 91411102xmx928u7em ",
      联系电话: "0395-3123456",
    });
    expect(codes).toEqual([]);
    expect(institution?.uscc).toBe("91411102XMX928U7EM");
    expect(institution?.personal.phone).toBe("03953123456");
  });

  it("refuses invisible characters, which hide what a name says", () => {
    expect(readWith({ 机构名称: "晨星\u202E美术" }).codes).toEqual(["hidden-character"]);
  });

  it("makes one line of an address with line breaks", () => {
    expect(readWith({ 地址: "源汇区\n民路166号" }).institution?.address).toBe("源汇区 民路166号");
  });

  it("reports a duplicate also when the first row with the code was refused", () => {
    const row = INSTITUTION_COLUMNS.map((column) => GOOD[column]);
    const list = readRows(INSTITUTION_COLUMNS, ["", ...row.slice(1)], row, row);
    expect(list.ok && list.value.findings.map(({ line, code }) => [line, code])).toEqual([
      [2, "name-empty"],
      [3, "uscc-duplicate"],
      [4, "uscc-duplicate"],
    ]);
  });
});

describe("the heading of a list", () => {
  it("may have its columns in any order, and empty ones at the end", () => {
    const columns = [...INSTITUTION_COLUMNS].reverse();
    const list = readRows(
      [...columns, "", ""],
      columns.map((column) => GOOD[column]),
      [
        ...columns.map((column) =>
          GOOD[column].replace("91411102XMX928U7EM", "52130408NW0E24W2K0"),
        ),
        "",
        "",
      ],
    );
    expect(list.ok && list.value.accepted.map(({ institution }) => institution.name)).toEqual([
      GOOD.机构名称,
      GOOD.机构名称,
    ]);
  });

  it("may be written with full-width brackets", () => {
    const headings = INSTITUTION_COLUMNS.map((column) =>
      column.replace("(", "（").replace(")", "）"),
    );
    expect(readRows(headings)).toMatchObject({ ok: true, value: { rowCount: 0 } });
  });

  it("refuses the whole file once, naming missing, unknown and repeated columns", () => {
    const headings = ["机构名称", "机构名称", "电话", ...INSTITUTION_COLUMNS.slice(2)];
    expect(readRows(headings, ["x"])).toEqual({
      ok: false,
      refusal: {
        code: "list.columns-wrong",
        facts: {
          missing: "统一社会信用代码",
          unknown: "电话",
          repeated: "机构名称",
          expected: INSTITUTION_COLUMNS.join("、"),
        },
      },
    });
  });

  it("refuses a file without any row", () => {
    expect(readRows()).toMatchObject({ ok: false, refusal: { code: "list.empty" } });
  });

  it("makes one finding of a row with too many cells, as an unquoted comma leaves it", () => {
    const cells = INSTITUTION_COLUMNS.map((column) => GOOD[column]);
    const list = readRows(INSTITUTION_COLUMNS, [...cells, "楼"]);
    expect(list.ok && list.value.findings).toMatchObject([
      { line: 2, column: null, code: "too-many-columns", severity: "error" },
    ]);
  });
});
