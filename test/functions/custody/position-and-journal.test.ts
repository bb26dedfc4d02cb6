import { beforeEach, describe, expect, it } from "vitest";
import { keys } from "../../../adapters/table/keys.ts";
import { getCustodyPosition } from "../../../functions/custody/get-custody-position.ts";
import * as contracts from "../../../functions/custody/contracts.ts";
import { listJournal } from "../../../functions/custody/list-journal.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import { projectPositions } from "../../../functions/stream/project-positions.ts";
import { call, type Caller, seedMember } from "../../support/door.ts";
import { entriesIn } from "../../support/events.ts";
import { earnLesson, type LessonCalls, lessonCalls } from "../../support/lessons.ts";
import { enrolmentId } from "../../support/money-builders.ts";
import { entryItems, readerOf, streamBatch } from "../../support/stream.ts";
import {
  LESSON_FEN,
  PRICE_FEN,
  taughtClass,
  type TaughtClass,
} from "../../support/taught-class.ts";

const FIRST = enrolmentId(1);
const SECOND = enrolmentId(2);

let world: TaughtClass;
let calls: LessonCalls;

beforeEach(async () => {
  world = await taughtClass();
  calls = lessonCalls(world.kit, world.classId);
  await earnLesson(calls, world.teacher, world.families);
  await project();
});

async function project(): Promise<void> {
  const { table } = world.kit;
  const items = entryItems(table.stream().map((record) => record.after));
  await readerOf(projectPositions, table)(streamBatch(items));
}

const position = (
  as: Caller,
  query: Record<string, string> = {},
  institutionId = world.institutionId,
) =>
  call(httpLambda(contracts.getCustodyPosition, getCustodyPosition, world.kit), {
    as,
    path: { institutionId },
    query,
  });

const journal = (as: Caller, query: Record<string, string> = {}, id: string = FIRST) =>
  call(httpLambda(contracts.listJournal, listJournal, world.kit), {
    as,
    path: { enrolmentId: id },
    query,
  });

describe("an institution's custody position", () => {
  it("shows where every fen is, what the bank must hold, and how current it is", async () => {
    const { status, body } = await position(world.officer);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      institutionId: world.institutionId,
      totalsFen: { paid: 2 * PRICE_FEN, unconsumed: 4 * LESSON_FEN, earned: 2 * LESSON_FEN },
      heldInCustodyFen: 2 * PRICE_FEN,
      enrolmentCount: 2,
      lastEntryAt: "2026-03-06T09:00:00.000+08:00",
    });
    expect(body.shares.map((share: { enrolmentId: string }) => share.enrolmentId)).toEqual([
      FIRST,
      SECOND,
    ]);
    expect(body.shares[0]).toMatchObject({
      balancesFen: { paid: PRICE_FEN, earned: LESSON_FEN },
      entriesBehind: 0,
    });
    expect(body.nextCursor).toBeUndefined();
    expect(world.kit.defects).toEqual([]);
  });

  it("says which shares are behind their journals", async () => {
    const [family] = world.families;
    if (family === undefined) throw new Error("no family");
    await earnLesson(calls, world.teacher, [family], "2");
    const { body } = await position(world.officer);
    const behind = body.shares.map((share: { entriesBehind: number }) => share.entriesBehind);
    expect(behind).toEqual([3, 0]);
    await project();
    const after = await position(world.officer);
    expect(after.body.shares[0].entriesBehind).toBe(0);
    expect(after.body.totalsFen.earned).toBe(3 * LESSON_FEN);
  });

  it("is paged by enrolment, and its cursor serves this officer and institution only", async () => {
    const first = await position(world.officer, { limit: "1" });
    expect(first.body.shares).toHaveLength(1);
    const next = { limit: "1", cursor: String(first.body.nextCursor) };
    const second = await position(world.officer, next);
    expect(second.body.shares[0].enrolmentId).toBe(SECOND);
    const auditor = await seedMember(world.kit.table, "auditor", {
      role: "officer",
      unitId: "unt_410000",
      department: "culture",
      duties: ["audit"],
    });
    const lent = await position(auditor, next);
    expect([lent.status, lent.body.code]).toEqual([400, "input.cursor-invalid"]);
    expect((await position(auditor)).status).toBe(200);
  });

  it("of an institution that has sold nothing is empty", async () => {
    const { pk } = keys.position(world.institutionId);
    const stored = world.kit.table.all().filter((item) => item.pk === pk);
    for (const { sk } of stored)
      await world.kit.table.commit([{ kind: "delete", key: { pk, sk } }]);
    const { body } = await position(world.officer);
    expect(body).toMatchObject({ heldInCustodyFen: 0, enrolmentCount: 0, shares: [] });
    expect(body.lastEntryAt).toBeUndefined();
  });

  it("is denied outside the unit, the department or the duty", async () => {
    const outside = await position(world.neighbour);
    expect([outside.status, outside.body.code]).toEqual([403, "identity.outside-unit"]);
    const sports = await seedMember(world.kit.table, "sports", {
      role: "officer",
      unitId: "unt_411102",
      department: "sports",
      duties: ["funds"],
    });
    expect((await position(sports)).body.code).toBe("identity.outside-unit");
    const reference = await seedMember(world.kit.table, "reference", {
      role: "officer",
      unitId: "unt_411102",
      department: "education",
      duties: ["reference"],
    });
    expect((await position(reference)).body.code).toBe("identity.role-required");
    expect((await position(world.teacher)).status).toBe(403);
    const none = await position(world.officer, {}, "ins_00000000000000000000000009");
    expect([none.status, none.body.code]).toEqual([404, "resource.not-found"]);
  });
});

