import { beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "../../../domain/shared/time.ts";
import {
  COMPLAINANT,
  type ComplaintCity,
  complaintCity,
  filed,
  STATEMENT,
} from "../../support/complaint-city.ts";
import { dueLine, noticesTo } from "../../support/deadlines.ts";
import type { Caller } from "../../support/door.ts";
import { entriesIn } from "../../support/events.ts";

const WORDS = "经核实，情况如下。";

let city: ComplaintCity;

beforeEach(async () => {
  city = await complaintCity();
});

const on = (complaintId: string) => ({ path: { complaintId } });
const write = (id: string, as: Caller, complaintId: string, body: object = { text: WORDS }) =>
  city.ask(id, as, { ...on(complaintId), body });
const act = (id: string, as: Caller, complaintId: string) => city.ask(id, as, on(complaintId));
const eventsOf = (complaintId: string) =>
  entriesIn(city.kit.table)
    .filter((entry) => entry.aggregateId === complaintId)
    .map(({ eventName }) => eventName);

describe("a complaint", () => {
  it("is answered by the institution and accepted by the family", async () => {
    const complaintId = await filed(city);
    const seen = await act("getInstitutionComplaint", city.service, complaintId);
    expect(seen.body).toMatchObject({
      turn: "institution",
      deadline: { dueOn: "2026-03-13", isProvisional: false },
      complainant: { isClear: false, name: "钟**溪", phone: "138****0001", members: [] },
      timeline: [{ event: "complaint-filed", by: "family", text: STATEMENT }],
    });
    const answered = await write("respondToComplaint", city.service, complaintId);
    expect(answered.body).toMatchObject({ status: "institution-answered", turn: "family" });
    const accepted = await act("acceptResolution", city.family, complaintId);
    expect([accepted.status, accepted.body]).toEqual([200, { complaintId, status: "concluded" }]);
    expect(noticesTo(city.kit, city.family.memberId).toSorted()).toEqual([
      "complaint-answered",
      "complaint-concluded",
    ]);
    expect(noticesTo(city.kit, city.institutionId).toSorted()).toEqual([
      "complaint-concluded",
      "complaint-filed",
    ]);
    const mine = await act("getMyComplaint", city.family, complaintId);
    expect(
      mine.body.timeline.map(({ by, text }: { by: string; text?: string }) => [by, text]),
    ).toEqual([
      ["family", STATEMENT],
      ["institution", WORDS],
      ["family", undefined],
    ]);
    expect(city.kit.defects).toEqual([]);
  });

  it("climbs by rejection to county, city and province, whose decision is final", async () => {
    const complaintId = await filed(city);
    await write("respondToComplaint", city.service, complaintId);
    await write("rejectResolution", city.family, complaintId);
    const decide = { step: "decide", finding: "dismissed", text: WORDS };
    await write("mediateComplaint", city.county, complaintId, { step: "take-up" });
    await write("mediateComplaint", city.county, complaintId, decide);
    await write("rejectResolution", city.family, complaintId);
    await write("mediateComplaint", city.city, complaintId, decide);
    await write("rejectResolution", city.family, complaintId);
    const final = await write("mediateComplaint", city.province, complaintId, {
      step: "decide",
      finding: "upheld",
      text: WORDS,
      lead: "false-advertisement",
    });
    expect(final.body).toEqual({ complaintId, status: "concluded" });
    expect(eventsOf(complaintId)).toEqual([
      "complaint-filed",
      "complaint-answered",
      "complaint-escalated",
      "complaint-taken-up",
      "complaint-decided",
      "complaint-escalated",
      "complaint-decided",
      "complaint-escalated",
      "complaint-concluded",
    ]);
    const rated = await write("rateComplaint", city.family, complaintId, { stars: 5 });
    expect(rated.status).toBe(200);
    const reopened = await write("reopenComplaint", city.family, complaintId);
    expect(reopened.body).toMatchObject({ status: "with-county", turn: "county" });
    expect(city.kit.defects).toEqual([]);
  });

  it("climbs by itself when nobody answers, minute by minute of the clock", async () => {
    const complaintId = await filed(city);
    const line = dueLine(city.kit);
    const statuses = new Set<string>();
    for (let day = 0; day < 80; day += 1) {
      city.kit.advance(DAY_MS);
      await line.minute();
      const { body } = await act("getMyComplaint", city.family, complaintId);
      statuses.add(`${body.status}${body.isOverdue === true ? " overdue" : ""}`);
    }
    expect([...statuses]).toEqual([
      "with-institution",
      "with-county",
      "with-city",
      "with-province",
      "with-province overdue",
    ]);
    expect(noticesTo(city.kit, city.institutionId)).toContain("complaint-reminder");
    const { body } = await act("getMyComplaint", city.family, complaintId);
    const climbs = body.timeline.filter(({ event }: { event: string }) =>
      event.endsWith("escalated"),
    );
    expect(climbs.map(({ by }: { by: string }) => by)).toEqual([
      "platform",
      "platform",
      "platform",
    ]);
    expect(city.kit.defects).toEqual([]);
  });

  it("ends with the answer it has when the family is silent", async () => {
    const complaintId = await filed(city);
    await write("respondToComplaint", city.service, complaintId);
    const line = dueLine(city.kit);
    for (let day = 0; day < 20; day += 1) {
      city.kit.advance(DAY_MS);
      await line.minute();
    }
    const { body } = await act("getMyComplaint", city.family, complaintId);
    expect(body).toMatchObject({ status: "concluded", resolution: { finding: "offered" } });
    expect(noticesTo(city.kit, city.family.memberId)).toEqual([
      "complaint-answered",
      "complaint-reminder",
      "complaint-reminder",
      "complaint-concluded",
    ]);
  });

  it("is taken up a level by the family once the time is over, and not before", async () => {
    const complaintId = await filed(city);
    const early = await act("escalateComplaint", city.family, complaintId);
    expect([early.status, early.body.code]).toEqual([409, "complaint.not-overdue"]);
    city.kit.advance(9 * DAY_MS);
    const late = await write("respondToComplaint", city.service, complaintId);
    expect([late.status, late.body.code]).toEqual([409, "complaint.too-late"]);
    const up = await act("escalateComplaint", city.family, complaintId);
    expect(up.body).toMatchObject({ status: "with-county", turn: "county" });
  });

  it("decides a race once: one of two answers is taken, the other told why not", async () => {
    const complaintId = await filed(city);
    const both = await Promise.all([
      write("respondToComplaint", city.service, complaintId),
      act("withdrawComplaint", city.family, complaintId),
      write("respondToComplaint", city.service, complaintId, { text: "另一份答复" }),
    ]);
    const done = both.filter(({ status }) => status === 200).length;
    expect(done).toBeGreaterThanOrEqual(1);
    for (const { status, body } of both)
      if (status !== 200) expect(body.code).toMatch(/^complaint\.|^resource\.changed$/);
    expect(
      eventsOf(complaintId).filter((name) => name === "complaint-answered").length,
    ).toBeLessThan(2);
    expect(city.kit.defects).toEqual([]);
  });

  it("keeps what people write and who they are out of heads, events and notices", async () => {
    const complaintId = await filed(city, {
      members: [{ name: "欧阳明月", phone: "13900000002", isRepresentative: true }],
    });
    await write("respondToComplaint", city.service, complaintId);
    const written = JSON.stringify(city.kit.table.all());
    for (const secret of [STATEMENT, WORDS, COMPLAINANT.name, "13800000001", "欧阳明月"])
      expect(written).not.toContain(secret);
  });
});
