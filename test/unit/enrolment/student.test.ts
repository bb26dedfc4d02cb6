import { describe, expect, it } from "vitest";
import { checkStudent, linkStudent, registerStudent } from "../../../domain/enrolment/student.ts";
import { MemberId } from "../../../domain/shared/ids.ts";
import { localDate } from "../../../domain/shared/time.ts";
import { MONDAY, refusalOf, studentId, valueOf } from "../../support/money-builders.ts";

const today = localDate("2026-03-02");
const child = {
  name: "某某",
  gender: "female",
  idKind: "resident-id",
  idNumber: "11010519491231002x",
  birthDate: localDate("1949-12-31"),
  school: "某校",
  grade: "三年级",
} as const;

describe("what is said of a pupil", () => {
  it("is taken with the number in its one form", () => {
    expect(valueOf(checkStudent(child, today)).idNumber).toBe("11010519491231002X");
  });

  it("must agree with what a resident number says, whichever document carries it", () => {
    const boy = { ...child, idKind: "residence-permit-hmt", gender: "male" } as const;
    expect(refusalOf(checkStudent(boy, today))?.code).toBe("student.gender-differs");
  });

  it("is not compared with numbers that say nothing of their holder", () => {
    const passport = { ...child, idKind: "passport", idNumber: " e12345678 " } as const;
    expect(valueOf(checkStudent(passport, today)).idNumber).toBe("E12345678");
  });

  it("cannot be of a child who is not yet born", () => {
    const unborn = { ...child, birthDate: localDate("2026-03-03") };
    expect(refusalOf(checkStudent(unborn, today))?.code).toBe("student.birth-date-future");
  });
});

describe("a pupil's record", () => {
  const guardianId = MemberId.parse(`mem_${"0".repeat(26)}`);

  it("tells by the same event of a guardian who adds a known child or a new one", () => {
    const known = registerStudent(studentId(1), MONDAY).student;
    const linked = linkStudent(studentId(1), known, guardianId, MONDAY + 1);
    const fresh = linkStudent(studentId(1), undefined, guardianId, MONDAY);
    expect(linked.event).toEqual(fresh.event);
    expect(linked.student).toEqual({ ...known, guardianCount: 1 });
    expect(fresh.student.registeredAt).toBe(MONDAY);
  });
});
