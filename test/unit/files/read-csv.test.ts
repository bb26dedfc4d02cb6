import { describe, expect, it } from "vitest";
import { csvRefusals, LIST_LIMITS, readCsv } from "../../../adapters/files/read-csv.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readCsv(bytesOf(text), LIST_LIMITS);
const refused = (bytes: Uint8Array | readonly number[], limits = LIST_LIMITS) => {
  const result = readCsv(Uint8Array.from(bytes), limits);
  return result.ok ? "accepted" : result.refusal;
};
/** 姓名, then a line break, then 李: in GB18030. */
const GB18030 = [0xd0, 0xd5, 0xc3, 0xfb, 0x0a, 0xc0, 0xee];

describe("encodings", () => {
  it("takes UTF-8 with and without a byte order mark, which is no part of the first cell", () => {
    const expected = {
      ok: true,
      value: { encoding: "utf-8", rows: [{ line: 1, cells: ["姓名", "李"] }] },
    };
    expect(read("姓名,李")).toEqual(expected);
    expect(read("\uFEFF姓名,李")).toEqual(expected);
  });

  it("takes GB18030 where the bytes are no UTF-8, its four-byte characters included", () => {
    expect(readCsv(Uint8Array.from(GB18030), LIST_LIMITS)).toEqual({
      ok: true,
      value: {
        encoding: "gb18030",
        rows: [
          { line: 1, cells: ["姓名"] },
          { line: 2, cells: ["李"] },
        ],
      },
    });
    // 李 and then U+20BB7, which is 95 34 B2 35.
    const rare = readCsv(Uint8Array.from([0xc0, 0xee, 0x95, 0x34, 0xb2, 0x35]), LIST_LIMITS);
    expect(rare).toMatchObject({ value: { encoding: "gb18030", rows: [{ cells: ["李𠮷"] }] } });
  });

  it.each([
    ["a GB18030 character cut off at the end", [...GB18030, 0xc0]],
    ["a byte that no encoding here has", [0x41, 0xff, 0x42]],
    ["a broken second byte", [0xc4, 0x20, 0x41]],
  ])("refuses %s", (_what, bytes) => {
    expect(refused(bytes)).toMatchObject({ code: "file.encoding-unknown" });
  });

  it("refuses a NUL byte, naming its line, and UTF-16 with it", () => {
    expect(refused(bytesOf("a,b\nc,\0d\n"))).toEqual({ code: "file.nul-byte", facts: { line: 2 } });
    expect(refused([0xff, 0xfe, 0x41, 0x00])).toMatchObject({ code: "file.nul-byte" });
  });

  it("tells a workbook from a list", () => {
    expect(refused([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00])).toMatchObject({ code: "file.not-csv" });
  });
});

describe("rows and their lines", () => {
  const linesOf = (text: string) => {
    const file = read(text);
    return file.ok && file.value.rows.map(({ line, cells }) => [line, ...cells]);
  };

  it.each(["\n", "\r\n", "\r"])("are split at %j", (lineBreak) => {
    expect(linesOf(["a,b", "c,d", ""].join(lineBreak))).toEqual([
      [1, "a", "b"],
      [2, "c", "d"],
    ]);
  });

  it.each(["\n", "\r\n"])(
    "begin where they stand in the file, line breaks in quotes and all (%j)",
    (lineBreak) => {
      const text = ["h1,h2", '"a', 'b",2', "", "", 'c,"x', "", 'y"', ",", "d,4"].join(lineBreak);
      expect(linesOf(text)).toEqual([
        [1, "h1", "h2"],
        [2, "a\nb", "2"],
        [6, "c", "x\n\ny"],
        [10, "d", "4"],
      ]);
    },
  );

  it("keep commas and doubled quotes inside quotes, and rows of unequal length", () => {
    expect(linesOf('"=HYPERLINK(""http://x"",""校"")",2\nonly\n1,2,3')).toEqual([
      [1, '=HYPERLINK("http://x","校")', "2"],
      [2, "only"],
      [3, "1", "2", "3"],
    ]);
  });

  it("are none in an empty file", () => {
    expect(linesOf("")).toEqual([]);
    expect(linesOf("\n\n")).toEqual([]);
  });

  it.each([
    ['a,b\n"x,1\ny,2', 3],
    ['a,b\n"x"z,1\n', 2],
    ['a,b\nx"y,1\n', 2],
  ])("refuse misplaced quotes in %j near line %i", (text, line) => {
    expect(refused(bytesOf(text))).toEqual({ code: "file.csv-malformed", facts: { line } });
  });
});

describe("limits", () => {
  it("refuse a file that is larger", () => {
    expect(refused(bytesOf("abcdef"), { maxBytes: 5, maxRows: 10 })).toEqual({
      code: "file.too-large",
      facts: { bytes: 6, maxBytes: 5 },
    });
    expect(refused(bytesOf("abcde"), { maxBytes: 5, maxRows: 10 })).toBe("accepted");
  });

  it("count rows below the heading", () => {
    const limits = { maxBytes: 100, maxRows: 2 };
    expect(refused(bytesOf("h\n1\n2\n"), limits)).toBe("accepted");
    expect(readCsv(bytesOf("h\n\n,\n,\n,\n1\n2\n\n"), limits)).toMatchObject({
      value: { rows: [{ line: 1 }, { line: 6 }, { line: 7 }] },
    });
    expect(refused(bytesOf("h\n1\n2\n3\n"), limits)).toEqual({
      code: "file.too-many-rows",
      facts: { maxRows: 2 },
    });
  });

  it("have a text in both languages for each refusal", () => {
    for (const text of Object.values(csvRefusals)) {
      expect(text.zh).toMatch(/。$/);
      expect(text.en).toMatch(/\.$/);
    }
  });
});
