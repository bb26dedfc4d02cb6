import { beforeEach, describe, expect, it } from "vitest";
import { IdentityDocument } from "../../../domain/enrolment/roster-fields.ts";
import { seedMember } from "../../support/door.ts";
import { anOpenClass, aStudent } from "../../support/enrolment.ts";
import { dyingTable, itemsOf } from "../../support/institution-import.ts";
import {
  inGb18030,
  LINES,
  ROSTER,
  rosterDoors,
  rosterOf,
  rosterSetting,
  type RosterSetting,
} from "../../support/roster.ts";

let setting: RosterSetting;
let door: ReturnType<typeof rosterDoors>;

beforeEach(async () => {
  setting = await rosterSetting();
  door = rosterDoors(setting);
});

const COUNTS = { rows: 30, created: 30, updated: 0, unchanged: 0, refused: 0, warnings: 0 };
const [FIRST = "", SECOND = "", THIRD = ""] = LINES;

/** What the lists came to, without ids. */
const outcome = () => ({
  listed: itemsOf(setting.kit, "roster-pupil").length,
  students: itemsOf(setting.kit, "student").length,
  registered: setting.kit.table.all().filter((item) => item["eventName"] === "student-registered")
    .length,
  personal: itemsOf(setting.kit, "personal").length,
});
const WHOLE = { listed: 30, students: 30, registered: 30, personal: 60 };

const pupilOf = (line: string) => {
  const [name, gender, , idNumber, birthDate, school, grade] = line.split(",");
  const idKind = IdentityDocument.enum["resident-id"];
  const pupil = { name, idKind, idNumber, birthDate, school, grade };
  return { ...pupil, gender: gender === "男" ? "male" : "female" };
};

describe("the list of a class", () => {
  it.each([
    ["UTF-8", ROSTER],
    ["GB18030", inGb18030(rosterOf(...LINES).toString())],
  ])("in %s enters every pupil", async (_encoding, bytes) => {
    const report = await door.handIn(bytes);
    expect(report).toMatchObject({ state: "done", kind: "roster", counts: COUNTS, findings: [] });
    expect(outcome()).toEqual(WHOLE);
    expect(setting.kit.defects).toEqual([]);
  });

  it("is unchanged when the same file arrives again, or is handed in again", async () => {
    const { jobId } = await door.handIn(ROSTER);
    const before = setting.kit.table.all().length;
    await door.deliver(jobId);
    expect(setting.kit.table.all()).toHaveLength(before);

    const again = await door.handIn(ROSTER);
    expect(again.counts).toEqual({ ...COUNTS, created: 0, unchanged: 30 });
    expect(outcome()).toEqual(WHOLE);
  });

  it("takes over what a later list corrects, and finds the guardian by the new number only", async () => {
    await door.handIn(rosterOf(FIRST, SECOND));
    const guardians = () =>
      itemsOf(setting.kit, "personal-index").filter((item) => item.sk.startsWith("ROSTER#"));
    const before = guardians().map((item) => item.pk);
    const corrected = FIRST.replace("13913881891", "13900001111");
    const { counts } = await door.handIn(rosterOf(corrected, SECOND));
    expect(counts).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
    expect(outcome()).toMatchObject({ listed: 2, students: 2, personal: 4 });
    const after = guardians().map((item) => item.pk);
    expect(after).toHaveLength(4);
    expect(after.filter((pk) => before.includes(pk))).toHaveLength(3);
    const restored = await door.handIn(rosterOf(FIRST, SECOND));
    expect(restored.counts).toMatchObject({ updated: 1, unchanged: 1 });
    expect(
      guardians()
        .map((item) => item.pk)
        .toSorted(),
    ).toEqual(before.toSorted());
  });

  it("knows a pupil of two classes as one student", async () => {
    const other = await anOpenClass(setting.door, { startsAfterDays: 10 });
    await door.handIn(ROSTER);
    const report = await door.handIn(ROSTER, other.classId);
    expect(report.counts).toEqual(COUNTS);
    expect(outcome()).toEqual({ listed: 60, students: 30, registered: 30, personal: 90 });
  });

  it("is the same when two deliveries are read at once", async () => {
    const jobId = await door.upload(ROSTER);
    await Promise.all([door.deliver(jobId), door.deliver(jobId)]);
    expect(outcome()).toEqual(WHOLE);
    expect((await door.report(jobId)).body.counts).toEqual(COUNTS);
  });

  // One commit begins the job, thirty settle its rows, one closes it.
  it.each([
    [1, "before"],
    [1, "after"],
    [2, "before"],
    [2, "after"],
    [17, "before"],
    [17, "after"],
    [31, "after"],
    [32, "before"],
    [32, "after"],
  ] as const)("is the same after a crash at commit %i, %s it is written", async (commits, when) => {
    const jobId = await door.upload(ROSTER);
    const dying = dyingTable(setting.kit.table, commits, when);
    await expect(door.deliver(jobId, dying)).rejects.toThrow(/process/);
    setting.kit.advance(3 * 24 * 3_600_000);
    await door.deliver(jobId);
    expect(outcome()).toEqual(WHOLE);
    expect((await door.report(jobId)).body.counts).toEqual(COUNTS);
  });
});

