import { beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS, localDate } from "../../../domain/shared/time.ts";
import { alertCity, type AlertCity, aYellowAlert, COUNTY } from "../../support/alert-city.ts";
import type { Caller } from "../../support/door.ts";

let city: AlertCity;
let alertId: string;

beforeEach(async () => {
  city = await alertCity();
  alertId = await aYellowAlert(city);
});

describe("a list of alerts", () => {
  const listed = async (as: Caller, query: Record<string, string> = {}) => {
    const { body } = await city.ask("listAlerts", as, { query });
    return (body as { alerts: readonly { alertId: string }[] }).alerts.map((one) => one.alertId);
  };

  it("shows the area and the trade of whoever asks, by what they ask for", async () => {
    for (const officer of [city.county, city.city, city.province, city.nation, city.auditor])
      expect(await listed(officer)).toEqual([alertId]);
    expect(await listed(city.sports)).toEqual([]);
    expect(await listed(city.neighbour)).toEqual([]);
    const filters = [
      [{ level: "yellow" }, { level: "red" }],
      [{ status: "raised" }, { status: "concluded" }],
      [{ indicatorId: "overdue-refunds" }, { indicatorId: "expiries" }],
      [{ tier: "county" }, { tier: "province" }],
    ] as const;
    for (const [fits, fails] of filters) {
      expect(await listed(city.county, fits)).toEqual([alertId]);
      expect(await listed(city.county, fails)).toEqual([]);
    }
  });

  it("has the open ones first", async () => {
    await city.tell({ refundOverdueCount: -1 });
    await city.evaluate();
    await city.tell({ refundOverdueCount: 1 });
    await city.evaluate();
    const [open, over] = await listed(city.county);
    expect([over, open]).toEqual([alertId, (await city.alertsOf())[1]?.alertId]);
  });
});

describe("a list of alerts, page by page", () => {
  interface Page {
    alerts: readonly { alertId: string }[];
    nextCursor?: string;
  }
  const pageOf = async (query: Record<string, string>, as = city.city) => {
    const { body } = await city.ask("listAlerts", as, { query: { limit: "1", ...query } });
    return body as unknown as Page;
  };

  it("comes to its end whatever is chosen, over pages without a row too", async () => {
    const other = await city.found(2, { uscc: "91411102MA0000002X" });
    city.kit.advance(1000);
    await city.tell({ refundOverdueCount: 5 }, other);
    await city.evaluate("overdue-refunds", other);
    const rows: string[][] = [];
    let query: Record<string, string> = { level: "red" };
    for (;;) {
      const { alerts, nextCursor } = await pageOf(query);
      rows.push(alerts.map((one) => one.alertId));
      if (nextCursor === undefined) break;
      query = { level: "red", cursor: nextCursor };
    }
    const [red] = await city.alertsOf(other);
    expect(rows.flat()).toEqual([red?.alertId]);
    expect(rows[0]).toEqual([]);
  });

  it("takes no cursor of another choice", async () => {
    await city.tell({ untaughtConfirmedCount: 1 });
    await city.evaluate("untaught-confirmations");
    const { nextCursor = "" } = await pageOf({ level: "red" });
    const answer = await city.ask("listAlerts", city.city, {
      query: { limit: "1", cursor: nextCursor },
    });
    expect(answer).toMatchObject({ status: 400, body: { code: "input.cursor-invalid" } });
  });

  it("is of a unit that is named, if that lies in the caller's area", async () => {
    const ofCounty = await pageOf({ unitId: COUNTY });
    expect(ofCounty.alerts.map((one) => one.alertId)).toEqual([alertId]);
    expect((await pageOf({ unitId: "unt_411103" })).alerts).toEqual([]);
    const answer = await city.ask("listAlerts", city.county, { query: { unitId: "unt_411103" } });
    expect(answer).toMatchObject({ status: 403, body: { code: "identity.outside-unit" } });
  });
});

describe("what an indicator says of an institution", () => {
  const path = () => ({ institutionId: city.institutionId, indicatorId: "overdue-refunds" });

  it("is explained for any day that has come, with the rule behind each limit", async () => {
    const today = await city.ask("explainEvaluation", city.county, { path: path() });
    expect(today.body).toMatchObject({ date: "2026-03-02", level: "yellow" });
    expect(today.body.limits[0]).toMatchObject({
      id: "risk.overdue-refunds-yellow",
      value: 1,
      binding: { parameter: { scope: "nation", status: "default" } },
    });
    const before = await city.ask("explainEvaluation", city.county, {
      path: path(),
      query: { date: "2026-03-01" },
    });
    expect(before.body).toMatchObject({ level: "none", wouldClear: [] });
    const tomorrow = await city.ask("explainEvaluation", city.county, {
      path: path(),
      query: { date: "2026-03-03" },
    });
    expect([tomorrow.status, tomorrow.body.code]).toEqual([422, "risk.day-not-come"]);
  });

  it.each(["1970-01-01", "2024-02-29"])("is not known on %s, before the rules", async (date) => {
    const said = { status: 422, body: { code: "risk.day-before-rules" } };
    const query = { date };
    const explained = await city.ask("explainEvaluation", city.county, { path: path(), query });
    expect(explained).toMatchObject(said);
    expect(await city.ask("listIndicators", city.county, { query })).toMatchObject(said);
    expect(city.kit.defects).toEqual([]);
  });

  it("is declared by one of thirteen indicators, each with its limits at a place", async () => {
    const { body } = await city.ask("listIndicators", city.county, { query: { unitId: COUNTY } });
    expect(body.indicators).toHaveLength(13);
    expect(body).toMatchObject({ unitId: COUNTY, date: localDate("2026-03-02") });
    const declared = body.indicators as readonly { id: string; limits: readonly unknown[] }[];
    for (const { limits } of declared) expect(limits.length).toBeGreaterThan(0);
  });
});

describe("an inbox of an authority", () => {
  it("is read by its own officers of the trade, and says what waits in their language", async () => {
    const { body } = await city.ask("listUnitNotices", city.county, {
      path: { unitId: COUNTY },
      headers: { "accept-language": "zh-CN" },
    });
    const [notice] = body.notices as readonly { noticeId: string; title: string }[];
    expect(notice?.title).toBe("黄色预警：退费逾期");
    const ofSports = await city.ask("listUnitNotices", city.sports, { path: { unitId: COUNTY } });
    expect(ofSports.body.notices).toEqual([]);
    expect(
      (await city.ask("listUnitNotices", city.city, { path: { unitId: COUNTY } })).status,
    ).toBe(403);
    const path = { noticeId: notice?.noticeId ?? "" };
    for (const other of [city.sports, city.city])
      expect((await city.ask("markUnitNoticeRead", other, { path })).status).toBe(404);
    expect((await city.ask("markUnitNoticeRead", city.county, { path })).status).toBe(200);
    city.kit.advance(HOUR_MS);
    const unread = await city.ask("listUnitNotices", city.county, {
      path: { unitId: COUNTY },
      query: { unread: "true" },
    });
    expect(unread.body.notices).toEqual([]);
  });
});
