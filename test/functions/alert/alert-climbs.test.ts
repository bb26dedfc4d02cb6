import { beforeEach, describe, expect, it } from "vitest";
import { calendarYear2026 } from "../../../domain/reference/calendar-data.ts";
import { CalendarYear } from "../../../domain/reference/calendar-year.ts";
import { UnitId } from "../../../domain/shared/ids.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { alertCity, type AlertCity, aYellowAlert, PROVINCE } from "../../support/alert-city.ts";
import { seedCalendar } from "../../support/deadlines.ts";
import { entriesIn } from "../../support/events.ts";

let city: AlertCity;

const instant = (text: string): number => Date.parse(`${text}+08:00`);
const only = async () => {
  const [alert] = await city.alertsOf();
  if (alert === undefined) throw new Error("an alert was to be there");
  return alert;
};
const ask = (id: string, as: "county" | "province" | "nation", alertId: string, body?: unknown) =>
  city.ask(id, city[as], {
    path: { alertId },
    ...(body === undefined ? {} : { body }),
  });

describe("an alert that nobody acts on", () => {
  let alertId: string;
  beforeEach(async () => {
    city = await alertCity();
    alertId = await aYellowAlert(city);
  });

  it("goes to the province at the end of its first time, and not before", async () => {
    city.goTo(instant("2026-03-03T23:59:59"));
    expect(await city.due.minute()).toBe(0);
    city.goTo(instant("2026-03-04T00:00:00"));
    expect(await city.due.minute()).toBe(1);
    await city.due.minute();
    expect(await only()).toMatchObject({ tier: "province", status: "raised" });
    const { body } = await city.ask("listUnitNotices", city.province, {
      path: { unitId: PROVINCE },
    });
    expect(body.notices).toMatchObject([{ template: "alert-to-act" }]);
    expect((await ask("acknowledgeAlert", "county", alertId)).body.code).toBe(
      "alert.with-another-authority",
    );
    expect((await ask("acknowledgeAlert", "province", alertId)).status).toBe(200);
  });

  it("goes up at the end of its second time too, once it was acknowledged in time", async () => {
    await ask("acknowledgeAlert", "county", alertId);
    city.goTo(instant("2026-03-10T00:00:00"));
    await city.due.minute();
    expect(await only()).toMatchObject({ tier: "province", status: "raised" });
  });

  it("stays where it is once it is concluded", async () => {
    await ask("acknowledgeAlert", "county", alertId);
    const body = { finding: "explained", measures: [], text: "核实为正常经营。" };
    await ask("concludeAlert", "county", alertId, body);
    city.goTo(instant("2026-06-01T00:00:00"));
    expect(await city.due.minute()).toBe(0);
    expect(await only()).toMatchObject({ tier: "county", status: "concluded" });
  });

  it("is marked overdue where the province lets it lie, and waits there for somebody", async () => {
    city.goTo(instant("2026-03-04T00:00:00"));
    await city.due.minute();
    city.goTo(instant("2026-03-20T00:00:00"));
    await city.due.minute();
    expect(await city.due.minute()).toBe(0);
    expect(await only()).toMatchObject({ tier: "province", isOverdue: true });
    expect((await ask("acknowledgeAlert", "province", alertId)).status).toBe(200);
  });

  it("is counted anew when the calendar is corrected, and expires by no other", async () => {
    const { namedDays, ...year } = calendarYear2026();
    const name = { zh: "临时放假", en: "Extra day off" };
    const more = { date: "2026-03-03", kind: "holiday", name };
    await seedCalendar(city.kit, CalendarYear.parse({ ...year, namedDays: [...namedDays, more] }));
    city.kit.advance(2 * 60_000);
    await city.due.actOn(await city.due.calendarNews());
    expect((await only()).acknowledgeBy?.dueAt).toBe(instant("2026-03-05T00:00:00"));
    city.goTo(instant("2026-03-04T00:00:00"));
    await city.due.minute();
    expect((await only()).tier).toBe("county");
    city.goTo(instant("2026-03-05T00:00:00"));
    await city.due.minute();
    expect((await only()).tier).toBe("province");
  });
});

describe("a red alert", () => {
  it("goes up after two hours by day and night", async () => {
    city = await alertCity();
    await city.tell({ refundOverdueCount: 5 });
    await city.evaluate();
    city.goTo(instant("2026-03-02T11:00:00"));
    await city.due.minute();
    expect(await only()).toMatchObject({ level: "red", tier: "province" });
  });
});

