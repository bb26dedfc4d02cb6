import { beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { keys } from "../../../adapters/table/keys.ts";
import type { Item } from "../../../adapters/table/table.ts";
import {
  type DisputeCalls,
  disputeCalls,
  FAMILY_TEXT,
  OFFICER_TEXT,
} from "../../support/disputes.ts";
import { type Caller, once } from "../../support/door.ts";
import { withTestVault } from "../../support/enrolment.ts";
import { type LessonCalls, lessonCalls, lessonFacts, present } from "../../support/lessons.ts";
import { enrolmentId } from "../../support/money-builders.ts";
import { LESSON_FEN, taughtClass, type TaughtClass } from "../../support/taught-class.ts";

const FIRST = enrolmentId(1);
const SECOND = enrolmentId(2);

let world: TaughtClass;
let calls: LessonCalls;
let disputes: DisputeCalls;
let facts: ReturnType<typeof lessonFacts>;
let family: Caller;
let other: Caller;

beforeEach(async () => {
  world = await taughtClass();
  calls = lessonCalls(world.kit, world.classId);
  disputes = disputeCalls(withTestVault(world.kit));
  facts = lessonFacts(world.kit);
  [family, other] = world.families.map(({ guardian }) => guardian) as [Caller, Caller];
  await calls.attend(world.teacher, present(FIRST, SECOND));
  await calls.request(world.teacher);
});

const opened = async (): Promise<string> =>
  (await disputes.dispute(family, FIRST)).body.disputeId as string;

const inboxOf = (recipient: string) =>
  world.kit.table
    .all()
    .filter((item) => item.type === "notice" && JSON.stringify(item).includes(recipient))
    .map((item) => (item["state"] as { template: string }).template);

const dueOf = (lesson: Item | undefined): string => z.string().parse(lesson?.["duesk"]);

describe("a family's dispute", () => {
  it("freezes that lesson's fee alone, and the institution is told", async () => {
    const answer = await disputes.dispute(family, FIRST);
    expect([answer.status, answer.body]).toEqual([
      201,
      {
        disputeId: expect.stringMatching(/^dsp_/) as string,
        enrolmentId: FIRST,
        lessonNumber: 1,
        status: "disputed",
        amountFen: LESSON_FEN,
      },
    ]);
    expect((await facts.enrolment(FIRST)).balances).toMatchObject({
      unconsumed: 2 * LESSON_FEN,
      pending: 0,
      disputed: LESSON_FEN,
    });
    expect((await facts.enrolment(SECOND)).balances).toMatchObject({ pending: LESSON_FEN });
    expect(inboxOf(world.institutionId)).toContain("lesson-disputed");
    expect(world.kit.defects).toEqual([]);
  });

  it("lets the other lessons of the same order go on", async () => {
    await opened();
    await calls.attend(world.teacher, present(FIRST), { session: "2" });
    await calls.request(world.teacher, [FIRST], { session: "2" });
    const confirmed = await calls.confirm(family, FIRST, { lesson: "2" });
    expect(confirmed.status).toBe(200);
    expect((await facts.enrolment(FIRST)).balances).toMatchObject({
      unconsumed: LESSON_FEN,
      disputed: LESSON_FEN,
      earned: LESSON_FEN,
    });
  });

  it("keeps the lesson from being confirmed, asked for, marked, and due", async () => {
    await opened();
    const confirmed = await calls.confirm(family, FIRST);
    expect([confirmed.status, confirmed.body.code]).toEqual([409, "lesson.disputed"]);
    const asked = await calls.request(world.teacher, [FIRST]);
    expect(asked.body.results[0].problem.code).toBe("lesson.already-requested");
    const marked = await calls.attend(world.teacher, present(FIRST));
    expect(marked.body.results[0].problem.code).toBe("lesson.attendance-fixed");
    expect(await world.kit.table.get(keys.lesson(FIRST, 1))).not.toHaveProperty("duepk");
  });

  it("keeps the family's words out of everything but the vault", async () => {
    const disputeId = await opened();
    await disputes.resolve(world.officer, disputeId, "family");
    const everything = JSON.stringify([world.kit.table.all(), world.kit.logged]);
    for (const text of [FAMILY_TEXT, OFFICER_TEXT, "王小明"])
      expect(everything).not.toContain(text);
    const sealed = await world.kit.table.get(keys.personal("dispute", disputeId));
    expect(JSON.stringify(sealed)).toMatch(/p1\.2026-03\./);
  });

  it("is opened once: under its key the first answer, under another a conflict", async () => {
    const headers = once();
    const first = await disputes.dispute(family, FIRST, { headers });
    const again = await disputes.dispute(family, FIRST, { headers });
    expect(again.body).toEqual(first.body);
    const anew = await disputes.dispute(family, FIRST);
    expect([anew.status, anew.body.code]).toEqual([409, "lesson.disputed"]);
    const without = await disputes.dispute(family, FIRST, { headers: {} });
    expect([without.status, without.body.code]).toEqual([400, "idempotency.key-required"]);
  });

  it("is not another family's to open or withdraw, and not the institution's", async () => {
    const strange = await disputes.dispute(other, FIRST);
    expect([strange.status, strange.body.code]).toEqual([404, "resource.not-found"]);
    expect((await disputes.dispute(world.teacher, FIRST)).status).toBe(403);
    await opened();
    expect((await disputes.withdraw(other, FIRST)).status).toBe(404);
    expect((await facts.enrolment(FIRST)).balances.disputed).toBe(LESSON_FEN);
  });

  it("names why a lesson cannot be disputed", async () => {
    const early = await disputes.dispute(family, FIRST, { lesson: "2" });
    expect([early.status, early.body.code]).toEqual([409, "lesson.not-open-to-dispute"]);
    const beyond = await disputes.dispute(family, FIRST, { lesson: "4" });
    expect([beyond.status, beyond.body.code]).toEqual([404, "resource.not-found"]);
    await calls.confirm(family, FIRST);
    const late = await disputes.dispute(family, FIRST);
    expect([late.status, late.body.code]).toEqual([409, "lesson.already-confirmed"]);
    const wordless = await disputes.dispute(other, SECOND, { text: " " });
    expect([wordless.status, wordless.body.fields[0].path]).toEqual([400, "body.text"]);
    const unknown = await disputes.dispute(other, SECOND, { reason: "bad-weather" });
    expect(unknown.body.fields[0].path).toBe("body.reason");
  });

  it("and a confirmation at the same moment: one of them is done, the other refused", async () => {
    const [disputed, confirmed] = await Promise.all([
      disputes.dispute(family, FIRST),
      calls.confirm(family, FIRST),
    ]);
    expect([disputed.status === 201, confirmed.status === 200].filter(Boolean)).toHaveLength(1);
    expect([disputed.status, confirmed.status]).toContain(409);
    const { balances } = await facts.enrolment(FIRST);
    expect(balances.disputed + balances.earned).toBe(LESSON_FEN);
    expect(world.kit.defects).toEqual([]);
  });
});

describe("a dispute taken back", () => {
  it("awaits the family again, from now on, and both sides are told", async () => {
    const before = await world.kit.table.get(keys.lesson(FIRST, 1));
    const disputeId = await opened();
    world.kit.advance(3 * 86_400_000);
    const answer = await disputes.withdraw(family, FIRST);
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        disputeId,
        enrolmentId: FIRST,
        lessonNumber: 1,
        status: "requested",
        amountFen: LESSON_FEN,
      },
    ]);
    const after = await world.kit.table.get(keys.lesson(FIRST, 1));
    expect(dueOf(after) > dueOf(before)).toBe(true);
    expect(after?.["state"]).toMatchObject({ deadline: { fromAt: world.kit.now() } });
    expect(inboxOf(world.institutionId)).toContain("dispute-withdrawn");
    expect(inboxOf(family.memberId)).toEqual(["confirmation-requested", "confirmation-requested"]);
    expect((await calls.confirm(family, FIRST)).status).toBe(200);
  });

  it("can be opened anew, and the old file does not settle the new dispute", async () => {
    const old = await opened();
    await disputes.withdraw(family, FIRST);
    const anew = await opened();
    expect(anew).not.toBe(old);
    const stale = await disputes.resolve(world.officer, old, "family");
    expect([stale.status, stale.body.code]).toEqual([409, "lesson.not-disputed"]);
    expect((await disputes.resolve(world.officer, anew, "family")).status).toBe(200);
  });

  it("is taken back once, and only where there is one", async () => {
    expect((await disputes.withdraw(family, FIRST)).body.code).toBe("lesson.not-disputed");
    await opened();
    const headers = once();
    const first = await disputes.withdraw(family, FIRST, { headers });
    expect((await disputes.withdraw(family, FIRST, { headers })).body).toEqual(first.body);
    const again = await disputes.withdraw(family, FIRST);
    expect([again.status, again.body.code]).toEqual([409, "lesson.not-disputed"]);
  });
});
