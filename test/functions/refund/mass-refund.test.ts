import { beforeEach, describe, expect, it } from "vitest";
import { aggregates } from "../../../adapters/aggregates.ts";
import { institutionKind } from "../../../adapters/repositories/institution-kinds.ts";
import { noticeFactsTo, noticesTo } from "../../support/deadlines.ts";
import { earnLesson, lessonCalls, present } from "../../support/lessons.ts";
import { collapsed, type Collapsed } from "../../support/mass-refunds.ts";
import {
  LESSON_FEN,
  PRICE_FEN,
  taughtClass,
  type TaughtClass,
} from "../../support/taught-class.ts";

let world: TaughtClass;
let city: Collapsed;

beforeEach(async () => {
  world = await taughtClass(3);
  const calls = lessonCalls(world.kit, world.classId);
  const [first] = world.families;
  if (first === undefined) throw new Error("there are families");
  // The first family has had a lesson, and confirmed it; its fee is not paid out.
  await earnLesson(calls, world.teacher, [first]);
  city = await collapsed(world, world.kit);
});

const institution = async () =>
  (await aggregates(world.kit.table, institutionKind).find(world.institutionId))?.state;

/** What guardians were told that they have been paid, the smallest first. */
const paidAmountsTold = (): readonly unknown[] =>
  world.families
    .flatMap(({ guardian: { memberId } }) => noticeFactsTo(world.kit, memberId, "refund-paid"))
    .map(({ amountFen }) => amountFen)
    .toSorted();

/** Everything happens, and the bank pays. */
async function paidOut(): Promise<void> {
  await city.line.plan();
  expect(await city.line.open(await city.line.queued())).toEqual([]);
  await city.line.instruct();
  await city.bankPays();
  await city.line.follow();
}

const CLAIMED_FEN = 3 * PRICE_FEN - LESSON_FEN;

describe("a mass refund", () => {
  it("pays every family all that it has not had, where custody suffices, and then ends", async () => {
    await city.bankHolds();
    const id = await city.ordered();
    await paidOut();
    const { body } = await city.look(id);
    expect(body).toMatchObject({ status: "completed", missingFen: 0 });
    expect(body.sums).toEqual({
      familyCount: 3,
      claimedFen: CLAIMED_FEN,
      availableFen: 3 * PRICE_FEN,
      sharedFen: CLAIMED_FEN,
      shortFen: 0,
      openedCount: 3,
      settledCount: 3,
      paidFen: CLAIMED_FEN,
    });
    const [first, second] = await city.enrolments();
    expect(first).toMatchObject({
      status: "terminated",
      balances: { refunded: 2 * LESSON_FEN, earned: LESSON_FEN, unconsumed: 0 },
    });
    expect(second?.balances).toMatchObject({ refunded: PRICE_FEN, refunding: 0, unconsumed: 0 });
    expect(await institution()).not.toHaveProperty("massRefundId");
    expect(await institution()).toHaveProperty("freeze");
    expect(world.kit.defects).toEqual([]);
  });

  it("takes what the bank lacks from what is not the families' first", async () => {
    await city.bankHolds(LESSON_FEN, "break");
    await city.ordered();
    await paidOut();
    expect([...city.bank.paid.values()].map(({ amountFen }) => amountFen)).toEqual([
      2 * LESSON_FEN,
      PRICE_FEN,
      PRICE_FEN,
    ]);
  });

  it("shares in proportion what does not suffice; the rest stays each family's claim", async () => {
    const lackedFen = LESSON_FEN + 20_001;
    await city.bankHolds(lackedFen, "break");
    const id = await city.ordered();
    await paidOut();
    const { body } = await city.look(id);
    const sharedFen = CLAIMED_FEN - 20_001;
    expect(body.sums).toMatchObject({ sharedFen, shortFen: 20_001, paidFen: sharedFen });
    expect(body.rule.article).toContain("第五十九条");
    // 59,999 ÷ 80,000 of 20,000 and 30,000: 14,999.75 and twice 22,499.625; two fen are left over.
    expect(body.families).toMatchObject([
      { claimFen: 20_000, shareFen: 15_000, shortFen: 5_000, refundStatus: "paid" },
      { claimFen: 30_000, shareFen: 22_500, shortFen: 7_500, refundStatus: "paid" },
      { claimFen: 30_000, shareFen: 22_499, shortFen: 7_501, refundStatus: "paid" },
    ]);
    const [, second] = await city.enrolments();
    expect(second).toMatchObject({
      status: "paid",
      balances: { refunded: 22_500, refunding: 7_500, unconsumed: 0 },
    });
    const [family] = world.families;
    expect(noticesTo(world.kit, family?.guardian.memberId ?? "")).toContain("mass-refund-share");
    expect(paidAmountsTold()).toEqual([15_000, 22_499, 22_500]);
  });

  it("sets aside what awaits a family's word", async () => {
    const calls = lessonCalls(world.kit, world.classId);
    const [, second] = world.families;
    const id = second?.enrolmentId ?? "";
    await calls.attend(world.teacher, present(id));
    await calls.request(world.teacher, [id]);
    await city.bankHolds(LESSON_FEN + 1, "break");
    const massRefundId = await city.ordered();
    await paidOut();
    const { sums } = (await city.look(massRefundId)).body;
    expect(sums).toMatchObject({
      claimedFen: CLAIMED_FEN - LESSON_FEN,
      availableFen: 3 * PRICE_FEN - 2 * LESSON_FEN - 1,
      shortFen: 1,
    });
    expect((await city.enrolments())[1]?.balances.pending).toBe(LESSON_FEN);
  });

  it("ends at once where nobody claims anything", async () => {
    const calls = lessonCalls(world.kit, world.classId);
    for (const session of ["1", "2", "3"])
      await earnLesson(calls, world.teacher, world.families, session);
    await city.bankHolds();
    const id = await city.ordered();
    await city.line.plan();
    expect(await city.line.queued()).toEqual([]);
    expect((await city.look(id)).body).toMatchObject({ status: "completed", families: [] });
  });

  it("pays nothing out of an empty account, and keeps the claims", async () => {
    await city.bankHolds(3 * PRICE_FEN, "break");
    const id = await city.ordered();
    await paidOut();
    expect(city.bank.paid.size).toBe(0);
    const { body } = await city.look(id);
    expect(body).toMatchObject({
      status: "completed",
      sums: { paidFen: 0, shortFen: CLAIMED_FEN },
    });
    expect(body.families[1]).toMatchObject({ shareFen: 0, refundStatus: "owed" });
  });
});

