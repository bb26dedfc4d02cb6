import { beforeEach, describe, expect, it } from "vitest";
import { seedMember } from "../../support/door.ts";
import { fundsOfficer } from "../../support/institution.ts";
import { COUNTY, type MeasureCity, measureCity, ordered } from "../../support/measures.ts";

let city: MeasureCity;

beforeEach(async () => {
  city = await measureCity();
});

const UNVERIFIED = {
  verification: "unverified",
  verificationNote: {
    zh: "尚未与官方文本核对，须由人员核对。",
    en: "Not compared with the official text yet: somebody has to.",
  },
};

describe("the articles that measures rest on", () => {
  const listed = async (query: Readonly<Record<string, string>> = {}) =>
    (await city.ask("listLegalBases", city.watcher, { query })).body.legalBases;

  it("are all listed, with what each bears and how sure it is, in both languages", async () => {
    const all = await listed();
    expect(all).toHaveLength(6);
    for (const each of all) expect(each).toMatchObject(UNVERIFIED);
    expect(all).toContainEqual({
      code: "penalty-28",
      article: "行政处罚法 第二十八条",
      date: "2021-07-15",
      zh: "实施行政处罚时，责令当事人改正或者限期改正违法行为",
      en: "Whoever is penalised is ordered to put the breach right, at once or in time",
      measures: ["rectify"],
      ...UNVERIFIED,
    });
  });

  it("are listed by what they bear: an order that names one of these is given, another is not", async () => {
    const codes = (await listed({ measure: "rectify" })).map(({ code }: { code: string }) => code);
    expect(codes).not.toContain("private-education-41");
    for (const basis of codes)
      expect((await ordered(city, "orderRectification", city.watcher, { basis })).status).toBe(201);
    const refused = await ordered(city, "orderRectification", city.watcher, {
      basis: "private-education-41",
    });
    expect(refused.body.code).toBe("measure.basis-unfit");
    expect(refused.body.detail).toContain("listLegalBases");
  });

  it("say the same where a measure names one, to the officer and to the institution", async () => {
    const { measureId, basis } = (await ordered(city, "stopSale", city.author)).body;
    expect(basis).toMatchObject(UNVERIFIED);
    for (const [id, as] of [
      ["getMeasure", city.watcher],
      ["getInstitutionMeasure", city.owner],
    ] as const)
      expect((await city.ask(id, as, { path: { measureId } })).body.basis).toEqual(basis);
  });
});

describe("a list of measures", () => {
  it("is of all offices in which the caller serves, or of the unit asked for", async () => {
    const { measureId } = (await ordered(city, "stopSale", city.author)).body;
    const offices = ["unt_441900", COUNTY].map((unitId) => fundsOfficer(unitId));
    const traveller = await seedMember(city.kit.table, "traveller", ...offices);
    const idsOf = async (query: Readonly<Record<string, string>> = {}) =>
      (await city.ask("listMeasures", traveller, { query })).body.measures.map(
        (measure: { measureId: string }) => measure.measureId,
      );
    expect(await idsOf()).toEqual([measureId]);
    expect(await idsOf({ unitId: COUNTY })).toEqual([measureId]);
    expect(await idsOf({ unitId: "unt_441900" })).toEqual([]);
    const elsewhere = await city.ask("listMeasures", traveller, {
      query: { unitId: "unt_411103" },
    });
    expect(elsewhere.body.code).toBe("identity.outside-unit");
  });
});
