import { beforeEach, describe, expect, it } from "vitest";
import { noticesTo } from "../../support/deadlines.ts";
import { liftedBy, type MeasureCity, measureCity, ordered } from "../../support/measures.ts";

let city: MeasureCity;

beforeEach(async () => {
  city = await measureCity(1);
});

const said = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

describe("an inspection", () => {
  const findings = {
    result: "defects",
    seenHeadcount: 42,
    staffCount: 3,
    leaseEndsOn: "2026-04-30",
  };
  const record = (measureId: string, body: Readonly<Record<string, unknown>> = findings) =>
    city.ask("recordInspection", city.watcher, {
      path: { measureId },
      body: { ...body, report: "两间教室无人" },
    });
  const seenByOwner = async () =>
    (
      await city.ask("listInstitutionMeasures", city.owner, {
        path: { institutionId: city.institutionId },
      })
    ).body.measures;

  it("is seen by its institution when it is recorded, with what was found", async () => {
    const { measureId } = (await ordered(city, "orderInspection", city.watcher)).body;
    const path = { measureId };
    expect(await seenByOwner()).toEqual([]);
    expect(said(await city.ask("getInstitutionMeasure", city.owner, { path }))).toEqual([
      404,
      "resource.not-found",
    ]);
    expect(noticesTo(city.kit, city.institutionId)).toEqual([]);
    expect((await record(measureId)).body).toMatchObject({ status: "fulfilled", findings });
    expect(await seenByOwner()).toMatchObject([{ measureId, findings }]);
    expect(noticesTo(city.kit, city.institutionId)).toEqual(["inspection-recorded"]);
    expect(said(await record(measureId))).toEqual([409, "measure.over"]);
  });

  it("is never heard of where it is taken back, and is only recorded, not declared done", async () => {
    const { measureId } = (await ordered(city, "orderInspection", city.watcher)).body;
    expect(said(await liftedBy(city, city.watcher, measureId, "fulfilled"))).toEqual([
      409,
      "measure.step-unfit",
    ]);
    expect((await liftedBy(city, city.watcher, measureId)).body.status).toBe("lifted");
    expect([await seenByOwner(), noticesTo(city.kit, city.institutionId)]).toEqual([[], []]);
  });

  it("takes no findings that are none", async () => {
    const { measureId } = (await ordered(city, "orderInspection", city.watcher)).body;
    for (const wrong of [{ seenHeadcount: -1 }, { result: "fine" }, { leaseEndsOn: "2026-02-30" }])
      expect(said(await record(measureId, { ...findings, ...wrong }))).toEqual([
        400,
        "input.invalid",
      ]);
  });
});
