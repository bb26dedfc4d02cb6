import type { Table } from "../../adapters/table/table.ts";
import { unitsByCodes } from "../../adapters/units-by-code.ts";
import {
  type InstitutionLine,
  readInstitutionList as readLines,
} from "../../domain/institution/institution-row.ts";
import { keepWithinOffices, registeredElsewhere } from "../../domain/institution/within-offices.ts";
import type { JobOf } from "../../domain/job/job.ts";
import type { ListLine, ListReading, ListRefusal } from "../../domain/shared/list-row.ts";
import { ok, type Result } from "../../domain/shared/result.ts";
import type { LocalDate } from "../../domain/shared/time.ts";
import { listReader } from "../kit/list-reader.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import type { UploadedFileKit } from "../kit/upload-deps.ts";
import { readInstitutionList as contract } from "./contracts.ts";
import { institutionTaker } from "./take-row.ts";

/** Reads an uploaded list of institutions and registers them row by row. */
export const readInstitutionList = (kit: PersonalKit & UploadedFileKit) =>
  listReader<"institutions", InstitutionLine>(kit, contract, {
    kind: "institutions",
    readList: (lines, job, today) => readWithinOffices(kit.table, lines, job, today),
    takeRow: institutionTaker(kit),
    refusedWhenTaken: ({ line, institution }) => registeredElsewhere(line, institution.uscc),
  });

/** Reads the list, as far as whoever handed it in may report it. */
async function readWithinOffices(
  table: Table,
  lines: readonly ListLine[],
  job: JobOf<"institutions">,
  today: LocalDate,
): Promise<Result<ListReading<InstitutionLine>, ListRefusal>> {
  const units = await unitsByCodes(table, codesIn(lines));
  const byId = new Map([...units.values()].map((unit) => [unit.unitId, unit]));
  const list = readLines(lines, { today, unitOf: (code) => units.get(code) });
  return list.ok
    ? ok(keepWithinOffices(list.value, job.subject.offices, (unitId) => byId.get(unitId)))
    : list;
}

/** Whatever could be a division code: looked up together, before the rows are read one by one. */
const codesIn = (lines: readonly ListLine[]): ReadonlySet<string> =>
  new Set(
    lines
      .flatMap(({ cells }) => cells.map((cell) => cell.normalize("NFKC").trim()))
      .filter((text) => /^\d{6}$/.test(text)),
  );
