import { beforeEach, describe, expect, it } from "vitest";
import { readTotals } from "../../../adapters/position-projection.ts";
import { accountedFen } from "../../../domain/custody/balances.ts";
import { replayBalances } from "../../../domain/custody/replay.ts";
import { projectPositions } from "../../../functions/stream/project-positions.ts";
import { seedBankKey } from "../../support/bank-door.ts";
import type { Answer } from "../../support/door.ts";
import { entriesIn } from "../../support/events.ts";
import { financeCalls } from "../../support/finance.ts";
import { dyingTable, itemsOf } from "../../support/institution-import.ts";
import { lessonCalls, present } from "../../support/lessons.ts";
import {
  openingDoors,
  OPENINGS,
  openingSetting,
  type OpeningSetting,
} from "../../support/openings.ts";
import { entryItems, readerOf, streamBatch } from "../../support/stream.ts";

let setting: OpeningSetting;
let door: ReturnType<typeof openingDoors>;
let jobId: string;
let deposit: Answer["body"];

beforeEach(async () => {
  setting = await openingSetting();
  door = openingDoors(setting);
  ({ jobId, deposit } = await door.handIn(OPENINGS(setting.classId)));
});

/** What the whole of the books says of the list. */
async function books() {
  const found = await door.enrolments(jobId);
  for (const { enrolmentId, balances } of found) {
    const journal = entriesIn(setting.kit.table).filter(
      ({ aggregateId }) => aggregateId === enrolmentId,
    );
    expect(replayBalances(journal)).toEqual(balances);
  }
  return {
    paidFen: found.reduce((sum, { balances }) => sum + balances.paid, 0),
    accountedFen: found.reduce((sum, { balances }) => sum + accountedFen(balances), 0),
    open: found.filter(({ status }) => status === "active").length,
    deposited: entriesIn(setting.kit.table).filter((e) => e.eventName === "opening-deposited")
      .length,
    told: itemsOf(setting.kit, "notice").length,
    status: (await door.report(jobId)).body.deposit.status,
  };
}

const whole = () => ({
  ...{ paidFen: deposit.totalFen, accountedFen: deposit.totalFen },
  ...{ open: 30, deposited: 30, told: 31, status: "posted" },
});
const NOTHING = { paidFen: 0, accountedFen: 0, open: 0, deposited: 0, told: 0 };

describe("the deposit of a list", () => {
  it("to the fen gives every enrolment its part, and each family is told", async () => {
    expect((await door.pay(deposit)).body).toEqual({ outcome: "matched" });
    expect(await books()).toEqual({ ...NOTHING, status: "received" });
    await door.shareOut();
    expect(await books()).toEqual(whole());
  });

  it("shows in the position and in the statement of its day as what was paid in", async () => {
    await door.pay(deposit);
    await door.shareOut();
    const { table } = setting.kit;
    const { institutionId } = setting.market;
    const items = entryItems(table.stream().map(({ after }) => after));
    const ofEnrolments = items.filter(({ aggregateType }) => aggregateType === "enrolment");
    await readerOf(projectPositions, table)(streamBatch(ofEnrolments));
    const { paid, unconsumed } = await readTotals(table, institutionId);
    expect([paid, unconsumed]).toEqual([deposit.totalFen, deposit.totalFen]);
    const query = { from: "2026-03-01", to: "2026-03-31", limit: "50" };
    const { body } = await financeCalls(setting.kit).statement(setting.owner, institutionId, query);
    expect(body.days).toMatchObject([{ totalsFen: { paid: deposit.totalFen, suspended: 0 } }]);
  });

  it("is shared out once, however often the event is delivered", async () => {
    await door.pay(deposit);
    await door.shareOut();
    const before = setting.kit.table.all().length;
    await door.shareOut();
    expect(await books()).toEqual(whole());
    expect(setting.kit.table.all()).toHaveLength(before);
  });

  // Twenty-five enrolments, then five, then the end of it.
  it.each([
    [1, "before"],
    [1, "after"],
    [2, "before"],
    [2, "after"],
    [3, "before"],
    [3, "after"],
  ] as const)(
    "is shared out once after a crash at commit %i, %s it is written",
    async (at, when) => {
      await door.pay(deposit);
      await expect(door.shareOut(dyingTable(setting.kit.table, at, when))).rejects.toThrow(
        /process/,
      );
      await door.shareOut();
      expect(await books()).toEqual(whole());
    },
  );

  it("is shared out once when two deliveries run at the same moment", async () => {
    await door.pay(deposit);
    await Promise.all([door.shareOut(), door.shareOut()]);
    expect(await books()).toEqual(whole());
  });
});

