import { describe, expect, it } from "vitest";
import { contractTerms, ContractTerms } from "../../../domain/enrolment/contract-terms.ts";
import { InvariantBroken } from "../../../domain/shared/invariant.ts";
import { aBoundInstitution, anInstitution } from "../../support/institution.ts";
import { aClass, aCourse, anOrder, dailySessions } from "../../support/money-builders.ts";

const parties = anOrder();
const subject = {
  institution: aBoundInstitution(),
  course: aCourse(),
  class: aClass(),
  sessions: dailySessions(40),
  rulePackVersion: "nation-2026.1",
  leaveNoticeHours: 24,
};

describe("the terms of a contract", () => {
  it("have every field of the model form that is not personal, and refer to the persons", () => {
    const terms = ContractTerms.parse(contractTerms(parties, subject));
    expect(terms).toMatchObject({
      form: "GF-2021-2604",
      student: { studentId: parties.studentId },
      guardian: { guardianId: parties.guardianId },
      training: { kind: "non-subject", mode: "offline", lessonCount: 40, startsOn: "2026-03-09" },
      fee: { priceFen: 480_000, unitPriceFen: 12_000, instalments: 1, bankId: "sandbox-bank" },
    });
    expect(terms.training.sessions).toHaveLength(40);
    expect(terms.training.sessions[39]).toBe("2026-04-11 17:00-17:45");
  });

  it("are the same whenever the same order is drawn up", () => {
    expect(contractTerms(parties, subject)).toEqual(contractTerms(parties, subject));
  });

  it("call training in school subjects by its name", () => {
    const course = aCourse({ category: "subject" });
    expect(contractTerms(parties, { ...subject, course }).training.kind).toBe("subject");
  });

  it("cannot be drawn up without an account that the fees go to", () => {
    const institution = anInstitution();
    expect(() => contractTerms(parties, { ...subject, institution })).toThrow(InvariantBroken);
  });
});
