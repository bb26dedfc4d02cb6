import { beforeEach, describe, expect, it } from "vitest";
import { findOrderGuard } from "../../../adapters/repositories/order-guard-items.ts";
import { type KeyPrefix, PREFIX } from "../../../adapters/table/key-names.ts";
import type { Table } from "../../../adapters/table/table.ts";
import {
  openBalances,
  readEnrolments,
} from "../../../functions/enrolment/opening-task-contracts.ts";
import type { TaskContract } from "../../../functions/kit/contract.ts";
import { grantedTable } from "../../support/granted-table.ts";
import { seedMember } from "../../support/door.ts";
import { anOpenClass } from "../../support/enrolment.ts";
import { dyingTable, itemsOf } from "../../support/institution-import.ts";
import {
  aSale,
  documentOf,
  listOf,
  openingDoors,
  OPENINGS,
  openingSetting,
  type OpeningSetting,
} from "../../support/openings.ts";
import { inGb18030, ROSTER, rosterDoors } from "../../support/roster.ts";

let setting: OpeningSetting;
let door: ReturnType<typeof openingDoors>;

beforeEach(async () => {
  setting = await openingSetting();
  door = openingDoors(setting);
});

const sale = (place: number, changes: Parameters<typeof aSale>[0] = {}) =>
  aSale({ 班级编号: setting.classId, 证件号码: documentOf(place), ...changes });

const codesOf = (report: { findings: readonly { line: number; code: string }[] }) =>
  report.findings.map(({ line, code }) => [line, code]);

describe("a list of what was sold before the institution joined", () => {
  it.each([
    ["UTF-8", (bytes: Buffer) => bytes],
    ["GB18030", (bytes: Buffer) => inGb18030(bytes.toString().replace("\uFEFF", ""))],
  ])("in %s becomes enrolments that await one deposit", async (_encoding, encoded) => {
    const report = await door.handIn(encoded(OPENINGS(setting.classId)));
    expect(report).toMatchObject({
      ...{ state: "done", kind: "enrolments", findings: [] },
      counts: { rows: 30, created: 30, refused: 0 },
      deposit: { reference: report.jobId, status: "awaited", lineCount: 30 },
    });
    const stated = await door.enrolments(report.jobId);
    expect(new Set(stated.map(({ status }) => status))).toEqual(new Set(["awaiting-deposit"]));
    expect(stated.reduce((sum, { priceFen }) => sum + priceFen, 0)).toBe(report.deposit.totalFen);
    expect(setting.kit.defects).toEqual([]);
  });

  it("counts only what is left to teach: 3,000 yuan for 20 lessons of which 8 are taught leave 1,800", async () => {
    const { jobId, deposit } = await door.handIn(listOf([sale(0)]));
    expect(deposit).toMatchObject({
      totalFen: 180_000,
      lineCount: 1,
      custodyAccountNo: "88000001",
    });
    const [stated] = await door.enrolments(jobId);
    expect(stated).toMatchObject({ lessonCount: 12, priceFen: 180_000, balances: { paid: 0 } });
    expect(stated?.opening).toMatchObject({ paidFen: 300_000, lessonsTaught: 8, line: 2 });
  });

  it("takes seats, and its lessons count with the next orders of the pupil", async () => {
    const { jobId } = await door.handIn(listOf([sale(0)]));
    const [stated] = await door.enrolments(jobId);
    if (stated === undefined) throw new Error("a line was accepted");
    const { guard } = await findOrderGuard(setting.kit.table, stated);
    expect(guard.unconsumedLessonCount).toBe(12);
    const seats = itemsOf(setting.kit, "class-seats").filter(({ pk }) =>
      pk.includes(setting.classId),
    );
    expect(seats).toMatchObject([{ taken: 1 }]);
  });

  it("flags what broke the limits of one charge, and takes it over", async () => {
    const report = await door.handIn(
      listOf([
        sale(0, { 购买课时: "72", 已上课时: "60", "实缴金额（元）": "5000.01" }),
        sale(1, { 缴费日期: "2025-11-30" }),
      ]),
    );
    expect(codesOf(report)).toEqual([
      [2, "over-lessons"],
      [2, "over-amount"],
      [3, "over-months"],
    ]);
    expect(report.counts).toMatchObject({ created: 2, refused: 0, warnings: 3 });
    const flagged = (await door.enrolments(report.jobId)).map(({ opening }) => opening?.overLimits);
    expect(flagged).toEqual([["lessons", "amount"], ["months"]]);
  });

  it("is done once, however often it is delivered; the same sale in another list is refused", async () => {
    const { jobId, deposit } = await door.handIn(listOf([sale(0), sale(1)]));
    const before = setting.kit.table.all().length;
    await door.deliver(jobId);
    expect(setting.kit.table.all()).toHaveLength(before);
    const again = await door.handIn(listOf([sale(0), sale(2)]));
    expect(codesOf(again)).toEqual([[2, "already-taken-over"]]);
    expect(again.deposit.totalFen).toBe(deposit.totalFen / 2);
  });

  // One commit begins the job, thirty settle its lines, one closes it and asks for the deposit.
  it.each([
    [1, "after"],
    [2, "before"],
    [17, "after"],
    [31, "after"],
    [32, "before"],
    [32, "after"],
  ] as const)("is the same after a crash at commit %i, %s it is written", async (commits, when) => {
    const jobId = await door.upload(OPENINGS(setting.classId));
    const dying = dyingTable(setting.kit.table, commits, when);
    await expect(door.deliver(jobId, dying)).rejects.toThrow(/process/);
    await door.deliver(jobId);
    const report = (await door.report(jobId)).body;
    expect(report).toMatchObject({ counts: { created: 30 }, deposit: { lineCount: 30 } });
    expect(itemsOf(setting.kit, "opening-part")).toHaveLength(30);
    expect(itemsOf(setting.kit, "opening-deposit")).toHaveLength(1);
  });
});

