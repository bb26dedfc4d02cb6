import { fillIn } from "./fill-in.ts";
import * as z from "zod";
import { ok, refuse, type Bilingual, type RefusalFacts, type Result } from "./result.ts";

/** One row of a list that somebody handed in, and the line of the file on which it begins (the first is 1). */
export interface ListLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What is wrong, or doubtful, at one place of a list. An error keeps the row out, a warning does not. */
export const Finding = z.object({
  line: z.int().min(1),
  /** The column as the list heads it; `null` where the row as a whole is meant. */
  column: z.string().nullable(),
  code: z.string(),
  severity: z.enum(["error", "warning"]),
  reason: z.object({ zh: z.string(), en: z.string() }),
});
export type Finding = z.infer<typeof Finding>;

/** What a kind of finding means; `{name}` in the texts is filled from the facts. */
export interface FindingText extends Bilingual {
  readonly severity: Finding["severity"];
}

/** The row could be matched with the columns: what its cells say. */
export interface ListRow<C extends string> {
  readonly line: number;
  /** The cell's text: trimmed, line breaks and tabs inside it become one space. */
  text(column: C): string;
}

export const listRefusals = {
  "list.empty": {
    zh: "文件没有内容：第一行须为表头，列为 {expected}。",
    en: "The file is empty: its first line has to name the columns {expected}.",
  },
  "list.columns-wrong": {
    zh: "表头不符：缺少的列：{missing}；多余的列：{unknown}；重复的列：{repeated}。请按模板改正表头后重新上传，列的次序不限；应有的列为 {expected}。",
    en: "The heading does not fit: missing columns: {missing}; unknown columns: {unknown}; repeated columns: {repeated}. Correct the first line and upload the file again; the columns, in any order, are {expected}.",
  },
} as const;
export type ListRefusal = keyof typeof listRefusals;

/** How headings are compared: without spaces and without full-width variants, as spreadsheets mix them. */
const headingKey = (text: string): string => text.normalize("NFKC").replace(/\s/g, "");

const NONE = "—";

/** A value as a text may repeat it: not longer than a person needs to find it again. */
export function quoted(value: string): string {
  const characters = Array.from(value);
  return characters.length > 40 ? `${characters.slice(0, 40).join("")}…` : value;
}

const named = (columns: readonly string[]): string =>
  columns.length === 0
    ? NONE
    : columns.map((column) => quoted(column === "" ? "（空白 blank）" : column)).join("、");

/** How many columns there are, for lists whose first line may be somebody's personal data. */
export const counted = (columns: readonly string[]): string =>
  columns.length === 0 ? NONE : String(columns.length);

/**
 * Matches the first line of a list with the columns that it must have, in any order, all of them and no others.
 * Empty headings at the end, which spreadsheets leave behind, do not count.
 * @param describe how a refusal speaks of columns that it does not know
 * @param optional columns that may be left out: their cells are empty then
 */
export function readHeading<C extends string>(
  lines: readonly ListLine[],
  columns: readonly C[],
  describe: (unknown: readonly string[]) => string = named,
  optional: readonly C[] = [],
): Result<RowReader<C>, ListRefusal> {
  const expected = columns.join("、");
  const [first] = lines;
  if (first === undefined) return refuse("list.empty", { expected });
  const headings = first.cells.map(headingKey);
  while (headings.at(-1) === "") headings.pop();
  const keys = new Set([...columns, ...optional].map(headingKey));
  const missing = columns.filter((column) => !headings.includes(headingKey(column)));
  const unknown = headings.filter((heading) => !keys.has(heading));
  const repeated = headings.filter(
    (heading, at) => keys.has(heading) && headings.indexOf(heading) < at,
  );
  if (missing.length + unknown.length + repeated.length > 0) {
    return refuse("list.columns-wrong", {
      missing: named(missing),
      unknown: describe(unknown),
      repeated: named(repeated),
      expected,
    });
  }
  const places = new Map(
    [...columns, ...optional]
      .map((column) => [column, headings.indexOf(headingKey(column))] as const)
      .filter(([, place]) => place >= 0),
  );
  return ok(rowReader(places));
}

/** What a list says: how many rows it has, those that can be taken over, and all that is wrong with it. */
export interface ListReading<R extends { readonly line: number }> {
  readonly rowCount: number;
  readonly accepted: readonly R[];
  readonly findings: readonly Finding[];
}

/** Reads the rows below a heading; a row with too few or too many cells is one finding, whatever it holds. */
export type RowReader<C extends string> = (row: ListLine) => Result<ListRow<C>, RowFault>;
export type RowFault = keyof typeof rowFindings;

export const rowFindings = {
  "too-few-columns": {
    severity: "error",
    zh: "该行只有 {found} 列，应有 {expected} 列；请补全后重新提交。",
    en: "The row has {found} cells where {expected} are needed: complete it and submit it again.",
  },
  "too-many-columns": {
    severity: "error",
    zh: "该行有 {found} 列，应有 {expected} 列；含逗号的内容须加英文双引号。",
    en: "The row has {found} cells where {expected} are needed: put text that contains commas in double quotes.",
  },
} as const satisfies Record<string, FindingText>;

function rowReader<C extends string>(places: ReadonlyMap<C, number>): RowReader<C> {
  return ({ line, cells }) => {
    const found = cells.findLastIndex((cell) => cell.trim() !== "") + 1;
    const facts = { expected: places.size, found: Math.max(found, cells.length) };
    if (cells.length < places.size) return refuse("too-few-columns", facts);
    if (found > places.size) return refuse("too-many-columns", facts);
    const text = (column: C): string => {
      const place = places.get(column);
      const cell = place === undefined ? "" : (cells[place] ?? "");
      return cell.replace(/\s*[\r\n\t]\s*/g, " ").trim();
    };
    return ok({ line, text });
  };
}

/** Fills `{name}` in both languages. */
export const fillText = ({ zh, en }: Bilingual, facts: RefusalFacts): Bilingual => ({
  zh: fillIn(zh, facts),
  en: fillIn(en, facts),
});

export interface FindingNotes<K extends string> {
  readonly findings: readonly Finding[];
  /** Notes one finding and gives `null`, which stands for the value that could not be read. */
  note(column: string | null, code: K, facts?: RefusalFacts): null;
}

/** Gathers the findings of one row; severity and texts come from the catalogue of the list. */
export function findingNotes<K extends string>(
  line: number,
  catalogue: Readonly<Record<K, FindingText>>,
): FindingNotes<K> {
  const findings: Finding[] = [];
  return {
    findings,
    note: (column, code, facts = {}) => {
      const text = catalogue[code];
      findings.push({ line, column, code, severity: text.severity, reason: fillText(text, facts) });
      return null;
    },
  };
}