describe("a guardian who adds a child of the list", () => {
  it("gets the same student, and an answer like that for any other child", async () => {
    await door.handIn(ROSTER);
    const listed = itemsOf(setting.kit, "roster-pupil").map((item) => item["studentId"]);
    const fresh = await setting.door.addStudent(aStudent());
    const added: string[] = [];
    for (const [place, line] of LINES.entries()) {
      const guardian = await seedMember(setting.kit.table, `guardian-${place}`, {
        role: "guardian",
      });
      const { status, body } = await setting.door.addStudent(pupilOf(line), guardian);
      expect([status, Object.keys(body)]).toEqual([fresh.status, Object.keys(fresh.body)]);
      added.push(body.studentId);
    }
    expect(added.toSorted()).toEqual(listed.toSorted());
    expect(itemsOf(setting.kit, "student")).toHaveLength(31);
  });

  it("had added it before the list came: the list changes nothing of what the guardian wrote", async () => {
    const { studentId } = (await setting.door.addStudent(pupilOf(FIRST))).body;
    const personal = itemsOf(setting.kit, "personal");
    const { counts } = await door.handIn(rosterOf(FIRST.replace("黄俊可", "黄俊")));
    expect(counts).toMatchObject({ created: 1 });
    expect(itemsOf(setting.kit, "roster-pupil")).toMatchObject([{ studentId }]);
    expect(itemsOf(setting.kit, "student")).toHaveLength(1);
    expect(itemsOf(setting.kit, "personal")).toEqual(expect.arrayContaining([...personal]));
  });
});

const withOtherGender = (line: string) =>
  line.includes(",男,") ? line.replace(",男,", ",女,") : line.replace(",女,", ",男,");

describe("rows that cannot be taken", () => {
  it("are reported by line and column, and keep no other row out", async () => {
    const report = await door.handIn(
      rosterOf(
        FIRST,
        SECOND.replace("130533201605121863", "130533201605121864"),
        FIRST,
        "缺列,男",
        SECOND.replace("17573344060", "1757334"),
        withOtherGender(THIRD),
      ),
    );
    expect(report.counts).toEqual({
      ...{ rows: 6, created: 2, updated: 0, unchanged: 0 },
      ...{ refused: 4, warnings: 1 },
    });
    const found = report.findings.map((finding: Record<string, unknown>) => [
      finding["line"],
      finding["column"],
      finding["code"],
    ]);
    expect(found).toEqual([
      [3, "证件号码", "id-check"],
      [4, "证件号码", "id-duplicate"],
      [5, null, "too-few-columns"],
      [6, "监护人手机", "phone"],
      [7, "性别", "gender-differs"],
    ]);
    for (const { reason } of report.findings) {
      expect(reason.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(reason.en).toMatch(/^[A-Z]/);
    }
  });

  it("are all of them where the heading is missing: the first pupil is not repeated", async () => {
    const report = await door.handIn(Buffer.from([FIRST, SECOND].join("\n")));
    expect(report).toMatchObject({ state: "refused", refusal: { code: "list.columns-wrong" } });
    const told = JSON.stringify([report, itemsOf(setting.kit, "job")]);
    for (const cell of FIRST.split(",")) expect(told).not.toContain(cell);
    expect(outcome()).toEqual({ listed: 0, students: 0, registered: 0, personal: 0 });
  });

  it("are all of them where other bytes arrive than were announced", async () => {
    const jobId = await door.upload(ROSTER);
    setting.kit.uploads.set(`imports/rosters/${jobId}`, Buffer.concat([ROSTER, ROSTER]));
    await door.deliver(jobId);
    const { body } = await door.report(jobId);
    expect(body).toMatchObject({ state: "refused", refusal: { code: "file.not-as-announced" } });
    expect(outcome().listed).toBe(0);
  });
});
