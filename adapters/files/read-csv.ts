import { CsvError, parse } from "csv-parse/sync";
import * as z from "zod";
import { LIST_MOST_BYTES } from "../../domain/shared/list-limits.ts";
import type { ListLine } from "../../domain/shared/list-row.ts";
import { ok, refuse, type Result } from "../../domain/shared/result.ts";

export interface CsvLimits {
  readonly maxBytes: number;
  /** Rows below the heading. */
  readonly maxRows: number;
}

/** What an authority's or an institution's list may measure. */
export const LIST_LIMITS: CsvLimits = { maxBytes: LIST_MOST_BYTES, maxRows: 20_000 };

export interface CsvFile {
  readonly encoding: "utf-8" | "gb18030";
  /** The heading, if the file has one, is the first row. Rows without any text are left out. */
  readonly rows: readonly ListLine[];
}

export const csvRefusals = {
  "file.too-large": {
    zh: "文件有 {bytes} 字节，最大 {maxBytes} 字节；请拆分后分别上传。",
    en: "The file has {bytes} bytes, at most {maxBytes} are allowed: split it and upload the parts.",
  },
  "file.too-many-rows": {
    zh: "文件超过 {maxRows} 行；请拆分后分别上传。",
    en: "The file has more than {maxRows} rows: split it and upload the parts.",
  },
  "file.not-csv": {
    zh: "文件是电子表格或压缩文件，不是 CSV；请在表格软件中另存为 CSV 后上传。",
    en: "The file is a workbook or an archive, not CSV: save it as CSV in the spreadsheet program and upload that.",
  },
  "file.nul-byte": {
    zh: "第 {line} 行含空字符（NUL），文件可能已损坏或为 UTF-16 编码；请另存为 UTF-8 或 GB18030 的 CSV。",
    en: "Line {line} contains a NUL byte: the file is damaged or in UTF-16. Save it as CSV in UTF-8 or GB18030.",
  },
  "file.encoding-unknown": {
    zh: "文件既不是 UTF-8 也不是 GB18030 编码；请另存为其中一种编码的 CSV。",
    en: "The file is neither UTF-8 nor GB18030: save it as CSV in one of the two.",
  },
  "file.csv-malformed": {
    zh: "第 {line} 行附近的双引号不成对或位置不对；含逗号、引号或换行的内容须整体加双引号，其中的双引号写两个。",
    en: "Near line {line} a double quote is unpaired or misplaced: text with commas, quotes or line breaks goes in double quotes, and a quote inside is doubled.",
  },
} as const;
export type CsvRefusal = keyof typeof csvRefusals;

const NUL = 0x00;
const LINE_FEED = 0x0a;
/** How ZIP archives (so also XLSX) and the older Office files begin. */
const FOREIGN_SIGNATURES = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/** Reads a comma-separated file as authorities here write them: UTF-8 with or without BOM, or GB18030. */
export function readCsv(bytes: Uint8Array, limits: CsvLimits): Result<CsvFile, CsvRefusal> {
  if (bytes.length > limits.maxBytes) {
    return refuse("file.too-large", { bytes: bytes.length, maxBytes: limits.maxBytes });
  }
  if (FOREIGN_SIGNATURES.some((signature) => signature.every((byte, at) => bytes[at] === byte))) {
    return refuse("file.not-csv");
  }
  const nulAt = bytes.indexOf(NUL);
  if (nulAt >= 0) {
    const breaksBefore = bytes.subarray(0, nulAt).filter((byte) => byte === LINE_FEED).length;
    return refuse("file.nul-byte", { line: breaksBefore + 1 });
  }
  const decoded = decode(bytes);
  if (!decoded) return refuse("file.encoding-unknown");
  const rows = parseRows(decoded.text, limits);
  return rows.ok ? ok({ encoding: decoded.encoding, rows: rows.value }) : rows;
}

/**
 * Whether the bytes are valid UTF-8 decides: Chinese text in GB18030 practically never is. The other way round it
 * would not do, since most UTF-8 is also valid GB18030 and reads as nonsense. The decoder drops the BOM.
 */
function decode(bytes: Uint8Array): { encoding: CsvFile["encoding"]; text: string } | undefined {
  for (const encoding of ["utf-8", "gb18030"] as const) {
    try {
      return { encoding, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return undefined;
}

const Records = z.array(
  z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }),
);

function parseRows(text: string, limits: CsvLimits): Result<readonly ListLine[], CsvRefusal> {
  // One kind of line break, because the parser counts CRLF inside quotes as two lines.
  const source = text.replace(/\r\n?/g, "\n");
  try {
    const options = { info: true, relax_column_count: true, record_delimiter: "\n" } as const;
    const records = Records.parse(
      parse(source, { ...options, skip_records_with_empty_values: true, to: limits.maxRows + 2 }),
    );
    if (records.length > limits.maxRows + 1) {
      return refuse("file.too-many-rows", { maxRows: limits.maxRows });
    }
    return ok(
      records.map(({ record, info }) => ({ line: firstLine(info.lines, record), cells: record })),
    );
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuse("file.csv-malformed", { line: lineOf(error) });
  }
}

/** The parser tells the line on which a row ends; a row begins as many lines earlier as its cells have breaks. */
const firstLine = (lastLine: number, cells: readonly string[]): number =>
  lastLine - cells.reduce((breaks, cell) => breaks + cell.split("\n").length - 1, 0);

const lineOf = (error: CsvError): number =>
  z.object({ lines: z.int() }).safeParse(error).data?.lines ?? 1;
