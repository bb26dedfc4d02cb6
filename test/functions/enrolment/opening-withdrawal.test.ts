import { beforeEach, describe, expect, it } from "vitest";
import { findOrderGuard } from "../../../adapters/repositories/order-guard-items.ts";
import { keys } from "../../../adapters/table/keys.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { dueLine, noticesTo, seedCalendar } from "../../support/deadlines.ts";
import type { Answer } from "../../support/door.ts";
import { entriesIn } from "../../support/events.ts";
import { dyingTable, itemsOf } from "../../support/institution-import.ts";
import {
  aSale,
  documentOf,
  listOf,
  openingDoors,
  openingSetting,
  type OpeningSetting,
  pupilAt,
} from "../../support/openings.ts";

/** Three pupils, the third without a guardian on the platform. */
let setting: OpeningSetting;
let door: ReturnType<typeof openingDoors>;
let jobId: string;
let deposit: Answer["body"];

const list = (paidYuan = "3000"): Buffer =>
  listOf(
    [0, 1, 2].map((place) =>
      aSale({
        班级编号: setting.classId,
        证件号码: documentOf(place),
        "实缴金额（元）": paidYuan,
      }),
    ),
  );

beforeEach(async () => {
  setting = await openingSetting(2);
  await seedCalendar(setting.kit);
  door = openingDoors(setting);
  ({ jobId, deposit } = await door.handIn(list()));
});

/** What the list still holds. */
async function held() {
  const { table } = setting.kit;
  const found = await door.enrolments(jobId);
  const guards = await Promise.all(found.map((one) => findOrderGuard(table, one)));
  const seats = await table.get(keys.classSeats(setting.classId));
  return {
    statuses: [...new Set(found.map(({ status }) => status))],
    lessons: guards.map(({ guard }) => guard.unconsumedLessonCount),
    seats: seats?.["taken"],
    stated: itemsOf(setting.kit, "opening-of-pupil").length,
    unclaimed: itemsOf(setting.kit, "unclaimed-opening").length,
    status: (await door.report(jobId)).body.deposit.status,
  };
}

const ALL = { lessons: [12, 12, 12], seats: 3, stated: 3, unclaimed: 1 };
const NONE = { lessons: [0, 0, 0], seats: 0, stated: 0, unclaimed: 0 };
const dropped = () =>
  entriesIn(setting.kit.table).filter(({ eventName }) => eventName === "opening-dropped").length;

describe("a list that is not paid", () => {
  it("can be withdrawn: seats and guards are free, and it is handed in anew, corrected", async () => {
    expect(await held()).toEqual({ ...ALL, statuses: ["awaiting-deposit"], status: "awaited" });
    const withdrawn = await door.withdraw(jobId);
    expect(withdrawn.body).toMatchObject({ reference: jobId, status: "withdrawn" });
    await door.close();
    expect(await held()).toEqual({ ...NONE, statuses: ["terminated"], status: "withdrawn" });

    const anew = await door.handIn(list("2500"));
    expect(anew).toMatchObject({ counts: { created: 3 }, deposit: { totalFen: 450_000 } });
    expect((await door.pay(anew.deposit)).body).toEqual({ outcome: "matched" });
    await door.shareOut();
    expect((await door.report(anew.jobId)).body.deposit.status).toBe("posted");
    expect(setting.kit.defects).toEqual([]);
  });

  it("is withdrawn once: who asks again has the same answer", async () => {
    const first = await door.withdraw(jobId);
    expect((await door.withdraw(jobId)).body).toEqual(first.body);
    await door.close();
    await door.close();
    expect([dropped(), (await held()).seats]).toEqual([3, 0]);
  });

  // Three enrolments, one transaction each, then the end of it.
  it.each([
    [1, "before"],
    [1, "after"],
    [3, "after"],
    [4, "before"],
    [4, "after"],
  ] as const)("is closed once after a crash at commit %i, %s it is written", async (at, when) => {
    await door.withdraw(jobId);
    await expect(door.close(dyingTable(setting.kit.table, at, when))).rejects.toThrow(/process/);
    await door.close();
    expect(await held()).toEqual({ ...NONE, statuses: ["terminated"], status: "withdrawn" });
    expect(dropped()).toBe(3);
  });

  it("gives nothing to a guardian who adds the pupil after it was withdrawn", async () => {
    await door.withdraw(jobId);
    await setting.door.addStudent(pupilAt(2));
    await door.close();
    await door.claim();
    expect((await door.enrolments(jobId)).map(({ guardianId }) => guardianId)[2]).toBeUndefined();
    expect(noticesTo(setting.kit, setting.market.guardian.memberId)).toEqual([]);
  });

  it("is its institution's own: nobody else withdraws it", async () => {
    expect((await door.withdraw(jobId, setting.stranger)).status).toBe(404);
    expect((await door.withdraw(jobId, setting.teacher)).status).toBe(403);
    const none = await door.withdraw("job_01JNA000000000000000000002");
    expect(none.body.code).toBe("resource.not-found");
  });
});

describe("money for a list that is closed", () => {
  it("is held aside under a reason of its own, and opens nothing", async () => {
    await door.withdraw(jobId);
    await door.close();
    expect((await door.pay(deposit)).body).toEqual({ outcome: "suspense", reason: "list-closed" });
    expect(itemsOf(setting.kit, "suspended-pay-in")).toHaveLength(1);
    expect((await held()).status).toBe("withdrawn");
  });

  it("came first: then the list cannot be withdrawn", async () => {
    await door.pay(deposit);
    const refused = await door.withdraw(jobId);
    expect([refused.status, refused.body.code]).toEqual([409, "enrolment.deposit-not-awaited"]);
    await door.shareOut();
    expect((await door.withdraw(jobId)).body.code).toBe("enrolment.deposit-not-awaited");
    expect((await held()).statuses).toEqual(["active"]);
  });
});

describe("a list that nobody pays", () => {
  const LAST_INSTANT = Date.parse("2026-03-17T00:15:00+08:00");
  const goTo = (at: number): void => {
    setting.kit.advance(at - setting.kit.now());
  };

  it("says until when it may be paid, and lapses after ten working days", async () => {
    expect(deposit.payBy).toBe("2026-03-17T00:00:00.000+08:00");
    const due = dueLine(setting.kit);
    goTo(LAST_INSTANT - 1);
    expect(await due.minute()).toBe(0);
    goTo(LAST_INSTANT);
    expect(await due.minute()).toBe(1);
    await door.close();
    expect(await held()).toEqual({ ...NONE, statuses: ["terminated"], status: "lapsed" });
    expect(await due.minute()).toBe(0);
    const told = itemsOf(setting.kit, "notice").map(({ state }) => state);
    expect(told).toMatchObject([{ template: "opening-deposit-lapsed", facts: { lineCount: 3 } }]);
  });

  it("does not lapse once it is paid", async () => {
    await door.pay(deposit);
    goTo(LAST_INSTANT + DAY_MS);
    expect(await dueLine(setting.kit).minute()).toBe(0);
    expect((await held()).status).toBe("received");
  });
});
