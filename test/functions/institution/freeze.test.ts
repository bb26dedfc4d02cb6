import { beforeEach, describe, expect, it } from "vitest";
import { aggregates } from "../../../adapters/aggregates.ts";
import { institutionKind } from "../../../adapters/repositories/institution-kinds.ts";
import { HOUR_MS } from "../../../domain/shared/time.ts";
import { dueLine, noticesTo } from "../../support/deadlines.ts";
import { type Caller, once, seedMember } from "../../support/door.ts";
import { type EarnedSetting, earnedSetting } from "../../support/earned-setting.ts";
import { freezeCalls, freezeLine } from "../../support/freezes.ts";
import { fundsOfficer } from "../../support/institution.ts";

const COUNTY = "unt_411102";

let world: EarnedSetting;
let author: Caller;
let other: Caller;
let calls: ReturnType<typeof freezeCalls>;
let line: ReturnType<typeof freezeLine>;

beforeEach(async () => {
  world = await earnedSetting(1, 2);
  const { table } = world.kit;
  author = await seedMember(table, "author", fundsOfficer(COUNTY));
  other = await seedMember(table, "other", fundsOfficer(COUNTY));
  calls = freezeCalls(world.kit, world.institutionId);
  line = freezeLine(world.kit, world.bank);
});

const institution = async () =>
  (await aggregates(world.kit.table, institutionKind).find(world.institutionId))?.state;

async function frozen(): Promise<string> {
  const { proposalId } = (await calls.freeze(author)).body;
  await calls.decide(other, proposalId);
  return proposalId;
}

async function lifted(): Promise<void> {
  const { proposalId } = (await calls.lift(author)).body;
  expect((await calls.decide(other, proposalId)).status).toBe(200);
}

/** Everything that can release money gets its chance. */
async function everythingRuns(): Promise<void> {
  await world.line.instruct();
  await world.line.send();
}

describe("freezing an institution", () => {
  it("takes effect at once, and stands when another officer confirms it", async () => {
    const answer = await calls.freeze(author);
    expect([answer.status, answer.body.frozen]).toEqual([202, true]);
    expect((await institution())?.freeze?.lapsesAt).toBe(world.kit.now() + 24 * HOUR_MS);

    const own = await calls.decide(author, answer.body.proposalId);
    expect([own.status, own.body.code]).toEqual([422, "proposal.author-decides"]);
    const again = await calls.freeze(other);
    expect([again.status, again.body.code]).toEqual([409, "institution.already-frozen"]);

    const confirmed = await calls.decide(other, answer.body.proposalId);
    expect([confirmed.status, confirmed.body.status]).toEqual([200, "approved"]);
    expect((await institution())?.freeze).toEqual({
      proposalId: answer.body.proposalId,
      since: world.kit.now(),
    });
    expect(world.kit.defects).toEqual([]);
  });

  it("ends by itself when nobody confirms it within 24 hours, and cannot be confirmed then", async () => {
    const { proposalId } = (await calls.freeze(author)).body;
    const due = dueLine(world.kit);
    world.kit.advance(24 * HOUR_MS - 1);
    expect(await due.look()).toEqual([]);
    world.kit.advance(1);
    const late = await calls.decide(other, proposalId);
    expect([late.status, late.body.code]).toEqual([409, "institution.freeze-lapsed"]);
    const messages = await due.look();
    expect(await due.actOn([...messages, ...messages])).toEqual([]);
    expect((await institution())?.freeze).toBeUndefined();
    expect(await due.look()).toEqual([]);
    expect((await calls.decide(other, proposalId)).body.code).toBe("proposal.already-decided");
    expect((await calls.freeze(author)).status).toBe(202);
  });

  it("ends when the other officer rejects it, and what was held goes on", async () => {
    const { proposalId } = (await calls.freeze(author)).body;
    await everythingRuns();
    expect(world.bank.asked).toEqual([]);
    expect((await calls.decide(other, proposalId, "reject")).body.status).toBe("rejected");
    expect(await line.resume(await line.find())).toEqual([]);
    await everythingRuns();
    expect(world.bank.paid.size).toBe(2);
  });

  it("answers the same call with the same matter", async () => {
    const headers = once();
    const [first, second] = [
      await calls.freeze(author, headers),
      await calls.freeze(author, headers),
    ];
    expect(second.body).toEqual(first.body);
    expect(second.headers["idempotency-replayed"]).toBe("true");
  });

  it("tells the institution at once, and families when two officers stand behind it", async () => {
    const [family] = world.families;
    const { proposalId } = (await calls.freeze(author)).body;
    expect(noticesTo(world.kit, world.institutionId)).toContain("institution-frozen");
    await line.tell();
    expect(noticesTo(world.kit, family?.guardian.memberId ?? "")).not.toContain("order-frozen");
    await calls.decide(other, proposalId);
    await line.tell();
    await line.tell();
    await lifted();
    await line.tell();
    const told = noticesTo(world.kit, family?.guardian.memberId ?? "");
    // Both at one instant of the fixed clock, so that neither is the earlier.
    expect(told.filter((template) => String(template).includes("fr")).toSorted()).toEqual([
      "order-freeze-lifted",
      "order-frozen",
    ]);
    expect(noticesTo(world.kit, world.institutionId)).toContain("freeze-lifted");
  });
});

describe("lifting a freeze", () => {
  it("takes two officers, and a confirmed freeze", async () => {
    expect((await calls.lift(author)).body.code).toBe("institution.not-frozen");
    const { proposalId } = (await calls.freeze(author)).body;
    expect((await calls.lift(author)).body.code).toBe("institution.freeze-unconfirmed");
    await calls.decide(other, proposalId);
    const lifting = (await calls.lift(author)).body;
    expect(lifting.status).toBe("ready");
    expect((await calls.decide(author, lifting.proposalId)).body.code).toBe(
      "proposal.author-decides",
    );
    expect((await calls.decide(other, lifting.proposalId, "reject")).status).toBe(200);
    expect(await institution()).toHaveProperty("freeze");
    await lifted();
    expect(await institution()).not.toHaveProperty("freeze");
  });

  it("lifts the freeze that it was about, and no later one", async () => {
    await frozen();
    const old = (await calls.lift(author)).body;
    await lifted();
    const gone = await calls.decide(other, old.proposalId);
    expect([gone.status, gone.body.code]).toEqual([409, "institution.not-frozen"]);
    await frozen();
    const late = await calls.decide(other, old.proposalId);
    expect([late.status, late.body.code]).toEqual([409, "institution.frozen-anew"]);
  });

  it("is nothing for officers of another county", async () => {
    const { proposalId } = (await calls.freeze(author)).body;
    for (const answer of [
      await calls.freeze(world.neighbour),
      await calls.lift(world.neighbour),
      await calls.decide(world.neighbour, proposalId),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, "identity.outside-unit"]);
  });
});
