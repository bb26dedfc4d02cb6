import { beforeEach, describe, expect, it } from "vitest";
import {
  alertCity,
  type AlertCity,
  aYellowAlert,
  CITY,
  COUNTY,
  PROVINCE,
} from "../../support/alert-city.ts";
import type { Caller } from "../../support/door.ts";

const TEXT = "已约谈负责人王强，承诺三日内退费。";

let city: AlertCity;
let alertId: string;

beforeEach(async () => {
  city = await alertCity();
  alertId = await aYellowAlert(city);
});

const ask = (id: string, as: Caller, body?: unknown) =>
  city.ask(id, as, { path: { alertId }, ...(body === undefined ? {} : { body }) });
/** The county orders a talk and an inspection of the institution. */
async function actOn(about: { readonly alertId?: string }): Promise<void> {
  const order = { basis: "prepaid-fees-2021-2", reason: TEXT, ...about };
  const path = { institutionId: city.institutionId };
  const talk = { ...order, talkAt: "2026-03-05T10:00:00+08:00" };
  for (const [id, body] of [
    ["talkToInstitution", talk],
    ["orderInspection", order],
  ] as const)
    expect((await city.ask(id, city.county, { path, body })).status).toBe(201);
}
const codeOf = async (asked: ReturnType<typeof ask>) => {
  const { status, body } = await asked;
  return [status, body.code];
};
const inboxOf = async (as: Caller, unitId: string): Promise<readonly string[]> => {
  const { body } = await city.ask("listUnitNotices", as, { path: { unitId } });
  const { notices } = body as { notices: readonly { template: string }[] };
  return notices.map(({ template }) => template);
};

describe("an alert from its raising to its end", () => {
  it("is acknowledged, assigned, concluded, and ends when its facts are gone", async () => {
    const raised = await ask("getAlert", city.county);
    expect(raised.body).toMatchObject({
      status: "raised",
      level: "yellow",
      actingUnitIds: [COUNTY],
      deadline: {
        action: "acknowledge",
        dueAt: "2026-03-04T00:00:00.000+08:00",
        isProvisional: false,
      },
      explanation: {
        found: { zh: "逾期未退 1 件。" },
        inputs: [{ id: "overdueCount", value: 1, unit: "refund" }],
        wouldClear: [{ zh: "逾期未退不超过 0 件。" }],
      },
      now: { level: "yellow", size: "small", limits: [{ value: 1 }, { value: 5 }] },
    });
    const acknowledged = await ask("acknowledgeAlert", city.county);
    expect(acknowledged.body).toMatchObject({
      status: "acknowledged",
      deadline: { action: "conclude", dueAt: "2026-03-10T00:00:00.000+08:00" },
    });
    const given = await ask("assignAlert", city.county, { assigneeId: city.colleague.memberId });
    expect(given.status).toBe(200);
    await actOn({ alertId });
    const said = { finding: "confirmed", measures: ["talk", "inspect", "talk"], text: TEXT };
    const concluded = await ask("concludeAlert", city.colleague, said);
    expect(concluded.body).toEqual({
      alertId,
      status: "concluded",
      level: "yellow",
      tier: "county",
      actingUnitIds: [],
      isOverdue: false,
    });
    await city.tell({ refundOverdueCount: -1 });
    await city.evaluate();
    const { body } = await ask("getAlert", city.auditor);
    expect(body).toMatchObject({
      status: "cleared",
      assigneeId: city.colleague.memberId,
      conclusion: { finding: "confirmed", measures: ["talk", "inspect"] },
    });
    const steps = body.timeline as readonly Readonly<Record<string, unknown>>[];
    expect(steps.map(({ event, by, text }) => [event, by, text])).toEqual([
      ["alert-raised", "platform", undefined],
      ["alert-acknowledged", "officer", undefined],
      ["alert-assigned", "officer", undefined],
      ["alert-measure-taken", "officer", undefined],
      ["alert-measure-taken", "officer", undefined],
      ["alert-concluded", "officer", TEXT],
      ["alert-cleared", "platform", undefined],
    ]);
  });

  it("tells the county, at red the city too, and the province for its information", async () => {
    expect(await inboxOf(city.county, COUNTY)).toEqual(["alert-to-act"]);
    expect(await inboxOf(city.city, CITY)).toEqual([]);
    await city.tell({ refundOverdueCount: 4 });
    await city.evaluate();
    expect(await inboxOf(city.county, COUNTY)).toEqual(["alert-to-act", "alert-to-act"]);
    expect(await inboxOf(city.city, CITY)).toEqual(["alert-to-act"]);
    expect(await inboxOf(city.province, PROVINCE)).toEqual(["alert-told"]);
    expect((await ask("acknowledgeAlert", city.city)).status).toBe(200);
  });

  it("keeps what officers write sealed, out of its journal and its head", async () => {
    await ask("acknowledgeAlert", city.county);
    await ask("concludeAlert", city.county, { finding: "explained", measures: [], text: TEXT });
    expect(JSON.stringify(city.kit.table.all())).not.toContain("王强");
  });
});

