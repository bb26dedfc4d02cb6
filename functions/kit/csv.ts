import type * as z from "zod";
import { type CsvCell, writeCsv } from "../../adapters/files/write-csv.ts";
import type { UseCaseContract } from "./contract.ts";
import type { HttpEvent, HttpResponse } from "./http-message.ts";
import type { Language } from "./problem.ts";

/** An answer as the rows of a table, its heading first, in the reader's language. */
export type Tabulate<O extends z.ZodType> = (
  answer: z.output<O>,
  language: Language,
) => readonly (readonly CsvCell[])[];

export const CSV_TYPE = "text/csv; charset=utf-8";

/** Whether the caller would rather have a table: `text/csv`, before JSON where both are named. */
export function wantsCsv({ headers }: HttpEvent): boolean {
  const accepted = headers["accept"] ?? "";
  const csv = accepted.search(/\btext\/csv\b/i);
  const json = accepted.search(/\bapplication\/json\b/i);
  return csv >= 0 && (json < 0 || csv < json);
}

/**
 * The table as a file to keep. Where the answer is one page of several, `Link` leads to the next, as its
 * cursor does in JSON.
 */
export function csvResponse<O extends z.ZodType>(
  contract: UseCaseContract,
  tabulate: Tabulate<O>,
  answer: z.output<O>,
  {
    event,
    language,
    correlationId,
  }: { event: HttpEvent; language: Language; correlationId: string },
): HttpResponse {
  const next = nextPage(event, answer);
  return {
    statusCode: contract.status ?? 200,
    headers: {
      "cache-control": "no-store",
      vary: "accept, accept-language",
      "content-type": CSV_TYPE,
      "content-language": language === "zh" ? "zh-CN" : "en",
      "content-disposition": `attachment; filename="${contract.csv?.fileName ?? contract.id}.csv"`,
      "x-correlation-id": correlationId,
      ...(next === undefined ? {} : { link: `<${next}>; rel="next"` }),
    },
    body: writeCsv(tabulate(answer, language)),
  };
}

function nextPage({ rawPath, rawQueryString }: HttpEvent, answer: unknown): string | undefined {
  if (typeof answer !== "object" || answer === null || !("nextCursor" in answer)) return undefined;
  if (typeof answer.nextCursor !== "string") return undefined;
  const query = new URLSearchParams(rawQueryString);
  query.set("cursor", answer.nextCursor);
  return `${rawPath}?${query.toString()}`;
}
