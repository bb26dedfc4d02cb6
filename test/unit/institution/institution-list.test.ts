import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { LIST_LIMITS, readCsv } from "../../../adapters/files/read-csv.ts";
import {
  readInstitutionList,
  type InstitutionList,
} from "../../../domain/institution/institution-row.ts";
import { divisionData } from "../../../domain/reference/division-data.ts";
import { buildOrgUnits, unitFinder } from "../../../domain/reference/division.ts";
import { localDate } from "../../../domain/shared/time.ts";

const unitOf = unitFinder(buildOrgUnits(divisionData()));
const fixture = (name: string) => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url));

/** Reads a fixture as on the day on which demo and tests begin. */
function listOf(name: string): { encoding: string; list: InstitutionList } {
  const file = readCsv(fixture(name), LIST_LIMITS);
  if (!file.ok) throw new Error(file.refusal.code);
  const list = readInstitutionList(file.value.rows, { today: localDate("2026-03-02"), unitOf });
  if (!list.ok) throw new Error(list.refusal.code);
  return { encoding: file.value.encoding, list: list.value };
}

/** Faults of which the institution is kept, with a warning. */
const WARNINGS = ["licence-expired", "name-formula", "uscc-check"];
const severityOf = (code: string) => (WARNINGS.includes(code) ? "warning" : "error");

const utf8 = listOf("institutions-utf8.csv");
const gb18030 = listOf("institutions-gb18030.csv");

describe("the UTF-8 list with twenty planted faults", () => {
  const planted = z
    .array(z.object({ line: z.int(), column: z.string().nullable(), fault: z.string() }))
    .parse(JSON.parse(fixture("institutions-utf8.faults.json").toString()));

  it("is recognised as UTF-8 and has 200 rows", () => {
    expect(utf8.encoding).toBe("utf-8");
    expect(utf8.list.rowCount).toBe(200);
  });

  it("has exactly the planted findings, each at its line and column", () => {
    expect(planted).toHaveLength(20);
    expect(
      utf8.list.findings.map(({ line, column, code, severity }) => ({
        line,
        column,
        code,
        severity,
      })),
    ).toEqual(
      planted.map(({ line, column, fault }) => ({
        line,
        column,
        code: fault,
        severity: severityOf(fault),
      })),
    );
  });

  it("keeps every row but the 17 with errors", () => {
    const refused = planted.filter(({ fault }) => severityOf(fault) === "error");
    const kept = new Set(utf8.list.accepted.map(({ line }) => line));
    expect(refused).toHaveLength(17);
    expect(kept.size).toBe(183);
    expect(refused.filter(({ line }) => kept.has(line))).toEqual([]);
  });

  it("reads a good row in full, personal fields apart", () => {
    expect(utf8.list.accepted[0]).toEqual({
      line: 2,
      institution: {
        name: "永年区弦歌篮球培训学校",
        uscc: "52130408NW0E24W2K0",
        licenceNo: "校外130408429788",
        licenceValidTo: "2026-10-27",
        category: "sports",
        countyUnitId: "unt_130408",
        address: "永年区平路211号3层",
        areaSquareMetres: 185,
        mode: "offline",
        personal: { legalPersonName: "高若远", phone: "18959068736" },
        flags: { licenceExpired: false, needsReview: false },
      },
    });
  });

  const keptAt = (line: number) =>
    utf8.list.accepted.find((each) => each.line === line)?.institution;

  it("keeps an institution whose licence has ended, marked so that it cannot sell", () => {
    expect(keptAt(101)).toMatchObject({
      licenceValidTo: "2025-08-31",
      flags: { licenceExpired: true, needsReview: false },
    });
  });

  it("keeps a name that looks like a formula letter by letter", () => {
    expect(keptAt(79)?.name).toBe('=HYPERLINK("http://x","天心区云帆编程培训有限公司")');
  });

  it("sends a wrong check character to a person and keeps the row", () => {
    expect(keptAt(126)).toMatchObject({
      uscc: "52430204JBDEGD5E8C",
      flags: { licenceExpired: false, needsReview: true },
    });
  });

  it("names the first line in the finding on a duplicate", () => {
    const duplicate = utf8.list.findings.find(({ line }) => line === 198);
    expect(duplicate?.reason.zh).toContain("与第 2 行重复");
    expect(duplicate?.reason.en).toContain("line 2 already");
  });

  it("gives every reason in Chinese and English, without holes", () => {
    for (const { reason } of [...utf8.list.findings, ...gb18030.list.findings]) {
      expect(reason.zh).toMatch(/\p{Script=Han}.*[。]$/su);
      expect(reason.en).toMatch(/^[A-Z].*\.$/s);
      expect(reason.zh + reason.en).not.toMatch(/\{\w+\}/);
    }
  });

  it("repeats no telephone number in a finding", () => {
    const reason = utf8.list.findings.find(({ code }) => code === "phone")?.reason;
    expect(reason?.zh).toBeDefined();
    expect(JSON.stringify(reason)).not.toContain("12345");
  });
});

describe("the GB18030 list", () => {
  it("is recognised as GB18030 and has 200 rows", () => {
    expect(gb18030.encoding).toBe("gb18030");
    expect(gb18030.list.rowCount).toBe(200);
    expect(gb18030.list.accepted).toHaveLength(183);
  });

  it("has the twenty faults that a reader finds by eye", () => {
    expect(gb18030.list.findings.map(({ line, column, code }) => [line, column, code])).toEqual([
      [7, "机构名称", "name-too-long"],
      [13, "类别", "category-unknown"],
      [23, "行政区划代码", "division-not-county"],
      [26, "联系电话", "phone"],
      [53, "机构名称", "name-formula"],
      [62, "培训场所面积(㎡)", "area-negative"],
      [76, null, "too-few-columns"],
      [87, "机构名称", "name-empty"],
      [100, "培训场所面积(㎡)", "area-text"],
      [114, "许可证有效期至", "date-format"],
      [128, "培训形式", "mode-unknown"],
      [130, "统一社会信用代码", "uscc-length"],
      [137, "许可证有效期至", "date-impossible"],
      [139, "许可证有效期至", "licence-expired"],
      [141, "统一社会信用代码", "uscc-check"],
      [148, "统一社会信用代码", "uscc-duplicate"],
      [158, "行政区划代码", "division-unknown"],
      [159, "办学许可证号", "licence-empty"],
      [175, "法定代表人", "legal-person-empty"],
      [188, "统一社会信用代码", "uscc-alphabet"],
    ]);
  });

  it("has faults of the same kinds as the UTF-8 list, each once", () => {
    const kindsOf = ({ list }: { list: InstitutionList }) =>
      list.findings.map(({ code }) => code).sort();
    expect(kindsOf(gb18030)).toEqual(kindsOf(utf8));
  });
});