describe("lines that cannot be taken", () => {
  it("are named with line and code, in both languages, and keep no other line out", async () => {
    const other = await anOpenClass(setting.door, { capacity: 1, startsAfterDays: 3 });
    const report = await door.handIn(
      listOf([
        sale(0),
        sale(1, { 班级编号: "cls_01JNA00000000000000000000A" }),
        sale(2, { 证件号码: "11010519491231002X" }),
        sale(3, { 已上课时: "20" }),
        sale(4, { 已上课时: "7" }),
        sale(5, { "实缴金额（元）": "三千" }),
        sale(6, { 缴费日期: "2026-03-03" }),
        sale(0),
        sale(7, { 班级编号: other.classId, 已上课时: "18" }),
        sale(8, { 原合同编号: "" }),
      ]),
    );
    expect(codesOf(report)).toEqual([
      [3, "class-unknown"],
      [4, "pupil-not-listed"],
      [5, "nothing-left"],
      [6, "class-too-short"],
      [7, "amount-malformed"],
      [8, "date-future"],
      [9, "opening-duplicate"],
      [10, "pupil-not-listed"],
      [11, "contract-no"],
    ]);
    for (const { reason } of report.findings) {
      expect(reason.zh).toMatch(/[\u4e00-\u9fff].*。$/);
      expect(reason.en).toMatch(/^[“A-Z0-9].*\.$/);
    }
    expect(report.deposit).toMatchObject({ lineCount: 1, totalFen: 180_000 });
  });

  it("are those of pupils whom no family has added: nobody could be asked about their lessons", async () => {
    const fewer = await openingSetting(1);
    const ends = openingDoors(fewer);
    const sales = [0, 1].map((place) => ({ ...sale(place), 班级编号: fewer.classId }));
    const report = await ends.handIn(listOf(sales));
    expect(codesOf(report)).toEqual([[3, "guardian-not-linked"]]);
  });

  it("are those beyond the seats of the class: none is sold twice", async () => {
    const course = { lessonCount: 12, priceFen: 300_000 };
    const small = await anOpenClass(setting.door, { course, capacity: 1 });
    const narrow = { ...setting, classId: small.classId };
    await rosterDoors(narrow).handIn(ROSTER);
    const sales = [0, 1, 2].map((place) => ({ ...sale(place), 班级编号: small.classId }));
    const report = await door.handIn(listOf(sales));
    expect(report.counts).toMatchObject({ created: 1, refused: 2 });
    expect(new Set(codesOf(report).map(([, code]) => code))).toEqual(new Set(["class-full"]));
    expect(report.deposit).toMatchObject({ lineCount: 1, totalFen: 180_000 });
  });

  it("are those of a class that has begun", async () => {
    const jobId = await door.upload(listOf([sale(0)]));
    setting.kit.advance(3 * 24 * 3_600_000);
    await door.deliver(jobId);
    const report = (await door.report(jobId)).body;
    expect(codesOf(report)).toEqual([[2, "class-begun"]]);
    expect(report.deposit).toBeUndefined();
  });
});

describe("what the functions behind a list reach", () => {
  /** The partitions that a contract names; consumers keep a record of what they have done besides. */
  const granted = ({ touches }: Pick<TaskContract, "touches">, ...more: readonly KeyPrefix[]) => {
    const partitions = (names: readonly KeyPrefix[]) => names.map((name) => `${PREFIX[name]}#*`);
    const writes = [...(touches.writes ?? []), ...more];
    return grantedTable<Table>(setting.kit.table, {
      reads: partitions([...(touches.reads ?? []), ...writes]),
      writes: partitions(writes),
    });
  };

  it("lies within what their contracts touch, and less is not enough", async () => {
    const jobId = await door.upload(listOf([sale(0), sale(1)]));
    const nothing = granted({ touches: { reads: ["job"], writes: ["job"] } });
    await expect(door.deliver(jobId, nothing)).rejects.toThrow(/the role may not/);
    await door.deliver(jobId, granted(readEnrolments));
    await door.pay((await door.report(jobId)).body.deposit);
    await door.shareOut(granted(openBalances, "idempotency"));
    expect((await door.report(jobId)).body.deposit.status).toBe("posted");
  });
});

describe("the list", () => {
  it("belongs to the owner and the finance of its own institution", async () => {
    const jobId = await door.upload(listOf([sale(0)]));
    expect((await door.report(jobId, setting.stranger)).status).toBe(404);
    expect((await door.report(jobId, setting.teacher)).status).toBe(403);
    expect((await door.announce(listOf([sale(0)]), setting.teacher)).status).toBe(403);
    expect((await door.announce(listOf([sale(0)]), setting.stranger)).status).toBe(404);
    const finance = await seedMember(setting.kit.table, "finance", {
      ...{ role: "institution", institutionId: setting.market.institutionId },
      duties: ["finance"],
    });
    expect((await door.report(jobId, finance)).status).toBe(200);
  });
});