describe("an enrolment's journal", () => {
  it("is listed in order, with who did what and what moved, and replays to the head", async () => {
    const { status, body } = await journal(world.officer);
    expect(status).toBe(200);
    expect(body.entries.map((entry: { event: string }) => entry.event)).toEqual([
      "order-placed",
      "contract-signed",
      "payment-requested",
      "payment-received",
      "attendance-recorded",
      "confirmation-requested",
      "lesson-confirmed",
    ]);
    expect(body.entries.map((entry: { sequence: number }) => entry.sequence)).toEqual([
      1, 2, 3, 4, 5, 6, 7,
    ]);
    expect(body.entries[6]).toEqual({
      sequence: 7,
      at: "2026-03-06T09:00:00.000+08:00",
      actor: `member:${world.families[0]?.guardian.memberId ?? ""}`,
      event: "lesson-confirmed",
      moves: [
        {
          from: "pending",
          to: "earned",
          amountFen: LESSON_FEN,
          hold: "lesson:1",
          reason: "lesson-confirmed",
        },
      ],
    });
    expect(body.balancesFen).toMatchObject({ paid: PRICE_FEN, earned: LESSON_FEN, pending: 0 });
    expect(body.agreesWithHead).toBe(true);
    expect(world.kit.defects).toEqual([]);
  });

  it("states on each page the balances after its last entry", async () => {
    const pages = [];
    let cursor: string | undefined;
    do {
      const query: Record<string, string> = cursor === undefined ? {} : { cursor };
      const { body } = await journal(world.officer, { limit: "3", ...query });
      pages.push(body);
      cursor = body.nextCursor;
    } while (cursor !== undefined);
    expect(pages.map((page) => page.entries.length)).toEqual([3, 3, 1]);
    expect(pages.map((page) => page.balancesFen.pending)).toEqual([0, LESSON_FEN, 0]);
    expect(pages.map((page) => page.balancesFen.paid)).toEqual([0, PRICE_FEN, PRICE_FEN]);
    expect(pages.map((page) => page.agreesWithHead)).toEqual([undefined, undefined, true]);
  });

  it("shows it when the head does not say what the journal says", async () => {
    const { table } = world.kit;
    const head = await table.get(keys.enrolment(FIRST));
    if (head === undefined) throw new Error("no head");
    const text = JSON.stringify(head).replace('"earned":10000', '"earned":9999');
    await table.commit([{ kind: "put", item: JSON.parse(text) }]);
    expect((await journal(world.officer)).body.agreesWithHead).toBe(false);
  });

  it("with a gap is a defect, never a shorter list", async () => {
    const entry = entriesIn(world.kit.table).find(
      (e) => e.aggregateId === FIRST && e.sequence === 4,
    );
    if (entry === undefined) throw new Error("no entry");
    await world.kit.table.commit([{ kind: "delete", key: { pk: entry.pk, sk: entry.sk } }]);
    const answer = await journal(world.officer);
    expect([answer.status, answer.body.code]).toEqual([500, "service.defect"]);
    expect(String(world.kit.defects[0])).toContain("gap");
  });

  it("looks to officers who are not competent as if there were no such enrolment", async () => {
    const outside = await journal(world.neighbour);
    const none = await journal(world.officer, {}, enrolmentId(99));
    expect([outside.status, none.status]).toEqual([404, 404]);
    expect(outside.body.code).toBe(none.body.code);
    expect((await journal(world.teacher)).status).toBe(403);
    const guardian = world.families[0]?.guardian;
    if (guardian === undefined) throw new Error("no family");
    expect((await journal(guardian)).status).toBe(403);
  });

  it("refuses a limit beyond 100 and a cursor that is none", async () => {
    expect((await journal(world.officer, { limit: "101" })).status).toBe(400);
    const forged = await journal(world.officer, { cursor: "e30.x" });
    expect([forged.status, forged.body.code]).toEqual([400, "input.cursor-invalid"]);
  });
});
