/** One cell: a text, or a number, which spreadsheets may reckon with. */
export type CsvCell = string | number;

/** UTF-8 is only taken for what it is, by the office programs in use here, when it begins with this. */
const BYTE_ORDER_MARK = "\uFEFF";

/** What makes a spreadsheet take a text for a formula, and run it. */
const BEGINS_A_FORMULA = /^[=+\-@\t\r]/;

/**
 * A comma-separated file as RFC 4180 has it, for people's spreadsheets: with a byte order mark, and no text
 * in it can become a formula.
 * @param rows the heading first
 */
export const writeCsv = (rows: readonly (readonly CsvCell[])[]): string =>
  BYTE_ORDER_MARK + rows.map((cells) => `${cells.map(written).join(",")}\r\n`).join("");

function written(cell: CsvCell): string {
  if (typeof cell === "number") return String(cell);
  const harmless = BEGINS_A_FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
