import { beforeEach, describe, expect, it } from "vitest";
import type { Table } from "../../../adapters/table/table.ts";
import { noticesTo, seedCalendar } from "../../support/deadlines.ts";
import { type Caller, seedMember } from "../../support/door.ts";
import { entriesIn } from "../../support/events.ts";
import { dyingTable, itemsOf } from "../../support/institution-import.ts";
import { lessonCalls, present } from "../../support/lessons.ts";
import {
  aSale,
  documentOf,
  listOf,
  openingDoors,
  openingSetting,
  type OpeningSetting,
  pupilAt,
} from "../../support/openings.ts";

/** Two pupils are on the list of the class; a family has added the first. */
let setting: OpeningSetting;
let door: ReturnType<typeof openingDoors>;

beforeEach(async () => {
  setting = await openingSetting(1);
  await seedCalendar(setting.kit);
  door = openingDoors(setting);
});

const sale = (place: number) => aSale({ 班级编号: setting.classId, 证件号码: documentOf(place) });
const handIn = () => door.handIn(listOf([sale(0), sale(1)]));
const secondOf = async (jobId: string) => {
  const [, second] = await door.enrolments(jobId);
  if (second === undefined) throw new Error("two lines were accepted");
  return second;
};
const aGuardian = (name: string): Promise<Caller> =>
  seedMember(setting.kit.table, name, { role: "guardian" });
const claims = () =>
  entriesIn(setting.kit.table).filter(({ eventName }) => eventName === "opening-claimed");

describe("a line whose pupil no family has added", () => {
  it("is taken over and flagged, and its money lies in custody with the rest", async () => {
    const { jobId, deposit, findings, counts } = await handIn();
    expect(counts).toMatchObject({ created: 2, refused: 0, warnings: 1 });
    expect(findings).toMatchObject([{ line: 3, code: "guardian-not-linked" }]);
    expect(deposit).toMatchObject({ lineCount: 2, totalFen: 360_000 });
    await door.pay(deposit);
    await door.shareOut();
    const second = await secondOf(jobId);
    expect(second.guardianId).toBeUndefined();
    expect(second).toMatchObject({ status: "active", balances: { unconsumed: 180_000 } });
    expect((await door.report(jobId)).body.deposit.status).toBe("posted");
    expect(itemsOf(setting.kit, "notice")).toHaveLength(2);
  });

  it("has no lesson confirmed, and no time runs: the batch names it beside the others", async () => {
    const { jobId, deposit } = await handIn();
    await door.pay(deposit);
    await door.shareOut();
    const ids = (await door.enrolments(jobId)).map(({ enrolmentId }) => String(enrolmentId));
    const lessons = lessonCalls(setting.kit, setting.classId);
    setting.kit.advance(2 * 24 * 3_600_000);
    await lessons.attend(
      setting.teacher,
      ids.flatMap((id) => present(id)),
    );
    const asked = await lessons.request(setting.teacher, ids);
    expect(asked.body.results).toMatchObject([
      { enrolmentId: ids[0], outcome: "done" },
      { enrolmentId: ids[1], problem: { code: "lesson.nobody-to-ask" } },
    ]);
    expect(await secondOf(jobId)).toMatchObject({ balances: { pending: 0, unconsumed: 180_000 } });

    await setting.door.addStudent(pupilAt(1));
    await door.claim();
    const again = await lessons.request(setting.teacher, ids.slice(1));
    expect(again.body.results).toMatchObject([{ outcome: "done" }]);
    expect(await secondOf(jobId)).toMatchObject({ balances: { pending: 15_000 } });
  });
});

describe("the guardian who adds the pupil", () => {
  it("has the enrolment, sees it, and is told of it", async () => {
    const { jobId } = await handIn();
    const parent = await aGuardian("second-parent");
    const { enrolmentId } = await secondOf(jobId);
    expect((await setting.door.getEnrolment(enrolmentId, parent)).status).toBe(404);
    await setting.door.addStudent(pupilAt(1), parent);
    await door.claim();
    const seen = await setting.door.getEnrolment(enrolmentId, parent);
    expect(seen.body).toMatchObject({ status: "awaiting-deposit", lessonCount: 12 });
    expect((await setting.door.listEnrolments({}, parent)).body.enrolments).toHaveLength(1);
    expect(noticesTo(setting.kit, parent.memberId)).toEqual(["opening-claimed"]);
    expect(itemsOf(setting.kit, "unclaimed-opening")).toEqual([]);
  });

  it.each([
    [1, "before"],
    [1, "after"],
    [2, "before"],
    [2, "after"],
  ] as const)(
    "has it once, also after a crash at commit %i, %s it is written",
    async (at, when) => {
      const { jobId } = await handIn();
      const parent = await aGuardian("second-parent");
      await setting.door.addStudent(pupilAt(1), parent);
      const dying = dyingTable(setting.kit.table, at, when);
      await expect(door.claim(dying)).rejects.toThrow(/process/);
      await door.claim();
      await door.claim();
      expect((await secondOf(jobId)).guardianId).toBe(parent.memberId);
      expect(claims()).toHaveLength(1);
      expect(noticesTo(setting.kit, parent.memberId)).toEqual(["opening-claimed"]);
    },
  );

  it("keeps it, whoever adds the pupil later", async () => {
    const { jobId } = await handIn();
    const [first, second] = [await aGuardian("mother"), await aGuardian("father")];
    await setting.door.addStudent(pupilAt(1), first);
    await door.claim();
    await setting.door.addStudent(pupilAt(1), second);
    await door.claim();
    expect((await secondOf(jobId)).guardianId).toBe(first.memberId);
    expect(claims()).toHaveLength(1);
  });

  it("has it also when the line is entered at the very moment of adding", async () => {
    const parent = await aGuardian("second-parent");
    const jobId = await door.upload(listOf([sale(1)]));
    let added = false;
    const { table } = setting.kit;
    const between: Table = {
      ...table,
      commit: async (writes) => {
        if (!added && writes.some((write) => "item" in write && write.item.type === "enrolment")) {
          added = true;
          await setting.door.addStudent(pupilAt(1), parent);
        }
        return table.commit(writes);
      },
    };
    await door.deliver(jobId, between);
    const [stated] = await door.enrolments(jobId);
    expect(added).toBe(true);
    expect(stated?.guardianId).toBe(parent.memberId);
  });
});
