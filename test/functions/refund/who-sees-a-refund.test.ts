import { beforeEach, describe, expect, it } from "vitest";
import { refundCity, type RefundCity, requested } from "../../support/refund-city.ts";

let city: RefundCity;
let refundId: string;
beforeEach(async () => {
  city = await refundCity();
  refundId = await requested(city);
});

const REJECT = { decision: "reject", reasonCode: "other", text: "家长李芳已与王强口头约定" };
const reject = () => city.ask("decideRefund", city.finance, { path: { refundId }, body: REJECT });

describe("a refund as its sides see it", () => {
  it("says its state, whose turn it is, until when and by which article", async () => {
    const { body } = await city.ask("getMyRefund", city.guardian, { path: { refundId } });
    expect(body).toMatchObject({
      status: "applied",
      turn: "institution",
      deadline: { dueOn: "2026-03-13", isProvisional: false },
      totalFen: 30_000,
      texts: [],
      timeline: [{ event: "refund-opened", status: "applied", by: "family" }],
    });
    expect(body.deadline.article).not.toBe("");
    expect(body.terms.length).toBeGreaterThan(0);
  });

  it("shows the institution's words to the family and the officer, and to nobody else", async () => {
    await reject();
    const read = (operation: string, as: RefundCity["finance"]) =>
      city.ask(operation, as, { path: { refundId } });
    for (const { body } of [
      await read("getMyRefund", city.guardian),
      await read("getInstitutionRefund", city.finance),
      await read("getRefund", city.officer),
    ])
      expect(body).toMatchObject({
        status: "rejected",
        turn: "authority",
        rejectionCode: "other",
        texts: [{ by: "institution", text: REJECT.text }],
        timeline: [{ by: "family" }, { by: "institution", status: "rejected" }],
      });
    expect((await read("getMyRefund", city.otherGuardian)).status).toBe(404);
    expect((await read("getInstitutionRefund", city.teacher)).status).toBe(403);
    expect((await read("getRefund", city.neighbour)).status).toBe(404);
    const written = city.kit.table.all().map((item) => JSON.stringify(item));
    expect(written.some((text) => text.includes("李芳"))).toBe(false);
  });

  it("lies in the lists of the family, the institution and the county's officers", async () => {
    const ids = async (operation: string, as: RefundCity["finance"], call = {}) =>
      (await city.ask(operation, as, call)).body.refunds.map(
        (refund: { refundId: string }) => refund.refundId,
      );
    const path = { institutionId: city.institutionId };
    expect(await ids("listMyRefunds", city.guardian)).toEqual([refundId]);
    expect(await ids("listMyRefunds", city.otherGuardian)).toEqual([]);
    expect(await ids("listInstitutionRefunds", city.finance, { path })).toEqual([refundId]);
    expect(await ids("listRefunds", city.officer)).toEqual([refundId]);
    expect(await ids("listRefunds", city.officer, { query: { turn: "bank" } })).toEqual([]);
    expect(await ids("listRefunds", city.officer, { query: { status: "applied" } })).toEqual([
      refundId,
    ]);
    expect(await ids("listRefunds", city.neighbour)).toEqual([]);
  });

  it("is decided by its own institution and arbitrated by its own county only", async () => {
    const path = { refundId };
    const body = { decision: "agree" };
    expect((await city.ask("decideRefund", city.stranger, { path, body })).status).toBe(403);
    await reject();
    const finding = { finding: "dismiss", text: "经核实，不予支持" };
    const far = await city.ask("arbitrateRefund", city.neighbour, { path, body: finding });
    expect(far.status).toBe(404);
  });
});
