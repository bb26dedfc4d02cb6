import { beforeEach, describe, expect, it } from "vitest";
import { useCases } from "../../../functions/contracts.ts";
import {
  aStatement,
  COMPLAINANT,
  type ComplaintCity,
  complaintCity,
  filed,
} from "../../support/complaint-city.ts";
import type { Caller } from "../../support/door.ts";

let city: ComplaintCity;

beforeEach(async () => {
  city = await complaintCity();
});

const look = (id: string, as: Caller, complaintId: string, query?: Record<string, string>) =>
  city.ask(id, as, { path: { complaintId }, ...(query && { query }) });

describe("an anonymous complaint", () => {
  const anonymous = () => {
    const [family] = city.families;
    return filed(city, { isAnonymousToInstitution: true, enrolmentId: family?.enrolmentId });
  };

  it("says to the institution nothing by which it could learn who complains", async () => {
    const complaintId = await anonymous();
    const { body } = await look("getInstitutionComplaint", city.service, complaintId);
    expect(body).toMatchObject({ isAnonymousToInstitution: true, evidence: [] });
    const listed = await city.ask("listInstitutionComplaints", city.service, {
      path: { institutionId: city.institutionId },
    });
    const told = JSON.stringify([body, listed.body]);
    for (const secret of [
      COMPLAINANT.name,
      "138****",
      city.family.memberId,
      "enr_",
      'complainant"',
    ])
      expect(told).not.toContain(secret);
  });

  it.each([{ amountFen: 30_001 }, { amountFen: 1 }, { lessons: [99] }])(
    "says nothing about its order to an institution that tries an offer of %j",
    async (refund) => {
      const complaintId = await anonymous();
      const { status, body } = await city.ask("respondToComplaint", city.service, {
        path: { complaintId },
        body: { text: "同意退费。", refund },
      });
      expect([status, body.code, body.facts]).toEqual([
        422,
        "complaint.refund-without-order",
        undefined,
      ]);
    },
  );

  it("lies under a key that no function of institutions holds", async () => {
    const complaintId = await anonymous();
    const kept = city.kit.table.all().map(({ pk }) => pk);
    expect(kept).toContain(`PII#complaint-sealed#${complaintId}.complainant`);
    expect(kept).not.toContain(`PII#complaint-party#${complaintId}.complainant`);
    const holders = useCases.filter(({ touches }) =>
      touches.personal?.includes("complaint-sealed"),
    );
    expect(holders.map(({ id }) => id).toSorted()).toEqual(["fileComplaint", "getComplaint"]);
  });
});

