import {
  counted,
  findingNotes,
  readHeading,
  type Finding,
  type ListLine,
  type ListReading,
  type ListRefusal,
  type ListRow,
} from "../shared/list-row.ts";
import { readRows } from "../shared/read-list.ts";
import { ok, type Result } from "../shared/result.ts";
import type { LocalDate } from "../shared/time.ts";
import {
  noteHiddenCharacters,
  readBirthDate,
  readGender,
  readGuardianIdentity,
  readGuardianPhone,
  readIdentity,
  readRelation,
  readText,
  ROSTER_COLUMNS,
  type Gender,
  type GuardianRelation,
  type IdentityDocument,
  type RosterColumn,
} from "./roster-fields.ts";
import { rosterFindings } from "./roster-findings.ts";

/** A pupil and a guardian as a class list names them. All of it is personal data, of a minor. */
export interface RosterEntry {
  readonly student: {
    readonly name: string;
    readonly gender: Gender;
    readonly idKind: IdentityDocument;
    readonly idNumber: string;
    readonly birthDate: LocalDate;
    readonly school: string;
    readonly grade: string;
  };
  readonly guardian: {
    readonly name: string;
    readonly relation: GuardianRelation;
    readonly phone: string;
    readonly idNumber: string;
  };
}

export interface RosterRowContext {
  readonly today: LocalDate;
  /** Document numbers of earlier rows, and the line of each one's first row. */
  readonly seen: ReadonlyMap<string, number>;
}

export interface RosterReading {
  /** Absent where some finding is an error. */
  readonly entry?: RosterEntry;
  /** The pupil's document number, also of a refused row: the next row with it is a duplicate. */
  readonly idNumber?: string;
  readonly findings: readonly Finding[];
}

/** Reads one row. All of its faults are found, not only the first. */
export function readRosterRow(
  row: ListRow<RosterColumn>,
  context: RosterRowContext,
): RosterReading {
  const notes = findingNotes(row.line, rosterFindings);
  noteHiddenCharacters(row, notes);
  const name = readText(row, notes, "学生姓名");
  const gender = readGender(row, notes);
  const identity = readIdentity(row, notes);
  const birthDate = readBirthDate(row, notes, context.today);
  const school = readText(row, notes, "就读学校");
  const grade = readText(row, notes, "年级");
  const guardianName = readText(row, notes, "监护人姓名");
  const relation = readRelation(row, notes);
  const phone = readGuardianPhone(row, notes);
  const guardianIdNumber = readGuardianIdentity(row, notes);
  const firstLine = identity === null ? undefined : context.seen.get(identity.number);
  if (firstLine !== undefined) notes.note("证件号码", "id-duplicate", { firstLine });
  if (birthDate && identity?.resident && identity.resident.birthDate !== birthDate) {
    notes.note("出生日期", "birth-date-differs");
  }
  if (gender && identity?.resident && identity.resident.gender !== gender) {
    notes.note("性别", "gender-differs");
  }
  const { findings } = notes;
  const reading = { findings, ...(identity === null ? {} : { idNumber: identity.number }) };
  if (
    findings.some((finding) => finding.severity === "error") ||
    name === null ||
    gender === null ||
    identity === null ||
    birthDate === null ||
    school === null ||
    grade === null ||
    guardianName === null ||
    relation === null ||
    phone === null ||
    guardianIdNumber === null
  ) {
    return reading;
  }
  const { kind: idKind, number: idNumber } = identity;
  return {
    ...reading,
    entry: {
      student: { name, gender, idKind, idNumber, birthDate, school, grade },
      guardian: { name: guardianName, relation, phone, idNumber: guardianIdNumber },
    },
  };
}

/** A row that can be taken over, and where in the file it stands. */
export interface RosterRow {
  readonly line: number;
  readonly entry: RosterEntry;
}

/**
 * Reads a whole class list, heading first. Only a wrong heading refuses all of it, without repeating it: a
 * list that lacks its heading begins with a pupil.
 */
export function readRoster(
  lines: readonly ListLine[],
  context: Omit<RosterRowContext, "seen">,
): Result<ListReading<RosterRow>, ListRefusal> {
  const heading = readHeading(lines, ROSTER_COLUMNS, counted);
  if (!heading.ok) return heading;
  return ok(
    readRows(lines, heading.value, rosterFindings, (row, seen) => {
      const { entry, idNumber, findings } = readRosterRow(row, { ...context, seen });
      return {
        findings,
        ...(entry === undefined ? {} : { accepted: { line: row.line, entry } }),
        ...(idNumber === undefined ? {} : { identifier: idNumber }),
      };
    }),
  );
}
