import { beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "../../../domain/shared/time.ts";
import {
  busyClass,
  type BusyClass,
  financeCalls,
  misplace,
  MISPLACED_FEN,
} from "../../support/finance.ts";
import { LESSON_FEN, PRICE_FEN } from "../../support/taught-class.ts";

const MARCH = { from: "2026-03-01", to: "2026-03-31" };
const THE_DAY = { from: "2026-03-06", to: "2026-03-06" };
const NO_MOVES = {
  ...{ paid: 0, earned: 0, undone: 0, frozen: 0, unfrozen: 0, instructed: 0, released: 0 },
  ...{ releaseReturned: 0, suspended: 0, suspenseReturned: 0, suspenseReversed: 0 },
  ...{ reversed: 0, short: 0, transferredIn: 0, transferredOut: 0 },
};

let city: BusyClass;
beforeEach(async () => {
  city = await busyClass();
});

const statement = (query: Readonly<Record<string, string>>, as = city.finance) =>
  city.statement(as, city.institutionId, query);

/** All pages, one after the other. */
async function allDays(limit: string) {
  const days: { date: string; totalsFen: Record<string, number>; suspense: unknown[] }[] = [];
  let cursor: string | undefined;
  let pageCount = 0;
  do {
    const { body } = await statement({ ...MARCH, limit, ...(cursor ? { cursor } : {}) });
    days.push(...body.days);
    cursor = body.nextCursor;
    pageCount += 1;
  } while (cursor !== undefined);
  const sum = (column: string) =>
    days.reduce((total, { totalsFen }) => total + (totalsFen[column] ?? 0), 0);
  return { days, pageCount, sum };
}

describe("an institution's settlement statement", () => {
  it("leads each release from its lesson over its instruction to the bank's serial", async () => {
    const { status, body } = await statement(THE_DAY);
    expect(status).toBe(200);
    expect(body.days).toEqual([
      {
        date: "2026-03-06",
        totalsFen: {
          ...NO_MOVES,
          earned: 2 * LESSON_FEN,
          frozen: LESSON_FEN,
          instructed: 2 * LESSON_FEN,
          released: LESSON_FEN,
          releaseReturned: LESSON_FEN,
        },
        releases: [
          {
            outcome: "executed",
            enrolmentId: city.first,
            lessonNumber: 1,
            instructionId: city.paid.instructionId,
            amountFen: LESSON_FEN,
            recordedAt: "2026-03-06T09:00:00.000+08:00",
            executedAt: "2026-03-06T09:00:00.000+08:00",
            bankSerial: `SB-${city.paid.instructionId.slice(-8)}`,
          },
          {
            outcome: "returned",
            enrolmentId: city.second,
            lessonNumber: 1,
            instructionId: city.back.instructionId,
            amountFen: LESSON_FEN,
            recordedAt: "2026-03-06T09:00:00.000+08:00",
            reasonCode: "insufficient-balance",
          },
        ],
        suspense: [],
      },
    ]);
    expect(body.nextCursor).toBeUndefined();
    expect(city.kit.defects).toEqual([]);
  });

  it("begins and ends with the days asked for, and leaves days without a move out", async () => {
    const march = await statement(MARCH);
    expect(march.body.days.map((day: { date: string }) => day.date)).toEqual([
      "2026-03-02",
      "2026-03-06",
    ]);
    expect(march.body.days[0].totalsFen).toEqual({ ...NO_MOVES, paid: 2 * PRICE_FEN });
    const before = await statement({ from: "2026-03-03", to: "2026-03-05" });
    expect(before.body.days).toEqual([]);
    const after = await statement({ from: "2026-03-07", to: "2026-03-20" });
    expect(after.body.days).toEqual([]);
  });

  it("states the position now, whatever the period", async () => {
    const { body } = await statement({ from: "2026-04-01", to: "2026-04-02" });
    expect(body.nowFen).toMatchObject({
      paid: 2 * PRICE_FEN,
      earned: LESSON_FEN,
      pending: LESSON_FEN,
      disputed: LESSON_FEN,
      released: LESSON_FEN,
    });
    expect(body.heldInCustodyFen).toBe(2 * PRICE_FEN - LESSON_FEN);
  });

  it("shows what came in for no order, of its own account only", async () => {
    await city.misplace("SB9001");
    await city.misplace("SB9002", "ins_00000000000000000000000009");
    const { body } = await statement(THE_DAY);
    expect(body.days[0].suspense).toMatchObject([
      { outcome: "suspended", bankSerial: "SB9001", amountFen: MISPLACED_FEN },
    ]);
    expect(body.days[0].totalsFen.suspended).toBe(MISPLACED_FEN);
  });

  it("reads the misplaced money of its own account, whatever lies on the county's other accounts", async () => {
    await city.misplace("SB9001");
    const readsWith = async (): Promise<number> => {
      const counted = { reads: 0 };
      const table = {
        ...city.kit.table,
        getMany: (wanted: Parameters<typeof city.kit.table.getMany>[0]) => {
          counted.reads += wanted.length;
          return city.kit.table.getMany(wanted);
        },
      };
      const calls = financeCalls({ ...city.kit, table });
      const { body } = await calls.statement(city.finance, city.institutionId, THE_DAY);
      expect(body.days[0].suspense).toHaveLength(1);
      return counted.reads;
    };
    const before = await readsWith();
    for (const bankSerial of ["SB9101", "SB9102", "SB9103"])
      await misplace(city.kit, city.first, { bankSerial, accountNo: "99000001" });
    expect(await readsWith()).toBe(before);
  });

  it("adds up to the same, in pages of any size", async () => {
    for (const serial of ["SB9001", "SB9002", "SB9003"]) await city.misplace(serial);
    const whole = await allDays("50");
    const small = await allDays("1");
    expect(whole.pageCount).toBe(1);
    expect(small.pageCount).toBeGreaterThan(3);
    for (const column of Object.keys(NO_MOVES))
      expect([column, small.sum(column)]).toEqual([column, whole.sum(column)]);
    expect(small.days.flatMap((day) => day.suspense)).toHaveLength(3);
    expect(small.sum("suspended")).toBe(3 * MISPLACED_FEN);
  });

  it("does not wait for the position: a move that is not folded in is shown", async () => {
    city.kit.advance(4 * DAY_MS);
    await city.lessons.confirm(city.family, city.first, { lesson: "2" });
    const { body } = await statement({ from: "2026-03-10", to: "2026-03-10" });
    expect(body.days).toMatchObject([{ totalsFen: { earned: LESSON_FEN } }]);
  });

  it("is asked for by at most 31 days, forwards", async () => {
    for (const [from, to, status] of [
      ["2026-03-01", "2026-03-31", 200],
      ["2026-03-01", "2026-04-01", 400],
      ["2026-03-02", "2026-03-01", 400],
      ["2026-02-30", "2026-03-01", 400],
    ] as const)
      expect([from, to, (await statement({ from, to })).status]).toEqual([from, to, status]);
    expect((await statement({ from: "2026-03-01" })).body.code).toBe("input.invalid");
    expect((await statement({ ...MARCH, limit: "51" })).status).toBe(400);
  });

  it("is for those who keep its books; to others there is no such institution", async () => {
    const teacher = await statement(MARCH, city.world.teacher);
    expect([teacher.status, teacher.body.code]).toEqual([403, "identity.role-required"]);
    const stranger = await statement(MARCH, city.stranger);
    expect([stranger.status, stranger.body.code]).toEqual([404, "resource.not-found"]);
    const unseeded = await city.statement(city.stranger, "ins_other", MARCH);
    expect(unseeded.status).toBe(400);
  });

  it("takes a cursor for the same period only", async () => {
    const { nextCursor } = (await statement({ ...MARCH, limit: "1" })).body;
    const other = await statement({ ...THE_DAY, limit: "1", cursor: nextCursor });
    expect([other.status, other.body.code]).toEqual([400, "input.cursor-invalid"]);
  });
});
