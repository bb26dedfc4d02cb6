import { createHash } from "node:crypto";
import { csvRefusals, LIST_LIMITS, readCsv } from "../../adapters/files/read-csv.ts";
import { type AnnouncedFile, uploadRefusals } from "../../domain/job/job.ts";
import { fillText, type ListLine, listRefusals } from "../../domain/shared/list-row.ts";
import {
  type Bilingual,
  ok,
  refuse,
  type Refusal,
  type Result,
} from "../../domain/shared/result.ts";

const refusalTexts = { ...csvRefusals, ...listRefusals, ...uploadRefusals };

/** Why a file as a whole is not read. */
export type FileRefusal = keyof typeof refusalTexts;

/** The storage let only the announced bytes through; they are measured again before anything rests on them. */
export function linesOf(
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

export const fileRefusalInWords = ({
  code,
  facts,
}: Refusal<FileRefusal>): { readonly code: string } & Bilingual => ({
  code,
  ...fillText(refusalTexts[code], facts),
});
