import type { OrgUnit } from "../reference/division.ts";
import type { UnitId } from "../shared/ids.ts";
import {
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
import type { TrainingCategory, TrainingMode } from "../shared/training.ts";
import {
  INSTITUTION_COLUMNS,
  OPTIONAL_INSTITUTION_COLUMNS,
  noteHiddenCharacters,
  readArea,
  readCategory,
  readCode,
  readCounty,
  readLicenceEnd,
  readMode,
  readName,
  readOwner,
  readPhone,
  readText,
  type InstitutionColumn,
} from "./institution-fields.ts";
import { institutionFindings } from "./institution-findings.ts";
import type { Uscc } from "./uscc.ts";

/** What a row of the list says of an institution, read and checked. */
export interface InstitutionDraft {
  readonly name: string;
  readonly uscc: Uscc;
  /** Who runs it (举办者), where the list says so. */
  readonly ownerUscc?: Uscc;
  readonly licenceNo: string;
  /** The last day on which the licence is valid. */
  readonly licenceValidTo: LocalDate;
  readonly category: TrainingCategory;
  readonly countyUnitId: UnitId;
  readonly address: string;
  readonly areaSquareMetres: number;
  readonly mode: TrainingMode;
  /** Personal fields: stored apart and encrypted, never in events or logs. */
  readonly personal: { readonly legalPersonName: string; readonly phone: string };
  readonly flags: {
    /** The licence had ended on the day of reading: kept, but not sellable. */
    readonly licenceExpired: boolean;
    /** The check character of the code is wrong: a person compares it with the registration. */
    readonly needsReview: boolean;
  };
}

export interface InstitutionRowContext {
  readonly today: LocalDate;
  readonly unitOf: (code: string) => OrgUnit | undefined;
  /** Codes of earlier rows and the line of each one's first row, whether that row was accepted or not. */
  readonly seen: ReadonlyMap<Uscc, number>;
}

export interface InstitutionReading {
  /** Absent where some finding is an error. */
  readonly institution?: InstitutionDraft;
  /** The code, also of a refused row: the next row with it is a duplicate. */
  readonly uscc?: Uscc;
  readonly findings: readonly Finding[];
}

/** Reads one row. All of its faults are found, not only the first. */
export function readInstitutionRow(
  row: ListRow<InstitutionColumn>,
  context: InstitutionRowContext,
): InstitutionReading {
  const notes = findingNotes(row.line, institutionFindings);
  noteHiddenCharacters(row, notes);
  const name = readName(row, notes);
  const code = readCode(row, notes, context.seen);
  const ownerUscc = readOwner(row, notes);
  const licenceNo = readText(row, notes, "办学许可证号", "licence");
  const licenceValidTo = readLicenceEnd(row, notes, context.today);
  const category = readCategory(row, notes);
  const countyUnitId = readCounty(row, notes, context.unitOf);
  const address = readText(row, notes, "地址", "address");
  const legalPersonName = readText(row, notes, "法定代表人", "legal-person");
  const phone = readPhone(row, notes);
  const areaSquareMetres = readArea(row, notes);
  const mode = readMode(row, notes);
  const { findings } = notes;
  const reading = { findings, ...(code === null ? {} : { uscc: code.uscc }) };
  if (
    findings.some((finding) => finding.severity === "error") ||
    name === null ||
    code === null ||
    ownerUscc === null ||
    licenceNo === null ||
    licenceValidTo === null ||
    category === null ||
    countyUnitId === null ||
    address === null ||
    legalPersonName === null ||
    phone === null ||
    areaSquareMetres === null ||
    mode === null
  ) {
    return reading;
  }
  const institution: InstitutionDraft = {
    name,
    uscc: code.uscc,
    ...(ownerUscc === undefined ? {} : { ownerUscc }),
    licenceNo,
    licenceValidTo,
    category,
    countyUnitId,
    address,
    areaSquareMetres,
    mode,
    personal: { legalPersonName, phone },
    flags: { licenceExpired: licenceValidTo < context.today, needsReview: code.needsReview },
  };
  return { ...reading, institution };
}

/** A row that can be taken over, and where in the file it stands. */
export interface InstitutionLine {
  readonly line: number;
  readonly institution: InstitutionDraft;
}
export type InstitutionList = ListReading<InstitutionLine>;

/** Reads a whole list, heading first. Only a wrong heading refuses all of it. */
export function readInstitutionList(
  lines: readonly ListLine[],
  context: Omit<InstitutionRowContext, "seen">,
): Result<InstitutionList, ListRefusal> {
  const heading = readHeading(lines, INSTITUTION_COLUMNS, undefined, OPTIONAL_INSTITUTION_COLUMNS);
  if (!heading.ok) return heading;
  return ok(
    readRows(lines, heading.value, institutionFindings, (row, seen: ReadonlyMap<Uscc, number>) => {
      const { institution, uscc, findings } = readInstitutionRow(row, { ...context, seen });
      return {
        findings,
        ...(institution === undefined ? {} : { accepted: { line: row.line, institution } }),
        ...(uscc === undefined ? {} : { identifier: uscc }),
      };
    }),
  );
}
