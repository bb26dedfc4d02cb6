import { createHash } from "node:crypto";
import { csvRefusals, LIST_LIMITS, readCsv } from "../../adapters/files/read-csv.ts";
import { unitsByCodes } from "../../adapters/units-by-code.ts";
import {
  type InstitutionList,
  readInstitutionList,
} from "../../domain/institution/institution-row.ts";
import { keepWithinOffices } from "../../domain/institution/within-offices.ts";
import { type AnnouncedFile, type JobState, uploadRefusals } from "../../domain/job/job.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { fillText, type ListLine, listRefusals } from "../../domain/shared/list-row.ts";
import {
  type Bilingual,
  ok,
  refuse,
  type Refusal,
  type Result,
} from "../../domain/shared/result.ts";
import { shanghaiDate } from "../../domain/shared/time.ts";
import type { UploadedFileKit } from "../kit/upload-deps.ts";

const refusalTexts = { ...csvRefusals, ...listRefusals, ...uploadRefusals };
type FileRefusal = keyof typeof refusalTexts;

/** A list, or why the file as a whole is refused, in words. */
type ListReading =
  | { readonly ok: true; readonly value: InstitutionList }
  | { readonly ok: false; readonly refusal: { readonly code: string } & Bilingual };

/** Reads the list in a job's file, as far as whoever handed it in may report it. */
export async function listInFile(
  { table, uploadedFiles }: Pick<UploadedFileKit, "table" | "uploadedFiles">,
  job: JobState,
  objectKey: string,
): Promise<ListReading> {
  const bytes = await uploadedFiles.read(objectKey, job.file.sizeBytes);
  const lines = linesOf(bytes, job.file);
  if (!lines.ok) return inWords(lines.refusal);
  const units = await unitsByCodes(table, codesIn(lines.value));
  const byId = new Map([...units.values()].map((unit) => [unit.unitId, unit]));
  invariant(job.startedAt, `${job.jobId} is read before it has started`);
  const list = readInstitutionList(lines.value, {
    today: shanghaiDate(job.startedAt),
    unitOf: (code) => units.get(code),
  });
  if (!list.ok) return inWords(list.refusal);
  const { offices } = job.subject;
  return {
    ok: true,
    value: keepWithinOffices(list.value, offices, (unitId) => byId.get(unitId)),
  };
}

/** The storage let only the announced bytes through; they are measured again before anything rests on them. */
function linesOf(
  bytes: Uint8Array | undefined,
  announced: AnnouncedFile,
): Result<readonly ListLine[], FileRefusal> {
  const isAnnounced =
    bytes?.length === announced.sizeBytes &&
    createHash("sha256").update(bytes).digest("base64") === announced.sha256;
  if (!isAnnounced) return refuse("file.not-as-announced", { announcedBytes: announced.sizeBytes });
  const file = readCsv(bytes, LIST_LIMITS);
  return file.ok ? ok(file.value.rows) : file;
}

/** Whatever could be a division code: looked up together, before the rows are read one by one. */
const codesIn = (lines: readonly ListLine[]): ReadonlySet<string> =>
  new Set(
    lines
      .flatMap(({ cells }) => cells.map((cell) => cell.normalize("NFKC").trim()))
      .filter((text) => /^\d{6}$/.test(text)),
  );

const inWords = ({ code, facts }: Refusal<FileRefusal>): ListReading => ({
  ok: false,
  refusal: { code, ...fillText(refusalTexts[code], facts) },
});
