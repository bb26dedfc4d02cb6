import { ClassId } from "../shared/ids.ts";
import { hasHiddenCharacters, readDate } from "../shared/list-fields.ts";
import {
  counted,
  findingNotes,
  type FindingNotes,
  type ListLine,
  type ListReading,
  type ListRefusal,
  type ListRow,
  readHeading,
} from "../shared/list-row.ts";
import { Fen } from "../shared/money.ts";
import { readRows, type RowReading } from "../shared/read-list.ts";
import { ok, type Result } from "../shared/result.ts";
import type { LocalDate } from "../shared/time.ts";
import { EarlierSale } from "./opening.ts";
import { type OpeningFinding, openingFindings } from "./opening-findings.ts";
import { type IdentityDocument, readIdentity } from "./roster-fields.ts";

/** The columns of a list of sales of before, as its first line names them. */
export const OPENING_COLUMNS = [
  "证件类型",
  "证件号码",
  "班级编号",
  "购买课时",
  "已上课时",
  "实缴金额（元）",
  "缴费日期",
  "原合同编号",
] as const;
export type OpeningColumn = (typeof OPENING_COLUMNS)[number];

/** One row: whose sale, the class that teaches the rest, and the sale. The document is personal data. */
export interface OpeningRow {
  readonly line: number;
  readonly pupil: { readonly idKind: IdentityDocument; readonly idNumber: string };
  readonly classId: ClassId;
  readonly sale: EarlierSale;
}

type Row = ListRow<OpeningColumn>;
type Notes = FindingNotes<OpeningFinding>;

const MOST_LESSONS = 1000;

function readCount(row: Row, notes: Notes, column: "购买课时" | "已上课时"): number | null {
  const text = row.text(column).normalize("NFKC");
  const count = Number(text);
  return /^\d{1,4}$/.test(text) && count <= MOST_LESSONS
    ? count
    : notes.note(column, "count-malformed", { column });
}

/** Yuan with at most two decimals, in fen: read digit by digit, never as a binary fraction. */
function readYuan(row: Row, notes: Notes): Fen | null {
  const column = "实缴金额（元）";
  const match = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(row.text(column).normalize("NFKC"));
  if (match === null) return notes.note(column, "amount-malformed", { column });
  const [, yuan = "", decimals = ""] = match;
  return Fen.parse(Number(yuan + decimals.padEnd(2, "0")));
}

function readPaidOn(row: Row, notes: Notes, today: LocalDate): LocalDate | null {
  const column = "缴费日期";
  const reading = readDate(row.text(column));
  if (reading.kind === "format-wrong") return notes.note(column, "date-format");
  if (reading.kind === "impossible") return notes.note(column, "date-impossible");
  return reading.date > today ? notes.note(column, "date-future", { today }) : reading.date;
}

/** What was bought, taught and paid, as far as the three fit together. */
function readSale(row: Row, notes: Notes, today: LocalDate): EarlierSale | null {
  const lessonsBought = readCount(row, notes, "购买课时");
  const lessonsTaught = readCount(row, notes, "已上课时");
  const paidFen = readYuan(row, notes);
  const paidOn = readPaidOn(row, notes, today);
  const contractNo = EarlierSale.shape.contractNo.safeParse(
    row.text("原合同编号").normalize("NFKC"),
  );
  if (!contractNo.success) notes.note("原合同编号", "contract-no");
  if (lessonsBought !== null && lessonsTaught !== null && lessonsTaught >= lessonsBought)
    return notes.note("已上课时", "nothing-left", { lessonsBought, lessonsTaught });
  if (lessonsBought !== null && paidFen !== null && paidFen < lessonsBought)
    return notes.note("实缴金额（元）", "amount-too-low", { paidFen, lessonsBought });
  const isWhole =
    lessonsBought !== null && lessonsTaught !== null && paidFen !== null && paidOn !== null;
  return isWhole && contractNo.success
    ? { contractNo: contractNo.data, lessonsBought, lessonsTaught, paidFen, paidOn }
    : null;
}

function readRow(
  row: Row,
  today: LocalDate,
  seen: ReadonlyMap<string, number>,
): RowReading<OpeningRow> {
  const notes = findingNotes(row.line, openingFindings);
  for (const column of OPENING_COLUMNS)
    if (hasHiddenCharacters(row.text(column))) notes.note(column, "hidden-character", { column });
  const identity = readIdentity(row, notes);
  const classId = ClassId.safeParse(row.text("班级编号"));
  if (!classId.success) notes.note("班级编号", "class-unknown");
  const sale = readSale(row, notes, today);
  const { findings } = notes;
  if (identity === null || !classId.success) return { findings };
  const { kind: idKind, number: idNumber } = identity;
  const identifier = `${idKind}/${idNumber}/${classId.data}`;
  const firstLine = seen.get(identifier);
  if (firstLine !== undefined) notes.note(null, "opening-duplicate", { firstLine });
  if (sale === null || findings.some(({ severity }) => severity === "error"))
    return { findings, identifier };
  const pupil = { idKind, idNumber };
  return {
    findings,
    identifier,
    accepted: { line: row.line, pupil, classId: classId.data, sale },
  };
}

/** Reads a whole list of sales of before, heading first; only a wrong heading refuses all of it. */
export function readOpenings(
  lines: readonly ListLine[],
  today: LocalDate,
): Result<ListReading<OpeningRow>, ListRefusal> {
  const heading = readHeading(lines, OPENING_COLUMNS, counted);
  if (!heading.ok) return heading;
  return ok(
    readRows(lines, heading.value, openingFindings, (row, seen: ReadonlyMap<string, number>) =>
      readRow(row, today, seen),
    ),
  );
}
