import { beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS } from "../../../domain/shared/time.ts";
import { dueLine, noticesTo } from "../../support/deadlines.ts";
import { once } from "../../support/door.ts";
import { type FreezeScene, freezeScene } from "../../support/freeze-scene.ts";

let scene: FreezeScene;

beforeEach(async () => {
  scene = await freezeScene(1, 2);
});

describe("freezing an institution", () => {
  it("takes effect at once, and stands when another officer confirms it", async () => {
    const answer = await scene.freezes.freeze(scene.author);
    expect([answer.status, answer.body.frozen]).toEqual([202, true]);
    expect((await scene.institution()).freeze?.lapsesAt).toBe(scene.kit.now() + 24 * HOUR_MS);

    const own = await scene.freezes.decide(scene.author, answer.body.proposalId);
    expect([own.status, own.body.code]).toEqual([422, "proposal.author-decides"]);
    const again = await scene.freezes.freeze(scene.other);
    expect([again.status, again.body.code]).toEqual([409, "institution.already-frozen"]);

    const confirmed = await scene.freezes.decide(scene.other, answer.body.proposalId);
    expect([confirmed.status, confirmed.body.status]).toEqual([200, "approved"]);
    expect((await scene.institution()).freeze).toEqual({
      proposalId: answer.body.proposalId,
      basis: "prepaid-fees-2021-2",
      since: scene.kit.now(),
    });
    expect(scene.kit.defects).toEqual([]);
  });

  it("ends by itself when nobody confirms it within 24 hours, and cannot be confirmed then", async () => {
    const { proposalId } = (await scene.freezes.freeze(scene.author)).body;
    const due = dueLine(scene.kit);
    scene.kit.advance(24 * HOUR_MS - 1);
    expect(await due.look()).toEqual([]);
    scene.kit.advance(1);
    const late = await scene.freezes.decide(scene.other, proposalId);
    expect([late.status, late.body.code]).toEqual([409, "institution.freeze-lapsed"]);
    const messages = await due.look();
    expect(await due.actOn([...messages, ...messages])).toEqual([]);
    expect((await scene.institution()).freeze).toBeUndefined();
    expect(await due.look()).toEqual([]);
    expect((await scene.freezes.decide(scene.other, proposalId)).body.code).toBe(
      "proposal.already-decided",
    );
    expect((await scene.freezes.freeze(scene.author)).status).toBe(202);
  });

  it("ends when the other officer rejects it, and what was held goes on", async () => {
    const { proposalId } = (await scene.freezes.freeze(scene.author)).body;
    await scene.everythingRuns();
    expect(scene.bank.asked).toEqual([]);
    expect((await scene.freezes.decide(scene.other, proposalId, "reject")).body.status).toBe(
      "rejected",
    );
    expect(await scene.held.resume(await scene.held.find())).toEqual([]);
    await scene.everythingRuns();
    expect(scene.bank.paid.size).toBe(2);
  });

  it("answers the same call with the same matter", async () => {
    const headers = once();
    const [first, second] = [
      await scene.freezes.freeze(scene.author, headers),
      await scene.freezes.freeze(scene.author, headers),
    ];
    expect(second.body).toEqual(first.body);
    expect(second.headers["idempotency-replayed"]).toBe("true");
  });

  it("tells the institution at once, and families when two officers stand behind it", async () => {
    const [family] = scene.families;
    const { proposalId } = (await scene.freezes.freeze(scene.author)).body;
    expect(noticesTo(scene.kit, scene.institutionId)).toContain("institution-frozen");
    await scene.held.tell();
    expect(noticesTo(scene.kit, family?.guardian.memberId ?? "")).not.toContain("order-frozen");
    await scene.freezes.decide(scene.other, proposalId);
    await scene.held.tell();
    await scene.held.tell();
    await scene.lifted();
    await scene.held.tell();
    const told = noticesTo(scene.kit, family?.guardian.memberId ?? "");
    // Both at one instant of the fixed clock, so that neither is the earlier.
    expect(told.filter((template) => String(template).includes("fr")).toSorted()).toEqual([
      "order-freeze-lifted",
      "order-frozen",
    ]);
    expect(noticesTo(scene.kit, scene.institutionId)).toContain("freeze-lifted");
  });
});

describe("lifting a freeze", () => {
  it("takes two officers, and a confirmed freeze", async () => {
    expect((await scene.freezes.lift(scene.author)).body.code).toBe("institution.not-frozen");
    const { proposalId } = (await scene.freezes.freeze(scene.author)).body;
    expect((await scene.freezes.lift(scene.author)).body.code).toBe(
      "institution.freeze-unconfirmed",
    );
    await scene.freezes.decide(scene.other, proposalId);
    const lifting = (await scene.freezes.lift(scene.author)).body;
    expect(lifting.status).toBe("ready");
    expect((await scene.freezes.decide(scene.author, lifting.proposalId)).body.code).toBe(
      "proposal.author-decides",
    );
    expect((await scene.freezes.decide(scene.other, lifting.proposalId, "reject")).status).toBe(
      200,
    );
    expect(await scene.institution()).toHaveProperty("freeze");
    await scene.lifted();
    expect(await scene.institution()).not.toHaveProperty("freeze");
  });

  it("lifts the freeze that it was about, and no later one", async () => {
    await scene.frozen();
    const old = (await scene.freezes.lift(scene.author)).body;
    await scene.lifted();
    const gone = await scene.freezes.decide(scene.other, old.proposalId);
    expect([gone.status, gone.body.code]).toEqual([409, "institution.not-frozen"]);
    await scene.frozen();
    const late = await scene.freezes.decide(scene.other, old.proposalId);
    expect([late.status, late.body.code]).toEqual([409, "institution.frozen-anew"]);
  });

  it("is nothing for officers of another county", async () => {
    const { proposalId } = (await scene.freezes.freeze(scene.author)).body;
    for (const answer of [
      await scene.freezes.freeze(scene.neighbour),
      await scene.freezes.lift(scene.neighbour),
      await scene.freezes.decide(scene.neighbour, proposalId),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, "identity.outside-unit"]);
  });
});