describe("what does not fit", () => {
  const fine = { finding: "explained", measures: [], text: TEXT };

  it("is refused on a closed alert, whatever closed it", async () => {
    await ask("acknowledgeAlert", city.county);
    await ask("concludeAlert", city.county, fine);
    const before = city.kit.table.all();
    expect(await codeOf(ask("acknowledgeAlert", city.county))).toEqual([409, "alert.concluded"]);
    expect(await codeOf(ask("escalateAlert", city.county, { text: TEXT }))).toEqual([
      409,
      "alert.concluded",
    ]);
    expect(city.kit.table.all()).toEqual(before);
    await city.tell({ refundOverdueCount: -1 });
    await city.evaluate();
    expect(await codeOf(ask("acknowledgeAlert", city.county))).toEqual([409, "alert.cleared"]);
    expect(await codeOf(ask("concludeAlert", city.county, fine))).toEqual([409, "alert.cleared"]);
  });

  it.each([
    ["no finding", { measures: ["talk"], text: TEXT }, 400, "input.invalid"],
    ["a risk without a measure", { ...fine, finding: "confirmed" }, 422, "alert.measure-missing"],
    ["a measure without a risk", { ...fine, measures: ["talk"] }, 422, "alert.measure-unfounded"],
    ["no reason", { finding: "explained", measures: [] }, 400, "input.invalid"],
  ])(
    "is refused as a conclusion with %s, and nothing is written",
    async (_, body, status, code) => {
      await ask("acknowledgeAlert", city.county);
      const before = city.kit.table.all();
      expect(await codeOf(ask("concludeAlert", city.county, body))).toEqual([status, code]);
      expect(city.kit.table.all()).toEqual(before);
    },
  );

  it("is refused as a conclusion with a measure that nobody has taken, and says which", async () => {
    await ask("acknowledgeAlert", city.county);
    const said = { finding: "confirmed", measures: ["talk", "stop-sale", "freeze"], text: TEXT };
    const none = await ask("concludeAlert", city.county, said);
    expect([none.status, none.body.code]).toEqual([422, "alert.measure-not-taken"]);
    await actOn({});
    const before = city.kit.table.all();
    const { body } = await ask("concludeAlert", city.county, said);
    expect(body).toMatchObject({
      code: "alert.measure-not-taken",
      detail: expect.stringContaining("：暂停收费、冻结；") as string,
    });
    const inEnglish = { "accept-language": "en" };
    const again = await city.ask("concludeAlert", city.county, {
      ...{ path: { alertId }, body: said, headers: inEnglish },
    });
    expect(again.body.detail).toContain("stop-sale, freeze.");
    expect(city.kit.table.all()).toEqual(before);
    const taken = { ...said, measures: ["talk", "file-case"] };
    expect((await ask("concludeAlert", city.county, taken)).status).toBe(200);
  });

  it("is refused before somebody answers for the alert, and twice", async () => {
    const give = { assigneeId: city.colleague.memberId };
    expect(await codeOf(ask("concludeAlert", city.county, fine))).toEqual([
      409,
      "alert.not-acknowledged",
    ]);
    await ask("acknowledgeAlert", city.county);
    expect(await codeOf(ask("acknowledgeAlert", city.colleague))).toEqual([
      409,
      "alert.already-acknowledged",
    ]);
    await ask("assignAlert", city.county, give);
    expect(await codeOf(ask("assignAlert", city.county, give))).toEqual([
      409,
      "alert.assigned-already",
    ]);
  });

  it("is refused as an assignment to whoever may not act on it", async () => {
    await ask("acknowledgeAlert", city.county);
    const nobody = { memberId: `mem_${"0".repeat(26)}` };
    for (const { memberId } of [city.sports, city.city, city.auditor, nobody])
      expect(await codeOf(ask("assignAlert", city.county, { assigneeId: memberId }))).toEqual([
        422,
        "alert.assignee-not-competent",
      ]);
  });

  it("is refused from an authority that does not act now, which may look", async () => {
    expect(await codeOf(ask("acknowledgeAlert", city.city))).toEqual([
      403,
      "alert.with-another-authority",
    ]);
    expect((await ask("getAlert", city.city)).status).toBe(200);
    for (const stranger of [city.sports, city.neighbour])
      for (const id of ["getAlert", "acknowledgeAlert"])
        expect((await ask(id, stranger)).status).toBe(404);
    expect((await ask("acknowledgeAlert", city.auditor)).status).toBe(403);
  });
});
