import { beforeEach, describe, expect, it } from "vitest";
import { UnitId } from "../../../domain/shared/ids.ts";
import { alertCity, type AlertCity, aYellowAlert } from "../../support/alert-city.ts";
import type { Caller } from "../../support/door.ts";

interface Page {
  readonly institutions: readonly {
    readonly institutionId: string;
    readonly alerts: readonly { readonly alertId: string; readonly level: string }[];
  }[];
  readonly nextCursor?: string;
}

const NEIGHBOUR = UnitId.parse("unt_411103");

let city: AlertCity;
/** Late with one refund; with two signs at once; late with five. */
let late: string;
let odd: string;
let grave: string;

beforeEach(async () => {
  city = await alertCity();
  await aYellowAlert(city);
  late = city.institutionId;
  odd = await city.found(2, { uscc: "91411102MA0000002X" });
  await city.tell({ refundOverdueCount: 1, untaughtConfirmedCount: 1 }, odd);
  await city.evaluate("overdue-refunds", odd);
  await city.evaluate("untaught-confirmations", odd);
  grave = await city.found(3, { uscc: "91411102MA00000038" });
  await city.tell({ refundOverdueCount: 5 }, grave);
  await city.evaluate("overdue-refunds", grave);
});

const pageOf = async (as: Caller, query: Readonly<Record<string, string>> = {}) => {
  const { body } = await city.ask("listWarnedInstitutions", as, { query });
  return body as unknown as Page;
};
const idsOf = ({ institutions }: Page) => institutions.map((one) => one.institutionId);
const listed = async (as: Caller, query = {}) => idsOf(await pageOf(as, query));

/** Page by page, a row each, to the end. */
async function turned(as: Caller): Promise<readonly (readonly string[])[]> {
  const pages: string[][] = [];
  for (let cursor: string | undefined = undefined; ;) {
    const page: Page = await pageOf(as, { limit: "1", ...(cursor && { cursor }) });
    pages.push(idsOf(page));
    if (page.nextCursor === undefined) return pages;
    cursor = page.nextCursor;
  }
}

describe("a list of institutions that are warned of", () => {
  it("has the most urgent first, each with its open alerts as one picture", async () => {
    const { institutions } = await pageOf(city.county);
    expect(idsOf({ institutions })).toEqual([grave, odd, late]);
    expect(institutions[1]).toMatchObject({
      institutionName: expect.any(String) as string,
      countyUnitId: "unt_411102",
      ...{ indicatorCount: 2, redCount: 0, toDoCount: 2 },
      alerts: [{ level: "yellow", status: "raised" }, { level: "yellow" }],
    });
  });

  it("shows the area and the trade of whoever asks", async () => {
    for (const officer of [city.city, city.province, city.nation, city.auditor])
      expect(await listed(officer)).toEqual([grave, odd, late]);
    expect(await listed(city.sports)).toEqual([]);
    expect(await listed(city.neighbour)).toEqual([]);
    const answer = await city.ask("listWarnedInstitutions", city.county, {
      query: { unitId: NEIGHBOUR },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: "identity.outside-unit" } });
  });

  it("puts last what officers have concluded, and leaves out what is over", async () => {
    const [alert] = (await pageOf(city.county)).institutions[0]?.alerts ?? [];
    const path = { alertId: alert?.alertId ?? "" };
    await city.ask("acknowledgeAlert", city.county, { path });
    const body = { finding: "explained", measures: [], text: "银行退票，已重新支付。" };
    expect((await city.ask("concludeAlert", city.county, { path, body })).status).toBe(200);
    await city.tell({ refundOverdueCount: -1 });
    await city.evaluate();
    expect(await listed(city.county)).toEqual([odd, grave]);
  });
});

describe("a list of institutions that are warned of, page by page", () => {
  it("shows each once, county by county", async () => {
    const there = await city.found(4, { uscc: "91411103MA00000046", countyUnitId: NEIGHBOUR });
    await city.tell({ refundOverdueCount: 5 }, there);
    await city.evaluate("overdue-refunds", there);
    const pages = await turned(city.city);
    expect(pages.flat()).toEqual([grave, odd, late, there]);
    expect(Math.max(...pages.map((rows) => rows.length))).toBe(1);
    expect(await listed(city.city, { unitId: NEIGHBOUR })).toEqual([there]);
  });

  it("goes on after the last one shown, although that has fallen back meanwhile", async () => {
    const { nextCursor = "" } = await pageOf(city.county, { limit: "2" });
    await city.tell({ untaughtConfirmedCount: -1 }, odd);
    await city.evaluate("untaught-confirmations", odd);
    expect(await listed(city.county, { limit: "2", cursor: nextCursor })).toContain(late);
  });

  it("takes no cursor of another choice", async () => {
    const { nextCursor = "" } = await pageOf(city.city, { limit: "1" });
    const answer = await city.ask("listWarnedInstitutions", city.city, {
      query: { limit: "1", cursor: nextCursor, unitId: NEIGHBOUR },
    });
    expect(answer).toMatchObject({ status: 400, body: { code: "input.cursor-invalid" } });
  });
});