describe("an officer", () => {
  it("sees who complains masked, in clear with a purpose, and each look is logged", async () => {
    const complaintId = await filed(city, {
      members: [{ name: "欧阳明月", phone: "13900000002" }],
    });
    const masked = await look("getComplaint", city.county, complaintId);
    expect(masked.body.complainant).toEqual({
      isClear: false,
      name: "钟**溪",
      phone: "138****0001",
      members: [{ name: "欧**月", phone: "139****0002", isRepresentative: false }],
    });
    const clear = await look("getComplaint", city.county, complaintId, { purpose: "handling" });
    expect(clear.body.complainant).toMatchObject({
      isClear: true,
      name: COMPLAINANT.name,
      phone: "13800000001",
      address: COMPLAINANT.address,
    });
    await look("getComplaint", city.stranger, complaintId);
    const log = await look("listComplaintLooks", city.auditor, complaintId);
    expect(log.body.looks).toHaveLength(2);
    expect(log.body.looks).toContainEqual(
      expect.objectContaining({
        memberId: city.county.memberId,
        isClear: true,
        purpose: "handling",
      }),
    );
  });

  it("of a superior authority may look at any time, and acts when it is the turn", async () => {
    const complaintId = await filed(city);
    expect((await look("getComplaint", city.province, complaintId)).status).toBe(200);
    await city.ask("respondToComplaint", city.service, {
      path: { complaintId },
      body: { text: "请家长来校协商。" },
    });
    await city.ask("rejectResolution", city.family, {
      path: { complaintId },
      body: { text: "不认可。" },
    });
    const mediate = (as: Caller) =>
      city.ask("mediateComplaint", as, { path: { complaintId }, body: { step: "take-up" } });
    for (const superior of [city.city, city.province]) {
      const { status, body } = await mediate(superior);
      expect([status, body.code]).toEqual([403, "complaint.with-another-authority"]);
      expect(body.detail).toContain("县级主管部门");
    }
    expect((await mediate(city.county)).status).toBe(200);
    expect((await look("getComplaint", city.neighbour, complaintId)).status).toBe(403);
  });

  it("finds the complaints that wait for this level, among all of the area", async () => {
    const first = await filed(city);
    const second = await filed(city);
    await city.ask("respondToComplaint", city.service, {
      path: { complaintId: second },
      body: { text: "已答复。" },
    });
    await city.ask("rejectResolution", city.family, {
      path: { complaintId: second },
      body: { text: "不认可。" },
    });
    const ids = async (as: Caller, query: Record<string, string>) => {
      const { body } = await city.ask("listComplaints", as, { query });
      return body.complaints.map((one: { complaintId: string }) => one.complaintId);
    };
    expect((await ids(city.city, {})).toSorted()).toEqual([first, second].toSorted());
    expect(await ids(city.county, { turn: "county" })).toEqual([second]);
    expect(await ids(city.city, { turn: "city" })).toEqual([]);
    expect(await ids(city.county, { status: "with-institution" })).toEqual([first]);
    const mine = await city.ask("listMyComplaints", city.family, { query: { limit: "1" } });
    expect(mine.body.complaints).toHaveLength(1);
    expect(mine.body.nextCursor).toBeDefined();
  });

  it("of the county hands a complaint to the county where the facts lie, which then has it", async () => {
    const complaintId = await filed(city);
    await city.ask("respondToComplaint", city.service, {
      path: { complaintId },
      body: { text: "已答复。" },
    });
    await city.ask("rejectResolution", city.family, {
      path: { complaintId },
      body: { text: "不认可。" },
    });
    const hand = (unitId: string) =>
      city.ask("reassignComplaint", city.county, {
        path: { complaintId },
        body: { unitId, text: "教学点在郾城区。" },
      });
    for (const unitId of ["unt_411100", "unt_441900", "unt_411102", "unt_999999"]) {
      const { status, body } = await hand(unitId);
      expect([status, body.code]).toEqual([422, "complaint.not-a-county"]);
    }
    expect((await hand("unt_411103")).body).toMatchObject({ status: "with-county" });
    expect((await look("getComplaint", city.county, complaintId)).status).toBe(404);
    expect((await look("getComplaint", city.city, complaintId)).body.countyUnitId).toBe(
      "unt_411103",
    );
  });
});

describe("other people", () => {
  it("see a complaint as if it did not exist", async () => {
    const complaintId = await filed(city);
    expect((await look("getMyComplaint", city.stranger, complaintId)).status).toBe(404);
    const withdrawn = await look("withdrawComplaint", city.stranger, complaintId);
    expect(withdrawn.status).toBe(404);
  });
});

describe("a complaint of many", () => {
  const members = (...phones: readonly string[]) =>
    phones.map((phone, place) => ({ name: `家长${String(place)}`, phone }));
  const file = (changes: object) =>
    city.ask("fileComplaint", city.family, { body: aStatement(city, { ...changes }) });

  it("counts each family once", async () => {
    const complaintId = await filed(city, { members: members("13900000002", "13900000003") });
    const { body } = await look("getMyComplaint", city.family, complaintId);
    expect(body.memberCount).toBe(3);
  });

  it.each([
    ["a family twice", ["13900000002", "139-0000-0002"], "complaint.counted-twice", 2],
    ["the one who files again", ["13800000001"], "complaint.counted-twice", 1],
    ["no telephone", ["12345"], "complaint.phone-invalid", 2],
  ])("refuses to count %s", async (_what, phones, code, place) => {
    const { status, body } = await file({ members: members(...phones) });
    expect([status, body.code, body.facts]).toEqual([422, code, { place }]);
  });

  it("has two who speak for all at most", async () => {
    const two = members("13900000002", "13900000003").map((one) => ({
      ...one,
      isRepresentative: true,
    }));
    const { status, body } = await file({ members: two });
    expect([status, body.fields[0].path]).toEqual([400, "body.members"]);
  });
});
