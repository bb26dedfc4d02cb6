import { beforeEach, describe, expect, it } from "vitest";
import { MeasureId } from "../../../domain/shared/ids.ts";
import { HOUR_MS } from "../../../domain/shared/time.ts";
import { dueLine, noticesTo } from "../../support/deadlines.ts";
import { once } from "../../support/door.ts";
import { aMarket, anOpenClass, changeInstitution, doors } from "../../support/enrolment.ts";
import {
  anOfficer,
  decided,
  liftedBy,
  type MeasureCity,
  measureCity,
  notesOn,
  ordered,
  resumed,
  seedAlert,
  stopped,
} from "../../support/measures.ts";

let city: MeasureCity;

beforeEach(async () => {
  city = await measureCity();
});

const said = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

describe.each([
  { id: "stopRelease" as const, stop: "release", template: "releases-stopped" },
  { id: "stopSale" as const, stop: "sale", template: "sales-stopped" },
])("$id", ({ id, stop, template }) => {
  it("takes effect at once, and stands when another officer confirms it", async () => {
    const answer = await ordered(city, id, city.author);
    const { measureId, proposalId, lapsesAt, basis } = answer.body;
    expect([answer.status, answer.body.status, basis.code]).toEqual([
      202,
      "in-force",
      "prepaid-fees-2021-2",
    ]);
    expect(Date.parse(lapsesAt)).toBe(city.kit.now() + 24 * HOUR_MS);
    expect((await city.institution()).stops).toEqual({ [stop]: measureId });
    expect(noticesTo(city.kit, city.institutionId)).toContain(template);

    expect(said(await decided(city, city.author, proposalId))).toEqual([
      422,
      "proposal.author-decides",
    ]);
    expect(said(await ordered(city, id, city.other))).toEqual([409, "measure.already-stopped"]);
    expect((await decided(city, city.other, proposalId)).body.status).toBe("approved");
    const shown = await city.ask("getMeasure", city.watcher, { path: { measureId } });
    expect(shown.body).not.toHaveProperty("lapsesAt");
    expect(shown.body.timeline.map(({ event }: { event: string }) => event)).toEqual([
      "measure-ordered",
      "measure-confirmed",
    ]);
    expect(city.kit.defects).toEqual([]);
  });

  it("ends by itself when nobody confirms it within 24 hours, and cannot be confirmed then", async () => {
    const { measureId, proposalId } = (await ordered(city, id, city.author)).body;
    const due = dueLine(city.kit);
    city.kit.advance(24 * HOUR_MS - 1);
    expect(await due.look()).toEqual([]);
    city.kit.advance(1);
    expect(said(await decided(city, city.other, proposalId))).toEqual([409, "measure.stop-lapsed"]);
    const messages = await due.look();
    expect(await due.actOn([...messages, ...messages])).toEqual([]);
    expect(await city.institution()).not.toHaveProperty("stops");
    const shown = await city.ask("getMeasure", city.watcher, { path: { measureId } });
    expect([shown.body.status, shown.body.endedBy]).toEqual(["lifted", "lapsed"]);
    expect((await ordered(city, id, city.author)).status).toBe(202);
  });

  it("answers the same call with the same measure", async () => {
    const headers = once();
    const ask = () =>
      city.ask(id, city.author, {
        path: { institutionId: city.institutionId },
        body: { basis: "prepaid-fees-2021-2", reason: "负责人失联" },
        headers,
      });
    const [first, second] = [await ask(), await ask()];
    expect(second.body).toEqual(first.body);
    expect(second.headers["idempotency-replayed"]).toBe("true");
  });

  it("is lifted by two officers, once it is confirmed", async () => {
    const { measureId, proposalId } = (await ordered(city, id, city.author)).body;
    expect(said(await liftedBy(city, city.author, measureId))).toEqual([
      409,
      "measure.stop-unconfirmed",
    ]);
    await decided(city, city.other, proposalId);
    expect(said(await liftedBy(city, city.author, measureId, "fulfilled"))).toEqual([
      409,
      "measure.step-unfit",
    ]);
    const lifting = (await liftedBy(city, city.author, measureId)).body;
    expect(lifting.status).toBe("in-force");
    expect(said(await decided(city, city.author, lifting.proposalId))).toEqual([
      422,
      "proposal.author-decides",
    ]);
    expect((await decided(city, city.other, lifting.proposalId, "reject")).status).toBe(200);
    expect((await city.institution()).stops).toEqual({ [stop]: measureId });
    const late = (await liftedBy(city, city.author, measureId)).body;
    await resumed(city, measureId);
    expect(await city.institution()).not.toHaveProperty("stops");
    expect(said(await decided(city, city.other, late.proposalId))).toEqual([409, "measure.over"]);
    expect(noticesTo(city.kit, city.institutionId)).toContain("measure-lifted");
  });

  it("is nothing for officers of another county, trade or duty", async () => {
    const measureId = await stopped(city, id);
    expect(said(await ordered(city, id, city.neighbour))).toEqual([403, "identity.outside-unit"]);
    expect(said(await liftedBy(city, city.neighbour, measureId))).toEqual([
      404,
      "resource.not-found",
    ]);
    expect(said(await ordered(city, id, city.watcher))).toEqual([403, "identity.role-required"]);
    expect(said(await liftedBy(city, city.watcher, measureId))).toEqual([
      403,
      "identity.outside-unit",
    ]);
  });
});

