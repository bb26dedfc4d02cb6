import type { OrgUnit } from "../reference/division.ts";
import { categoryNames, modeNames } from "../reference/vocabulary.ts";
import type { UnitId } from "../shared/ids.ts";
import {
  characterCount,
  hasHiddenCharacters,
  keyNamed,
  looksLikeFormula,
  readDate,
} from "../shared/list-fields.ts";
import { quoted, type FindingNotes, type ListRow } from "../shared/list-row.ts";
import { readContactNumber } from "../shared/phone.ts";
import type { LocalDate } from "../shared/time.ts";
import { TrainingCategory, TrainingMode } from "../shared/training.ts";
import type { InstitutionFinding } from "./institution-findings.ts";
import { readUscc, type Uscc } from "./uscc.ts";

/** The columns of an authority's list of institutions, as its first line names them. */
export const INSTITUTION_COLUMNS = [
  "机构名称",
  "统一社会信用代码",
  "办学许可证号",
  "许可证有效期至",
  "类别",
  "行政区划代码",
  "地址",
  "法定代表人",
  "联系电话",
  "培训场所面积(㎡)",
  "培训形式",
] as const;

/** Columns that a list may have beside them: who runs the institution, and maybe others. */
export const OPTIONAL_INSTITUTION_COLUMNS = ["举办者统一社会信用代码"] as const;
export type InstitutionColumn =
  (typeof INSTITUTION_COLUMNS)[number] | (typeof OPTIONAL_INSTITUTION_COLUMNS)[number];

type Row = ListRow<InstitutionColumn>;
type Notes = FindingNotes<InstitutionFinding>;

const MOST_CHARACTERS = { name: 100, licence: 50, address: 200, "legal-person": 50 } as const;
/** Far above any school; larger figures are mostly a wrong unit or a slipped column. */
const MOST_AREA_SQUARE_METRES = 1_000_000;

export function noteHiddenCharacters(row: Row, notes: Notes): void {
  for (const column of INSTITUTION_COLUMNS) {
    if (hasHiddenCharacters(row.text(column))) notes.note(column, "hidden-character", { column });
  }
}

export function readText(
  row: Row,
  notes: Notes,
  column: InstitutionColumn,
  field: keyof typeof MOST_CHARACTERS,
): string | null {
  const value = row.text(column);
  const length = characterCount(value);
  const most = MOST_CHARACTERS[field];
  if (length === 0) return notes.note(column, `${field}-empty`);
  if (length > most) return notes.note(column, `${field}-too-long`, { length, most });
  return value;
}

export function readName(row: Row, notes: Notes): string | null {
  const name = readText(row, notes, "机构名称", "name");
  if (name !== null && looksLikeFormula(name)) {
    notes.note("机构名称", "name-formula", { value: quoted(name) });
  }
  return name;
}

export function readCode(
  row: Row,
  notes: Notes,
  seen: ReadonlyMap<Uscc, number>,
): { uscc: Uscc; needsReview: boolean } | null {
  const column = "统一社会信用代码";
  const value = quoted(row.text(column));
  const reading = readUscc(row.text(column));
  if (reading.kind === "length-wrong") {
    return notes.note(column, "uscc-length", { value, length: reading.length });
  }
  if (reading.kind === "alphabet-wrong") {
    return notes.note(column, "uscc-alphabet", { value, character: reading.character });
  }
  const needsReview = reading.kind === "check-character-wrong";
  if (needsReview) notes.note(column, "uscc-check", { value, expected: reading.expected });
  const firstLine = seen.get(reading.uscc);
  if (firstLine !== undefined) notes.note(column, "uscc-duplicate", { value, firstLine });
  return { uscc: reading.uscc, needsReview };
}

/** The organisation that runs the institution: `undefined` where the list names none, `null` where it is no code. */
export function readOwner(row: Row, notes: Notes): Uscc | undefined | null {
  const column = "举办者统一社会信用代码";
  const text = row.text(column);
  if (text === "") return undefined;
  const reading = readUscc(text);
  if (reading.kind === "valid") return reading.uscc;
  return notes.note(column, "owner-uscc", { value: quoted(text) });
}

export function readLicenceEnd(row: Row, notes: Notes, today: LocalDate): LocalDate | null {
  const column = "许可证有效期至";
  const value = quoted(row.text(column));
  const reading = readDate(row.text(column));
  if (reading.kind === "format-wrong") return notes.note(column, "date-format", { value });
  if (reading.kind === "impossible") return notes.note(column, "date-impossible", { value });
  if (reading.date < today) notes.note(column, "licence-expired", { value: reading.date, today });
  return reading.date;
}

const allowedOf = (names: Readonly<Record<string, { readonly zh: string }>>): string =>
  Object.values(names)
    .map((name) => name.zh)
    .join("、");

export function readCategory(row: Row, notes: Notes): TrainingCategory | null {
  const value = row.text("类别");
  const facts = { value: quoted(value), allowed: allowedOf(categoryNames) };
  return (
    keyNamed(TrainingCategory.options, categoryNames, value) ??
    notes.note("类别", "category-unknown", facts)
  );
}

export function readMode(row: Row, notes: Notes): TrainingMode | null {
  const value = row.text("培训形式");
  const facts = { value: quoted(value), allowed: allowedOf(modeNames) };
  return (
    keyNamed(TrainingMode.options, modeNames, value) ??
    notes.note("培训形式", "mode-unknown", facts)
  );
}

export function readCounty(
  row: Row,
  notes: Notes,
  unitOf: (code: string) => OrgUnit | undefined,
): UnitId | null {
  const column = "行政区划代码";
  const code = row.text(column).normalize("NFKC");
  const unit = unitOf(code);
  if (unit === undefined) return notes.note(column, "division-unknown", { value: quoted(code) });
  if (!unit.isCountyLevel) {
    return notes.note(column, "division-not-county", { value: code, name: unit.name });
  }
  return unit.unitId;
}

export function readArea(row: Row, notes: Notes): number | null {
  const column = "培训场所面积(㎡)";
  const text = row.text(column).normalize("NFKC");
  const value = quoted(text);
  if (!/^-?\d{1,12}(\.\d{1,2})?$/.test(text)) return notes.note(column, "area-text", { value });
  const area = Number(text);
  if (area <= 0) return notes.note(column, "area-negative", { value });
  if (area > MOST_AREA_SQUARE_METRES) {
    return notes.note(column, "area-too-large", { value, most: MOST_AREA_SQUARE_METRES });
  }
  return area;
}

/** The number is personal data, so the finding does not repeat it. */
export const readPhone = (row: Row, notes: Notes): string | null =>
  readContactNumber(row.text("联系电话")) ?? notes.note("联系电话", "phone");
