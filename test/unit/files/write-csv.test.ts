import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIST_LIMITS, readCsv } from "../../../adapters/files/read-csv.ts";
import { writeCsv } from "../../../adapters/files/write-csv.ts";

const readBack = (text: string) => {
  const read = readCsv(new TextEncoder().encode(text), LIST_LIMITS);
  return read.ok ? read.value.rows.map(({ cells }) => cells) : read.refusal;
};

describe("a table as CSV", () => {
  it("begins with a byte order mark, and ends each row as the RFC says", () => {
    expect(
      writeCsv([
        ["日期", "金额"],
        ["2026-03-06", 100],
      ]),
    ).toBe("\uFEFF日期,金额\r\n2026-03-06,100\r\n");
  });

  it.each([
    ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
    ["+86", "'+86"],
    ["-1+2", "'-1+2"],
    ["@sum", "'@sum"],
    ["\tx", "'\tx"],
    ["a=b", "a=b"],
  ])("takes the formula out of %j", (cell, written) => {
    expect(writeCsv([[cell]])).toBe(`\uFEFF${written}\r\n`);
  });

  it("lets numbers be numbers, below zero too", () => {
    expect(writeCsv([[-5, "-5"]])).toBe("\uFEFF-5,'-5\r\n");
  });

  it("is read back as it was written, whatever the texts hold", () => {
    const text = fc
      .string({ unit: "grapheme" })
      .filter((s) => /^[^=+\-@\t\r\0]+[^\r\0]*$/.test(s) && !s.includes("\uFEFF"));
    fc.assert(
      fc.property(
        fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
        (rows) => {
          const asRead = rows.map((cells) => cells.map((cell) => cell.replace(/\r\n?/g, "\n")));
          expect(readBack(writeCsv(rows))).toEqual(asRead);
        },
      ),
    );
  });
});