describe("an alert in a year whose calendar is not known", () => {
  it("shows its day, and goes up only once the calendar is in", async () => {
    city = await alertCity("unknown");
    await aYellowAlert(city);
    expect((await only()).acknowledgeBy?.provisional).toBe(true);
    city.goTo(instant("2026-04-01T00:00:00"));
    await city.due.minute();
    expect((await only()).tier).toBe("county");
    await seedCalendar(city.kit);
    city.kit.advance(2 * 60_000);
    await city.due.minute();
    await city.due.minute();
    expect((await only()).tier).toBe("province");
  });
});

describe("an alert that an officer takes up", () => {
  const up = { text: "涉及跨区域资金，建议省级处置。" };

  it("goes to the province, to the nation, and no further", async () => {
    city = await alertCity();
    const alertId = await aYellowAlert(city);
    const first = await ask("escalateAlert", "county", alertId, up);
    expect(first.body).toMatchObject({ tier: "province", actingUnitIds: [PROVINCE] });
    const second = await ask("escalateAlert", "province", alertId, up);
    expect(second.body).toMatchObject({ tier: "nation", actingUnitIds: ["unt_100000"] });
    const third = await ask("escalateAlert", "nation", alertId, up);
    expect([third.status, third.body.code]).toEqual([409, "alert.at-the-top"]);
    const { body } = await ask("getAlert", "nation", alertId);
    expect(body.timeline[1]).toMatchObject({
      because: "by-officer",
      officerId: city.county.memberId,
      text: up.text,
    });
  });
});

describe("alerts of one owner", () => {
  const OWNER = "91411102XMX928U7EM";
  const inCounty = (number: number, countyUnitId: string, ownerUscc = OWNER) =>
    city.found(number, {
      countyUnitId: UnitId.parse(countyUnitId),
      uscc: `91411102MA000000${number}X`,
      ownerUscc,
    });

  beforeEach(async () => {
    city = await alertCity();
  });

  const tiers = async (ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => (await city.alertsOf(id))[0]?.tier));

  it("go to the nation from two provinces, all of them, once", async () => {
    const others = [
      await inCounty(2, "unt_441900"),
      await inCounty(3, "unt_411103", "91411102MA00"),
    ];
    const ids = [city.institutionId, ...others];
    for (const id of ids) {
      await city.tell({ refundOverdueCount: 1 }, id);
      await city.evaluate("overdue-refunds", id);
    }
    await city.spread();
    await city.spread();
    expect(await tiers(ids)).toEqual(["nation", "nation", "county"]);
    const moved = entriesIn(city.kit.table).filter(
      ({ eventName }) => eventName === "alert-escalated",
    );
    expect(moved.map(({ data }) => data["because"])).toEqual([
      "several-provinces",
      "several-provinces",
    ]);
  });

  it("stay where they are in two counties of a province", async () => {
    const ids = [city.institutionId, await inCounty(2, "unt_411103")];
    for (const id of ids) {
      await city.tell({ refundOverdueCount: 1 }, id);
      await city.evaluate("overdue-refunds", id);
    }
    await city.spread();
    expect(await tiers(ids)).toEqual(["county", "county"]);
  });

  it("count no more once they are explained, and again when they become worse", async () => {
    const other = await inCounty(2, "unt_441900");
    for (const id of [city.institutionId, other]) {
      await city.tell({ refundOverdueCount: 1 }, id);
      await city.evaluate("overdue-refunds", id);
    }
    const [first] = await city.alertsOf();
    const alertId = String(first?.alertId);
    await ask("acknowledgeAlert", "county", alertId);
    const body = { finding: "explained", measures: [], text: "核实为正常经营。" };
    expect((await ask("concludeAlert", "county", alertId, body)).status).toBe(200);
    await city.spread();
    expect(await tiers([city.institutionId, other])).toEqual(["county", "county"]);
    await city.tell({ refundOverdueCount: 4 });
    await city.evaluate();
    await city.spread();
    expect(await tiers([city.institutionId, other])).toEqual(["nation", "nation"]);
  });

  it("count only while they are open", async () => {
    const other = await inCounty(2, "unt_441900");
    await city.tell({ refundOverdueCount: 1 }, other);
    await city.evaluate("overdue-refunds", other);
    await city.tell({ refundOverdueCount: -1 }, other);
    city.kit.advance(DAY_MS);
    await city.evaluate("overdue-refunds", other);
    await aYellowAlert(city);
    await city.spread();
    expect(await tiers([city.institutionId])).toEqual(["county"]);
  });
});
