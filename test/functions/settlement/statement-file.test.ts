import { beforeEach, describe, expect, it } from "vitest";
import { getSettlementStatement } from "../../../functions/settlement/get-settlement-statement.ts";
import { getSettlementStatement as contract } from "../../../functions/settlement/finance-contracts.ts";
import { statementTable } from "../../../functions/settlement/statement-table.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import { LIST_LIMITS, readCsv } from "../../../adapters/files/read-csv.ts";
import { httpEvent, inProcess } from "../../support/door.ts";
import { busyClass, type BusyClass } from "../../support/finance.ts";
import { LESSON_FEN } from "../../support/taught-class.ts";

let city: BusyClass;
beforeEach(async () => {
  city = await busyClass();
});

async function file(query: Record<string, string>, headers: Record<string, string>) {
  const handler = httpLambda(contract, getSettlementStatement, city.kit, statementTable);
  const { institutionId, finance: as } = city;
  const event = httpEvent({ as, path: { institutionId }, query, headers, body: undefined });
  const response = await handler(event, inProcess);
  const body = response.body ?? "";
  return { status: response.statusCode, headers: response.headers ?? {}, body };
}

function rowsOf(body: string): Record<string, string>[] {
  const read = readCsv(new TextEncoder().encode(body), LIST_LIMITS);
  if (!read.ok) throw new Error(read.refusal.code);
  const [heading = [], ...rows] = read.value.rows.map(({ cells }) => cells);
  return rows.map((cells) => Object.fromEntries(heading.map((name, n) => [name, cells[n] ?? ""])));
}

const THE_DAY = { from: "2026-03-06", to: "2026-03-06" };
const EN = { accept: "text/csv", "accept-language": "en" };

describe("the settlement statement as a file", () => {
  it("is one table, to the fen the same as in JSON", async () => {
    const { status, headers, body } = await file(THE_DAY, EN);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="settlement-statement.csv"',
      vary: "accept, accept-language",
    });
    const { body: json } = await city.statement(city.finance, city.institutionId, THE_DAY);
    const rows = rowsOf(body);
    const totals = rows.filter(({ row }) => row === "total of the day");
    const day = json.days[0] as { totalsFen: Record<string, number>; releases: unknown[] };
    expect(totals.map((total) => Number(total["amount (fen)"]))).toEqual(
      expect.arrayContaining(Object.values(day.totalsFen)),
    );
    expect(totals).toHaveLength(Object.keys(day.totalsFen).length);
    expect(rows.filter(({ row }) => row === "release")).toMatchObject([
      {
        date: "2026-03-06",
        matter: "paid by the bank",
        "amount (fen)": String(LESSON_FEN),
        "amount (yuan)": (LESSON_FEN / 100).toFixed(2),
        enrolment: city.first,
        lesson: "1",
        instruction: city.paid.instructionId,
        "bank serial": `SB-${city.paid.instructionId.slice(-8)}`,
      },
      { matter: "returned", instruction: city.back.instructionId, reason: "insufficient-balance" },
    ]);
  });

  it("speaks Chinese to those who do", async () => {
    const { body } = await file(THE_DAY, { accept: "text/csv" });
    expect(body.startsWith("\uFEFF日期,行类型,事项")).toBe(true);
  });

  it("cannot become a formula by what a bank writes", async () => {
    await city.misplace("=1+2");
    const rows = rowsOf((await file(THE_DAY, EN)).body);
    expect(rows.find(({ row }) => row === "suspense")).toMatchObject({ "bank serial": "'=1+2" });
  });

  it("leads page by page through all of it", async () => {
    let query: Record<string, string> = { ...THE_DAY, limit: "1" };
    const releases: string[] = [];
    for (;;) {
      const { headers, body } = await file(query, EN);
      releases.push(
        ...rowsOf(body).flatMap(({ row, instruction = "" }) =>
          row === "release" ? instruction : [],
        ),
      );
      const next = /\?(.*)>; rel="next"/.exec(String(headers["link"] ?? ""))?.[1];
      if (next === undefined) break;
      query = Object.fromEntries(new URLSearchParams(next));
    }
    expect(releases.toSorted()).toEqual(
      [city.paid.instructionId, city.back.instructionId].toSorted(),
    );
  });

  it("is JSON for those who would rather have that, and refuses in problem documents", async () => {
    const both = await file(THE_DAY, { accept: "application/json, text/csv" });
    expect(both.headers["content-type"]).toBe("application/json");
    const refused = await file({ from: "2026-03-02", to: "2026-03-01" }, EN);
    expect([refused.status, refused.headers["content-type"]]).toEqual([
      400,
      "application/problem+json",
    ]);
  });
});