describe("a stop because of an alert", () => {
  it("is on the alert's timeline, from its order to its end", async () => {
    const { alertId } = await seedAlert(city);
    const { measureId, proposalId } = (await ordered(city, "stopRelease", city.author, { alertId }))
      .body;
    await decided(city, city.other, proposalId);
    await resumed(city, measureId);
    expect(await notesOn(city, alertId)).toEqual([
      ["alert-measure-taken", "stop-release"],
      ["alert-measure-lifted", "stop-release"],
    ]);
  });

  it("is refused, and nothing written, for an alert of another institution or an article that does not bear it", async () => {
    const { alertId } = await seedAlert({
      kit: city.kit,
      institutionId: "ins_01KJNP0000000000000000000Z",
    });
    const before = city.kit.table.all().length;
    const elsewhere = await ordered(city, "stopRelease", city.author, { alertId });
    expect(said(elsewhere)).toEqual([404, "resource.not-found"]);
    const unfit = await ordered(city, "stopRelease", city.author, { basis: "penalty-54" });
    expect(said(unfit)).toEqual([422, "measure.basis-unfit"]);
    expect(city.kit.table.all().length).toBe(before);
  });
});

describe("releases that are stopped", () => {
  it("are held wherever they stood, and go on exactly once", async () => {
    // The fees are instructed before the stop, and not sent.
    await city.line.instruct();
    const measureId = await stopped(city, "stopRelease");
    await city.everythingRuns();
    expect(city.bank.asked).toEqual([]);
    await resumed(city, measureId);
    const messages = await city.held.find();
    expect(await city.held.resume([...messages, ...messages])).toEqual([]);
    await city.everythingRuns();
    await city.held.resume(messages);
    expect(city.bank.paid.size).toBe(2);
    expect(city.kit.defects).toEqual([]);
  });

  it("stay held by a freeze when the stop ends, and by the stop when the freeze ends", async () => {
    const first = await stopped(city, "stopRelease");
    await city.frozen();
    await resumed(city, first);
    await city.held.resume(await city.held.find());
    await city.everythingRuns();
    const second = await stopped(city, "stopRelease");
    await city.lifted();
    await city.held.resume(await city.held.find());
    await city.everythingRuns();
    expect([city.instructionCount(), city.bank.asked.length]).toEqual([0, 0]);
    await resumed(city, second);
    await city.held.resume(await city.held.find());
    await city.everythingRuns();
    expect(city.bank.paid.size).toBe(2);
  });

  it("are not looked through where a stop of sales has ended", async () => {
    await resumed(city, await stopped(city, "stopSale"));
    expect(await city.held.find()).toEqual([]);
  });
});

describe("a stop of sales", () => {
  it("takes no order and no payment, and courses say that they are not on sale", async () => {
    const market = await aMarket();
    const door = doors(market);
    const { classId, courseId } = await anOpenClass(door);
    const { studentId } = (await door.addStudent()).body;
    const { enrolmentId, termsHash } = (await door.placeOrder({ studentId, classId })).body;
    await door.signContract(enrolmentId, termsHash);
    const sale = MeasureId.parse("msr_01KJNP0000000000000000000A");
    await changeInstitution(market, { stops: { sale } });
    for (const answer of [
      await door.placeOrder({ studentId, classId }),
      await door.payOrder(enrolmentId),
    ]) {
      expect(said(answer)).toEqual([422, "catalogue.not-sellable"]);
      expect(answer.body.detail).toContain("已被主管部门暂停收费");
    }
    expect(market.bank.asked).toEqual([]);
    expect((await door.getCourse(courseId)).body.institution.onSale).toBe(false);
    await changeInstitution(market, { stops: {} });
    expect((await door.payOrder(enrolmentId)).status).toBe(200);
  });
});

describe("the matter of a stop", () => {
  it("is shown with its measure to those who decide it", async () => {
    const { measureId, proposalId } = (await ordered(city, "stopSale", city.author)).body;
    const { body } = await city.ask("listProposals", city.other, {
      query: { kind: "institution-stop" },
    });
    expect(body.proposals).toMatchObject([
      { proposalId, measureId, stop: "sale", duty: "funds", status: "ready" },
    ]);
    const provincial = await anOfficer(city.kit, "province", "unt_410000", ["funds"]);
    expect((await decided(city, provincial, proposalId, "reject")).status).toBe(200);
    expect(await city.institution()).not.toHaveProperty("stops");
  });
});
