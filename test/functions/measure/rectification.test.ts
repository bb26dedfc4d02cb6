import { beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { calendarWith, dueLine, noticesTo, seedCalendar } from "../../support/deadlines.ts";
import { seedMember } from "../../support/door.ts";
import {
  anOfficer,
  COUNTY,
  liftedBy,
  type MeasureCity,
  measureCity,
  notesOn,
  ordered,
  REASON,
  seedAlert,
} from "../../support/measures.ts";

let city: MeasureCity;

beforeEach(async () => {
  city = await measureCity(1);
});

const said = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const order = async (body = {}) =>
  (await ordered(city, "orderRectification", city.watcher, body)).body;
const submit = (measureId: string, as = city.owner) =>
  city.ask("submitRectification", as, {
    path: { measureId },
    body: { text: "已补签合同，退还多收费用。" },
  });
const sentBack = (measureId: string) =>
  city.ask("returnRectification", city.watcher, {
    path: { measureId },
    body: { reason: "仍缺两份合同" },
  });

describe("putting things right", () => {
  it("is ordered with a time, submitted, sent back, submitted again and accepted", async () => {
    const { alertId } = await seedAlert(city);
    const { measureId, deadline, status } = await order({ alertId });
    // Ten working days after Friday 6 March 2026.
    expect([status, deadline.dueOn, deadline.isProvisional]).toEqual([
      "in-force",
      "2026-03-20",
      false,
    ]);
    expect(noticesTo(city.kit, city.institutionId)).toContain("rectification-ordered");
    expect((await submit(measureId)).body.status).toBe("submitted");
    expect(noticesTo(city.kit, COUNTY)).toContain("rectification-submitted");
    expect(said(await submit(measureId))).toEqual([409, "measure.step-unfit"]);

    city.kit.advance(3 * DAY_MS);
    expect((await sentBack(measureId)).body.deadline.dueOn).toBe("2026-03-23");
    expect(said(await liftedBy(city, city.watcher, measureId, "fulfilled"))).toEqual([
      409,
      "measure.step-unfit",
    ]);
    await submit(measureId);
    const accepted = await liftedBy(city, city.watcher, measureId, "fulfilled");
    expect([accepted.status, accepted.body.status]).toEqual([200, "fulfilled"]);
    expect(said(await liftedBy(city, city.watcher, measureId))).toEqual([409, "measure.over"]);
    expect(await notesOn(city, alertId)).toEqual([
      ["alert-measure-taken", "rectify"],
      ["alert-measure-lifted", "rectify"],
    ]);
    expect(city.kit.defects).toEqual([]);
  });

  it("is shown as overdue once its last day is over, and its county told, once", async () => {
    const { measureId } = await order();
    const due = dueLine(city.kit);
    const untilMidnight = Date.parse("2026-03-21T00:00:00+08:00") - city.kit.now();
    city.kit.advance(untilMidnight - 1);
    await due.minute();
    expect(await due.look()).toEqual([]);
    city.kit.advance(1);
    const messages = await due.look();
    expect(await due.actOn([...messages, ...messages])).toEqual([]);
    expect(await due.look()).toEqual([]);
    const { body } = await city.ask("listMeasures", city.watcher, { query: { overdue: "true" } });
    expect(body.measures).toMatchObject([{ measureId, isOverdue: true, status: "in-force" }]);
    for (const inbox of [COUNTY, city.institutionId])
      expect(
        noticesTo(city.kit, inbox).filter((template) => template === "rectification-overdue"),
      ).toHaveLength(1);
    expect((await submit(measureId)).body).toMatchObject({ status: "submitted", isOverdue: true });
    expect((await sentBack(measureId)).body.isOverdue).toBe(false);
  });

  it("is reminded of at half time and a day before its end, once each, and not when submitted", async () => {
    const { measureId } = await order();
    const { measureId: answered } = await order();
    await submit(answered);
    const due = dueLine(city.kit);
    const reminders = () =>
      noticesTo(city.kit, city.institutionId).filter((name) => name === "rectification-reminder");
    // From 9 o'clock on 6 March to the midnight after 20 March: the half of it is 13 March, 16:30.
    for (const [at, told] of [
      ["2026-03-13T16:29:59+08:00", 0],
      ["2026-03-13T16:30:00+08:00", 1],
      ["2026-03-19T23:59:59+08:00", 1],
      ["2026-03-20T00:00:00+08:00", 2],
      ["2026-03-20T23:59:59+08:00", 2],
    ] as const) {
      city.kit.advance(Date.parse(at) - city.kit.now());
      const messages = await due.look();
      expect(await due.actOn([...messages, ...messages])).toEqual([]);
      expect([at, reminders().length]).toEqual([at, told]);
    }
    const { body } = await city.ask("getMeasure", city.watcher, { path: { measureId } });
    expect([body.isOverdue, body.timeline.length]).toEqual([false, 3]);
  });

  it("ends later by days off that a correction of the calendar brings", async () => {
    const { measureId } = await order();
    await seedCalendar(city.kit, calendarWith("2026-03-19", "2026-03-20"));
    city.kit.advance(2 * 60_000);
    const due = dueLine(city.kit);
    const messages = await due.calendarNews();
    expect(await due.actOn([...messages, ...messages])).toEqual([]);
    const { body } = await city.ask("getMeasure", city.watcher, { path: { measureId } });
    expect(body.deadline.dueOn).toBe("2026-03-24");
    expect(noticesTo(city.kit, city.institutionId)).toContain("rectification-recounted");
    expect(
      body.timeline.map(({ event, by }: { event: string; by: string }) => [event, by]),
    ).toEqual([
      ["measure-ordered", "authority"],
      ["rectification-recounted", "platform"],
    ]);
    city.kit.advance(Date.parse("2026-03-24T12:00:00+08:00") - city.kit.now());
    await due.minute();
    expect((await submit(measureId)).body.isOverdue).toBe(false);
  });

  it("is answered by the owner alone, and nobody else's institution knows of it", async () => {
    const { measureId } = await order();
    const works = (institutionId: string, duty: "owner" | "finance") =>
      seedMember(city.kit.table, `${institutionId}-${duty}`, {
        role: "institution",
        institutionId,
        duties: [duty],
      });
    expect(said(await submit(measureId, await works(city.institutionId, "finance")))).toEqual([
      403,
      "identity.role-required",
    ]);
    expect(said(await submit(measureId, await works("ins_other", "owner")))).toEqual([
      404,
      "resource.not-found",
    ]);
  });
});

describe("a talk", () => {
  it("lies ahead, is told to the institution, and is over when it was held", async () => {
    const at = (talkAt: string) => ordered(city, "talkToInstitution", city.watcher, { talkAt });
    expect(said(await at("2026-03-06T08:59:00+08:00"))).toEqual([422, "measure.talk-in-the-past"]);
    const talk = await at("2026-03-11T10:00:00+08:00");
    expect([talk.status, Date.parse(talk.body.talkAt)]).toEqual([
      201,
      Date.parse("2026-03-11T10:00:00+08:00"),
    ]);
    expect(noticesTo(city.kit, city.institutionId)).toContain("talk-ordered");
    const { measureId } = talk.body;
    expect(said(await submit(measureId))).toEqual([409, "measure.step-unfit"]);
    expect((await liftedBy(city, city.watcher, measureId, "fulfilled")).body.status).toBe(
      "fulfilled",
    );
    expect(said(await liftedBy(city, city.author, measureId))).toEqual([
      403,
      "identity.outside-unit",
    ]);
  });
});

describe("who sees a measure", () => {
  it("shows the institution what and why, and neither the alert nor the officer", async () => {
    const { alertId } = await seedAlert(city);
    const { measureId } = await order({ alertId });
    const path = { measureId };
    const { body } = await city.ask("getInstitutionMeasure", city.owner, { path });
    expect(body).toMatchObject({
      measure: "rectify",
      basis: { code: "prepaid-fees-2021-2", article: "教监管函〔2021〕2号" },
      timeline: [{ event: "measure-ordered", by: "authority", text: REASON }],
    });
    for (const hidden of ["alertId", "officerId", "proposalId"])
      expect(body).not.toHaveProperty(hidden);
    const full = await city.ask("getMeasure", city.watcher, { path });
    expect(full.body).toMatchObject({ alertId, officerId: city.watcher.memberId });
  });

  it("keeps what people write out of every item in clear", async () => {
    const { measureId } = await order();
    await submit(measureId);
    expect(JSON.stringify(city.kit.table.all())).not.toContain("王强");
    expect(JSON.stringify(city.kit.table.all())).not.toContain("已补签合同");
  });

  it("is nothing for other places, trades and duties, and merges counties above", async () => {
    const { measureId } = await order();
    const path = { measureId };
    const sports = await seedMember(city.kit.table, "sports", {
      role: "officer",
      unitId: COUNTY,
      department: "sports",
      duties: ["risk"],
    });
    for (const as of [sports, await anOfficer(city.kit, "next", "unt_411103", ["risk"])]) {
      expect(said(await city.ask("getMeasure", as, { path }))).toEqual([404, "resource.not-found"]);
      expect((await city.ask("listMeasures", as)).body.measures).toEqual([]);
      expect(said(await ordered(city, "orderInspection", as))).toEqual([
        403,
        "identity.outside-unit",
      ]);
      expect(said(await liftedBy(city, as, measureId))).toEqual([404, "resource.not-found"]);
    }
    const province = await anOfficer(city.kit, "province", "unt_410000", ["audit"]);
    expect((await city.ask("listMeasures", province)).body.measures).toHaveLength(1);
    expect(said(await ordered(city, "orderInspection", province))).toEqual([
      403,
      "identity.role-required",
    ]);
  });
});