describe("money that is not the deposit", () => {
  const suspended = () => itemsOf(setting.kit, "suspended-pay-in").map(({ state }) => state);

  it.each([
    ["a fen too little", (total: number) => ({ amountFen: total - 1 }), "wrong-amount"],
    ["a fen too much", (total: number) => ({ amountFen: total + 1 }), "wrong-amount"],
    ["on another account", () => ({ custodyAccountNo: "99000001" }), "wrong-account"],
    [
      "under the reference of no list",
      () => ({ paymentId: "job_01JNA000000000000000000002" }),
      "unknown-reference",
    ],
  ])("%s is held aside, and opens nothing", async (_case, changes, reason) => {
    const answer = await door.pay(deposit, changes(deposit.totalFen));
    expect(answer.body).toEqual({ outcome: "suspense", reason });
    expect(suspended()).toMatchObject([{ reason, institutionId: setting.market.institutionId }]);
    expect(await books()).toEqual({ ...NOTHING, status: "awaited" });
    const right = { bankSerial: "SB0000000010" };
    expect((await door.pay(deposit, right)).body).toEqual({ outcome: "matched" });
  });

  it("through another bank is held aside", async () => {
    const other = await seedBankKey(setting.kit, "other-bank");
    const notice = {
      ...{ bankSerial: "OB1", paymentId: jobId, custodyAccountNo: deposit.custodyAccountNo },
      ...{ amountFen: deposit.totalFen, paidAt: "2026-03-02T09:00:00+08:00" },
    };
    const { body } = await setting.door.notifyPayIn(notice, undefined, other);
    expect(body).toEqual({ outcome: "suspense", reason: "unknown-reference" });
  });

  it("is the same notice again: it is answered alike and counts once", async () => {
    await door.pay(deposit);
    expect((await door.pay(deposit)).body).toEqual({ outcome: "matched" });
    const contradicting = await door.pay(deposit, {
      amountFen: Number(deposit.totalFen) + 1,
    });
    expect(contradicting.body.code).toBe("custody.pay-in-contradicts");
    await door.shareOut();
    expect(await books()).toEqual(whole());
  });

  it("is a second deposit of the same total", async () => {
    await door.pay(deposit);
    const { body } = await door.pay(deposit, { bankSerial: "SB0000000010" });
    expect(body).toEqual({ outcome: "suspense", reason: "already-paid" });
    await door.shareOut();
    expect(await books()).toEqual(whole());
  });
});

describe("a family whose lessons were paid before", () => {
  it("sees what the institution states, and what of it is in custody", async () => {
    const [stated] = await door.enrolments(jobId);
    const enrolmentId = String(stated?.enrolmentId);
    const seen = async () => (await setting.door.getEnrolment(enrolmentId)).body;
    const before = await seen();
    expect(before).toMatchObject({ status: "awaiting-deposit", balances: { paid: 0 } });
    expect(before.opening).toMatchObject({ contractNo: "XZ-2026-0001", paidFen: 382_799 });
    expect(before.opening.receivedAt).toBeUndefined();
    await door.pay(deposit);
    await door.shareOut();
    const after = await seen();
    expect(after).toMatchObject({ status: "active", balances: { paid: stated?.priceFen } });
    expect(after.opening.receivedAt).toBeDefined();
    expect(after.lessons).toHaveLength(9);
    const trace = await financeCalls(setting.kit).trace(setting.market.guardian, enrolmentId);
    expect(trace.body.lessons).toHaveLength(9);
  });

  it("has no lesson held before the deposit, and lessons like any other after it", async () => {
    const [stated] = await door.enrolments(jobId);
    const lessons = lessonCalls(setting.kit, setting.classId);
    setting.kit.advance(2 * 24 * 3_600_000);
    const records = present(String(stated?.enrolmentId));
    const early = await lessons.attend(setting.teacher, records);
    expect(early.body.results).toMatchObject([
      { problem: { code: "lesson.enrolment-not-active" } },
    ]);
    await door.pay(deposit);
    await door.shareOut();
    const held = await lessons.attend(setting.teacher, records);
    expect(held.body.results).toMatchObject([{ outcome: "done" }]);
  });
});
