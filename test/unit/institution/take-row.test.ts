import { describe, expect, it } from "vitest";
import type { Office } from "../../../domain/identity/office.ts";
import type { InstitutionDraft } from "../../../domain/institution/institution-row.ts";
import { InstitutionState } from "../../../domain/institution/institution.ts";
import { registerInstitution, updateInstitution } from "../../../domain/institution/take-row.ts";
import { Uscc } from "../../../domain/institution/uscc.ts";
import { keepWithinOffices } from "../../../domain/institution/within-offices.ts";
import { divisionData } from "../../../domain/reference/division-data.ts";
import { buildOrgUnits } from "../../../domain/reference/division.ts";
import { BankId, InstitutionId, JobId, ProposalId, UnitId } from "../../../domain/shared/ids.ts";
import { localDate } from "../../../domain/shared/time.ts";
import { InstitutionUpdated } from "../../../events/institution.ts";

const draft: InstitutionDraft = {
  name: "源汇区晨星美术培训有限公司",
  uscc: Uscc.parse("91411102XMX928U7EM"),
  licenceNo: "校外411102445538",
  licenceValidTo: localDate("2028-10-09"),
  category: "culture-art",
  countyUnitId: UnitId.parse("unt_411102"),
  address: "源汇区民路166号4层",
  areaSquareMetres: 215,
  mode: "offline",
  personal: { legalPersonName: "吴轩天", phone: "15318548999" },
  flags: { licenceExpired: false, needsReview: true },
};
const institutionId = InstitutionId.parse("ins_01KJNP0000000000000000000A");
const source = { jobId: JobId.parse("job_01KJNP0000000000000000000A"), line: 3 };
const later = { jobId: JobId.parse("job_01KJNP0000000000000000000B"), line: 8 };
const SAME_PERSON = { isOtherPerson: false, isOtherPhone: false };
const registered = registerInstitution(institutionId, draft, source);

describe("a row about a new institution", () => {
  it("registers it without account or standing, and without a word about persons", () => {
    expect(InstitutionState.parse(registered.institution)).toEqual(registered.institution);
    expect(registered.institution).toMatchObject({
      needsReview: true,
      blacklisted: false,
      inspection: "none",
      source: { ...source, outcome: "created" },
    });
    const text = JSON.stringify(registered);
    expect(text).not.toContain("吴轩天");
    expect(text).not.toContain("15318548999");
  });
});

describe("a row about a known institution", () => {
  const standing = {
    ...registered.institution,
    needsReview: false,
    blacklisted: true,
    inspection: "failed" as const,
    openProposalId: ProposalId.parse("pro_01KJNP0000000000000000000A"),
    account: {
      bankId: BankId.parse("sandbox-bank"),
      custodyAccountNo: "88000001",
      payoutAccountNo: "6222000012345678",
      boundAt: 1,
    },
  };

  it("changes nothing when it says nothing new", () => {
    expect(updateInstitution(standing, draft, SAME_PERSON, later)).toBeUndefined();
  });

  it.each([
    ["name", "晨星艺术"],
    ["licenceNo", "新证"],
    ["licenceValidTo", localDate("2029-10-09")],
    ["category", "sports"],
    ["mode", "online"],
    ["address", "新路1号"],
    ["areaSquareMetres", 216],
    ["countyUnitId", UnitId.parse("unt_411103")],
  ])("takes over another %s, and leaves account, proposal and standing", (field, value) => {
    const updated = updateInstitution(standing, { ...draft, [field]: value }, SAME_PERSON, later);
    expect(updated?.institution).toEqual({
      ...standing,
      [field]: value,
      source: { ...later, outcome: "updated" },
    });
    expect(updated?.event.name).toBe("institution-updated");
  });

  it.each([
    [{ isOtherPerson: false, isOtherPhone: true }, undefined],
    [{ isOtherPerson: true, isOtherPhone: false }, true],
  ])("is an update when only the contact differs: %o", (personal, legalPersonChanged) => {
    const updated = updateInstitution(standing, draft, personal, later);
    expect(updated?.institution).toEqual({ ...standing, source: { ...later, outcome: "updated" } });
    expect(InstitutionUpdated.schema.parse(updated?.event.data).legalPersonChanged).toBe(
      legalPersonChanged,
    );
  });
});

describe("the rows that an officer may report", () => {
  const units = new Map(buildOrgUnits(divisionData()).map((unit) => [unit.unitId, unit]));
  const list = { rowCount: 1, accepted: [{ line: 2, institution: draft }], findings: [] };
  const codesFor = (...offices: Office[]) =>
    keepWithinOffices(list, offices, (unitId) => units.get(unitId)).findings.map(
      ({ line, column, code }) => [line, column, code],
    );

  it.each(["unt_411102", "unt_411100", "unt_410000", "unt_100000"])(
    "are those in the area of their unit: %s",
    (unitId) => {
      expect(codesFor({ unitId, department: "education" })).toEqual([]);
      expect(codesFor({ unitId, department: "culture" })).toEqual([]);
    },
  );

  it("are not those elsewhere, nor of another trade", () => {
    expect(codesFor({ unitId: "unt_411103", department: "education" })).toEqual([
      [2, "行政区划代码", "unit-outside"],
    ]);
    expect(codesFor({ unitId: "unt_411102", department: "sports" })).toEqual([
      [2, "类别", "category-outside"],
    ]);
  });

  it("need one office that has both: an area from one and a trade from another do not add up", () => {
    const offices: Office[] = [
      { unitId: "unt_411102", department: "sports" },
      { unitId: "unt_411103", department: "education" },
    ];
    expect(codesFor(...offices)).toEqual([[2, "类别", "category-outside"]]);
  });

  it("say in words what lies outside", () => {
    const [finding] = keepWithinOffices(
      list,
      [{ unitId: "unt_411103", department: "education" }],
      (unitId) => units.get(unitId),
    ).findings;
    expect(finding?.reason.zh).toContain("“411102”（源汇区）");
    expect(finding?.reason.en).toContain("411102");
  });
});
