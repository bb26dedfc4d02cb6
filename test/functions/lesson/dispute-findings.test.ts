import { beforeEach, describe, expect, it } from "vitest";
import { keys } from "../../../adapters/table/keys.ts";
import {
  type DisputeCalls,
  disputeCalls,
  FAMILY_TEXT,
  OFFICER_TEXT,
} from "../../support/disputes.ts";
import type { Caller } from "../../support/door.ts";
import { withTestVault } from "../../support/enrolment.ts";
import { entriesIn } from "../../support/events.ts";
import { type LessonCalls, lessonCalls, lessonFacts, present } from "../../support/lessons.ts";
import { aCourse, enrolmentId, studentId } from "../../support/money-builders.ts";
import { fakeBank, releaseLine } from "../../support/release-line.ts";
import { LESSON_FEN, taughtClass, type TaughtClass } from "../../support/taught-class.ts";

const FIRST = enrolmentId(1);
const SECOND = enrolmentId(2);
const NONE = "dsp_01KJNP00000000000000000000";

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

const openLessonCount = async (n: number) => {
  const { institutionId, subjectKey } = aCourse();
  const guard = await world.kit.table.get(keys.orderGuard(studentId(n), institutionId, subjectKey));
  return guard?.["unconsumedLessonCount"];
};

describe("the authority's finding", () => {
  it("for the institution confirms the lesson, whose fee is released", async () => {
    const disputeId = await opened();
    const answer = await disputes.resolve(world.officer, disputeId, "institution");
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        disputeId,
        finding: "institution",
        enrolmentId: FIRST,
        lessonNumber: 1,
        status: "confirmed",
        amountFen: LESSON_FEN,
      },
    ]);
    expect(await openLessonCount(1)).toBe(2);
    const line = releaseLine(world.kit, fakeBank());
    for (const entry of entriesIn(world.kit.table))
      if (line.isConsumed(entry)) await line.deliver(entry);
    expect((await facts.enrolment(FIRST)).balances).toMatchObject({
      disputed: 0,
      releasing: LESSON_FEN,
    });
    expect(inboxOf(family.memberId)).toContain("dispute-resolved");
    expect(inboxOf(world.institutionId)).toContain("dispute-resolved");
  });

  it("for the family makes the lesson untaught: it can be held and asked for again", async () => {
    const disputeId = await opened();
    await disputes.resolve(world.officer, disputeId, "family");
    expect((await facts.enrolment(FIRST)).balances).toMatchObject({
      disputed: 0,
      unconsumed: 3 * LESSON_FEN,
    });
    expect(await openLessonCount(1)).toBe(3);
    expect(await facts.statusOf(FIRST)).toBe("scheduled");
    const everyone = await calls.request(world.teacher);
    expect(everyone.body.results).toMatchObject([{ enrolmentId: SECOND }]);
    await calls.attend(world.teacher, present(FIRST));
    const asked = await calls.request(world.teacher, [FIRST]);
    expect(asked.body.results).toEqual([{ enrolmentId: FIRST, outcome: "done" }]);
  });

  it("is given once, by an officer of the place and the duty", async () => {
    const disputeId = await opened();
    const strange = await disputes.resolve(world.neighbour, disputeId, "family");
    expect([strange.status, strange.body.code]).toEqual([403, "identity.outside-unit"]);
    expect((await disputes.resolve(family, disputeId, "family")).status).toBe(403);
    expect((await disputes.resolve(world.officer, NONE, "family")).status).toBe(404);
    const malformed = await disputes.resolve(world.officer, disputeId, "both");
    expect([malformed.status, malformed.body.fields[0].path]).toEqual([400, "body.finding"]);
    const both = await Promise.all([
      disputes.resolve(world.officer, disputeId, "family"),
      disputes.resolve(world.officer, disputeId, "institution"),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const { balances } = await facts.enrolment(FIRST);
    expect(balances.disputed).toBe(0);
    expect(balances.unconsumed + balances.earned).toBe(3 * LESSON_FEN);
    expect(world.kit.defects).toEqual([]);
  });

  it("and a withdrawal at the same moment: one of them is done, the other refused", async () => {
    const disputeId = await opened();
    const both = await Promise.all([
      disputes.withdraw(family, FIRST),
      disputes.resolve(world.officer, disputeId, "institution"),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await facts.enrolment(FIRST)).balances.disputed).toBe(0);
    expect(world.kit.defects).toEqual([]);
  });
});

describe("what officers see of disputes", () => {
  it("is those of their own area, with both sides' words one by one", async () => {
    const disputeId = await opened();
    await disputes.dispute(other, SECOND, { reason: "too-short" });
    await disputes.resolve(world.officer, disputeId, "family");
    const all = await disputes.list(world.officer);
    expect(all.body.disputes).toHaveLength(2);
    const open = await disputes.list(world.officer, { status: "open" });
    expect(open.body.disputes).toMatchObject([
      { enrolmentId: SECOND, reason: "too-short", status: "open", amountFen: LESSON_FEN },
    ]);
    expect((await disputes.list(world.neighbour)).body.disputes).toEqual([]);
    const one = await disputes.get(world.officer, disputeId);
    expect(one.body).toMatchObject({
      disputeId,
      status: "found-for-family",
      settledBy: world.officer.memberId,
      familyText: FAMILY_TEXT,
      officerText: OFFICER_TEXT,
    });
    expect((await disputes.get(world.neighbour, disputeId)).status).toBe(403);
    expect((await disputes.get(world.officer, NONE)).status).toBe(404);
    expect(world.kit.defects).toEqual([]);
  });

  it("comes page by page", async () => {
    await opened();
    await disputes.dispute(other, SECOND);
    const first = await disputes.list(world.officer, { limit: "1" });
    expect(first.body.disputes).toHaveLength(1);
    const rest = await disputes.list(world.officer, { limit: "1", cursor: first.body.nextCursor });
    expect(rest.body.disputes[0].disputeId).not.toBe(first.body.disputes[0].disputeId);
    const broken = await disputes.list(world.officer, { cursor: "x" });
    expect([broken.status, broken.body.code]).toEqual([400, "input.cursor-invalid"]);
  });
});
