import * as z from "zod";
import {
  characterCount,
  hasHiddenCharacters,
  keyNamed,
  looksLikeFormula,
  readDate,
} from "../shared/list-fields.ts";
import type { FindingNotes, ListRow } from "../shared/list-row.ts";
import { readMobileNumber } from "../shared/phone.ts";
import { readResidentId, type ResidentId } from "../shared/resident-id.ts";
import type { LocalDate } from "../shared/time.ts";
import type { RosterFinding } from "./roster-findings.ts";

/** The columns of a class list, as its first line names them. */
export const ROSTER_COLUMNS = [
  "学生姓名",
  "性别",
  "证件类型",
  "证件号码",
  "出生日期",
  "就读学校",
  "年级",
  "监护人姓名",
  "与学生关系",
  "监护人手机",
  "监护人证件号码",
] as const;
export type RosterColumn = (typeof ROSTER_COLUMNS)[number];

export const Gender = z.enum(["male", "female"]);
export type Gender = z.infer<typeof Gender>;

/** The identity documents that pupils in mainland China hold. */
export const IdentityDocument = z.enum([
  "resident-id",
  "residence-permit-hmt",
  "permit-hk-macao",
  "permit-taiwan",
  "passport",
  "foreigner-card",
]);
export type IdentityDocument = z.infer<typeof IdentityDocument>;

export const GuardianRelation = z.enum([
  "father",
  "mother",
  "paternal-grandfather",
  "paternal-grandmother",
  "maternal-grandfather",
  "maternal-grandmother",
  "other-guardian",
]);
export type GuardianRelation = z.infer<typeof GuardianRelation>;

const genderNames: Readonly<Record<Gender, { zh: string }>> = {
  male: { zh: "男" },
  female: { zh: "女" },
};

const documentNames: Readonly<Record<IdentityDocument, { zh: string }>> = {
  "resident-id": { zh: "居民身份证" },
  "residence-permit-hmt": { zh: "港澳台居民居住证" },
  "permit-hk-macao": { zh: "港澳居民来往内地通行证" },
  "permit-taiwan": { zh: "台湾居民来往大陆通行证" },
  passport: { zh: "护照" },
  "foreigner-card": { zh: "外国人永久居留身份证" },
};

const relationNames: Readonly<Record<GuardianRelation, { zh: string }>> = {
  father: { zh: "父亲" },
  mother: { zh: "母亲" },
  "paternal-grandfather": { zh: "祖父" },
  "paternal-grandmother": { zh: "祖母" },
  "maternal-grandfather": { zh: "外祖父" },
  "maternal-grandmother": { zh: "外祖母" },
  "other-guardian": { zh: "其他监护人" },
};

type Row = ListRow<RosterColumn>;
type Notes = FindingNotes<RosterFinding>;

const MOST_CHARACTERS = { 学生姓名: 50, 就读学校: 100, 年级: 20, 监护人姓名: 50 } as const;

const allowedOf = (names: Readonly<Record<string, { readonly zh: string }>>): string =>
  Object.values(names)
    .map((name) => name.zh)
    .join("、");

export function noteHiddenCharacters(row: Row, notes: Notes): void {
  for (const column of ROSTER_COLUMNS) {
    if (hasHiddenCharacters(row.text(column))) notes.note(column, "hidden-character", { column });
  }
}

export function readText(
  row: Row,
  notes: Notes,
  column: keyof typeof MOST_CHARACTERS,
): string | null {
  const value = row.text(column);
  const length = characterCount(value);
  const most = MOST_CHARACTERS[column];
  if (length === 0) return notes.note(column, "text-empty", { column });
  if (length > most) return notes.note(column, "text-too-long", { column, length, most });
  if (looksLikeFormula(value)) notes.note(column, "text-formula", { column });
  return value;
}

export const readGender = (row: Row, notes: Notes): Gender | null =>
  keyNamed(Gender.options, genderNames, row.text("性别")) ??
  notes.note("性别", "gender-unknown", { allowed: allowedOf(genderNames) });

export const readRelation = (row: Row, notes: Notes): GuardianRelation | null =>
  keyNamed(GuardianRelation.options, relationNames, row.text("与学生关系")) ??
  notes.note("与学生关系", "relation-unknown", { allowed: allowedOf(relationNames) });

export const readGuardianPhone = (row: Row, notes: Notes): string | null =>
  readMobileNumber(row.text("监护人手机")) ?? notes.note("监护人手机", "phone");

export function readBirthDate(row: Row, notes: Notes, today: LocalDate): LocalDate | null {
  const column = "出生日期";
  const reading = readDate(row.text(column));
  if (reading.kind === "format-wrong") return notes.note(column, "date-format");
  if (reading.kind === "impossible") return notes.note(column, "date-impossible");
  if (reading.date > today) return notes.note(column, "birth-date-future", { today });
  return reading.date;
}

export interface IdentityReading {
  readonly kind: IdentityDocument;
  readonly number: string;
  /** What the number itself says; only resident numbers do. */
  readonly resident?: ResidentId;
}

/** Both documents with an 18-character citizen number follow GB 11643. */
export const hasResidentNumber = (kind: IdentityDocument): boolean =>
  kind === "resident-id" || kind === "residence-permit-hmt";

/** Passports and permits: letters and digits; their forms vary by country and year. */
export const OTHER_NUMBER = /^[A-Z0-9]{5,20}$/;

/** What it takes to read a document, whatever else the list says. */
type IdentityNotes = FindingNotes<
  Extract<RosterFinding, "id-kind-unknown" | "id-malformed" | "id-birth-date" | "id-check">
>;

export function readIdentity(
  row: ListRow<"证件类型" | "证件号码">,
  notes: IdentityNotes,
): IdentityReading | null {
  const kind = keyNamed(IdentityDocument.options, documentNames, row.text("证件类型"));
  if (kind === undefined) {
    return notes.note("证件类型", "id-kind-unknown", { allowed: allowedOf(documentNames) });
  }
  if (hasResidentNumber(kind)) {
    const resident = readResident(row, notes, "证件号码");
    return resident && { kind, number: resident.number, resident };
  }
  const number = row.text("证件号码").toUpperCase();
  return OTHER_NUMBER.test(number) ? { kind, number } : notes.note("证件号码", "id-malformed");
}

/** The list does not say what document a guardian shows: a citizen number is checked, others by form only. */
export function readGuardianIdentity(row: Row, notes: Notes): string | null {
  const column = "监护人证件号码";
  const number = row.text(column).toUpperCase();
  if (/^\d{15,}[\dX]?$/.test(number)) {
    return readResident(row, notes, column)?.number ?? null;
  }
  return OTHER_NUMBER.test(number) ? number : notes.note(column, "id-malformed");
}

function readResident<C extends RosterColumn>(
  row: ListRow<C>,
  notes: IdentityNotes,
  column: C,
): ResidentId | null {
  const reading = readResidentId(row.text(column));
  if (reading.ok) return reading.value;
  switch (reading.refusal.code) {
    case "resident-id.malformed":
      return notes.note(column, "id-malformed");
    case "resident-id.birth-date-impossible":
      return notes.note(column, "id-birth-date");
    case "resident-id.check-character-wrong":
      return notes.note(column, "id-check");
  }
}