describe("whatever comes twice or breaks off", () => {
  it("fixes one plan, opens each refund once, and counts each payment once", async () => {
    await city.bankHolds(1 + LESSON_FEN, "break");
    const id = await city.ordered();
    await city.line.plan();
    await city.line.plan();
    const messages = await city.line.queued();
    expect(await city.line.open([...messages, ...messages])).toEqual([]);
    await city.line.open(messages);
    await city.line.instruct();
    await city.line.instruct();
    await city.bankPays();
    await city.bankPays();
    await city.line.follow();
    await city.line.follow();
    expect(city.bank.paid.size).toBe(3);
    const { sums, status } = (await city.look(id)).body;
    expect([status, sums.openedCount, sums.settledCount, sums.paidFen]).toEqual([
      "completed",
      3,
      3,
      CLAIMED_FEN - 1,
    ]);
    expect(world.kit.defects).toEqual([]);
  });

  it("pays what is left of a share whose lessons have gone another way", async () => {
    await city.bankHolds();
    const id = await city.ordered();
    await city.line.plan();
    const calls = lessonCalls(world.kit, world.classId);
    const [, second] = world.families;
    await calls.attend(world.teacher, present(second?.enrolmentId ?? ""));
    await city.line.open(await city.line.queued());
    await city.line.instruct();
    await city.bankPays();
    await city.line.follow();
    expect((await city.look(id)).body).toMatchObject({
      status: "completed",
      sums: { paidFen: CLAIMED_FEN - LESSON_FEN },
    });
  });
});

describe("ordering it", () => {
  it("takes a confirmed freeze, a balance of after it that stands still, and two officers", async () => {
    const unknown = await city.start();
    expect([unknown.status, unknown.body.code]).toEqual([409, "refund.balance-not-known"]);
    await city.bankHolds(5, "under-way");
    expect((await city.start()).body.code).toBe("refund.balance-under-way");
    await city.bankHolds();
    const started = await city.start();
    expect([started.status, started.body.status]).toEqual([202, "ready"]);
    const own = await city.freezes.decide(city.author, started.body.proposalId);
    expect(own.body.code).toBe("proposal.author-decides");
    expect((await city.freezes.decide(city.other, started.body.proposalId)).status).toBe(200);
    const again = await city.start();
    expect([again.status, again.body.code]).toEqual([409, "institution.mass-refund-ordered"]);
    const lift = await city.freezes.lift(city.author);
    expect(lift.body.code).toBe("institution.mass-refund-ordered");
  });

  it("is nothing for officers of another county, nor is looking at it", async () => {
    await city.bankHolds();
    const id = await city.ordered();
    for (const answer of [
      await city.start(world.neighbour),
      await city.look(id, {}, world.neighbour),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, "identity.outside-unit"]);
    expect((await city.look("mrf_01KJNP0000000000000000000A")).status).toBe(404);
  });

  it("shows the families page by page", async () => {
    await city.bankHolds();
    const id = await city.ordered();
    expect((await city.look(id)).body).toMatchObject({ status: "ordered", families: [] });
    await city.line.plan();
    const first = (await city.look(id, { limit: "2" })).body;
    const second = (await city.look(id, { limit: "2", cursor: first.nextCursor })).body;
    expect([first.families.length, second.families.length]).toEqual([2, 1]);
    expect(second.families[0].status).toBe("planned");
  });
});
