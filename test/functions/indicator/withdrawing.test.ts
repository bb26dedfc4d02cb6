import { beforeEach, describe, expect, it } from "vitest";
import { keys } from "../../../adapters/table/keys.ts";
import { decideProposal } from "../../../functions/proposal/contracts.ts";
import { askerOf } from "../../support/asker.ts";
import { CITY, COUNTY, type IndicatorCity, indicatorCity } from "../../support/indicator-city.ts";
import { COVER, limit, limitCalls } from "../../support/limit-calls.ts";
import { aRule } from "../../support/reference.ts";

let city: IndicatorCity;
let calls: ReturnType<typeof limitCalls>;
beforeEach(async () => {
  city = await indicatorCity();
  calls = limitCalls(city);
});

const STRICTER = [limit("risk.custody-cover-yellow", 120)];

describe("a version that is not decided", () => {
  it("is withdrawn by an officer of its unit, and is then neither tried nor proposed", async () => {
    const versionId = await calls.drafted();
    const { status, body } = await calls.withdraw(versionId, city.colleague);
    expect([status, body]).toEqual([200, { versionId, status: "withdrawn" }]);
    const shadow = await city.ask("shadowIndicator", city.drafter, { path: { versionId } });
    expect(shadow.body.code).toBe("indicator.version-not-draft");
    for (const ask of [calls.backtest, calls.propose])
      expect((await ask(versionId)).body.code).toBe("indicator.version-decided");
    const before = calls.everything();
    const again = await calls.withdraw(versionId);
    expect([again.status, again.body.code]).toEqual([409, "indicator.version-live"]);
    expect(calls.everything()).toBe(before);
    expect(await calls.versionOf(versionId)).toMatchObject({ status: "withdrawn" });
  });

  it("is not withdrawn by the unit above, nor by who only decides", async () => {
    const versionId = await calls.drafted();
    const before = calls.everything();
    for (const [stranger, code] of [
      [city.city, "identity.outside-unit"],
      [city.decider, "identity.role-required"],
    ] as const) {
      const { status, body } = await calls.withdraw(versionId, stranger);
      expect([status, body.code]).toEqual([403, code]);
    }
    expect(calls.everything()).toBe(before);
  });

  it("takes the matter back that waits for another officer, who can decide it no more", async () => {
    const versionId = await calls.drafted();
    await calls.backtest(versionId);
    await city.settle();
    const { proposalId } = (await calls.propose(versionId)).body;
    expect((await calls.withdraw(versionId)).body.status).toBe("withdrawn");
    const { body } = await city.ask("listProposals", city.decider, {
      query: { status: "withdrawn" },
    });
    expect(body.proposals).toMatchObject([{ proposalId, versionId, status: "withdrawn" }]);
    const before = calls.everything();
    const decided = await calls.decide(proposalId);
    expect([decided.status, decided.body.code]).toEqual([409, "proposal.already-decided"]);
    expect(calls.everything()).toBe(before);
  });
});

describe("a version that is live", () => {
  it("is not withdrawn, and ends by two officers: the values before it hold again", async () => {
    const versionId = await calls.live();
    const withdrawn = await calls.withdraw(versionId);
    expect([withdrawn.status, withdrawn.body.code]).toEqual([409, "indicator.version-live"]);
    const ending = await calls.end(versionId, "2026-04-10");
    expect([ending.status, ending.body.status]).toEqual([202, "ready"]);
    const { proposalId } = ending.body;
    expect(await calls.versionOf(versionId)).toMatchObject({
      ...{ status: "ending", endProposalId: proposalId, endsFrom: "2026-04-10" },
    });
    const own = await calls.decide(proposalId, city.drafter);
    expect([own.status, own.body.code]).toEqual([422, "proposal.author-decides"]);
    const { body: approved } = await calls.decide(proposalId);
    expect(approved).toMatchObject({
      ...{ kind: "indicator-end", status: "approved", versionId, parameters: [] },
      reason: "误报过多",
    });
    city.kit.advance(61_000);
    expect((await calls.coverAt("2026-04-09")).value).toBe(110);
    expect((await calls.coverAt("2026-04-10")).value).toBe(100);
    expect(await calls.versionOf(versionId)).toMatchObject({ status: "ended" });
    const again = await calls.end(versionId, "2026-04-11");
    expect([again.status, again.body.code]).toEqual([409, "indicator.version-not-live"]);
  });

  it("never held where it ends on the very day on which it was to take effect", async () => {
    const versionId = await calls.live();
    await calls.decide((await calls.end(versionId, "2026-03-20")).body.proposalId);
    city.kit.advance(61_000);
    expect((await calls.coverAt("2026-03-20")).value).toBe(100);
  });

  it("gives way to the one before it, which ends in its turn; the unit's other rules stay", async () => {
    const former = await calls.live();
    const latter = await calls.live(STRICTER, "2026-04-01");
    const other = await city.ask("putRulePack", city.drafter, {
      path: { unitId: COUNTY },
      body: {
        effectiveFrom: "2026-04-05",
        parameters: [
          { ...aRule("risk.custody-cover-yellow", 120), validFrom: "2026-04-01" },
          aRule("charge.most-lessons", 40),
        ],
      },
    });
    await calls.decide(other.body.proposalId);
    const replaced = await calls.end(former, "2026-04-10");
    expect([replaced.status, replaced.body.code]).toEqual([409, "indicator.version-replaced"]);
    await calls.decide((await calls.end(latter, "2026-04-10")).body.proposalId);
    await calls.decide((await calls.end(former, "2026-04-20")).body.proposalId);
    city.kit.advance(61_000);
    const covers = ["2026-04-01", "2026-04-10", "2026-04-20"].map(calls.coverAt);
    expect((await Promise.all(covers)).map(({ value }) => value)).toEqual([120, 110, 100]);
    expect((await calls.ruleAt("charge.most-lessons", "2026-04-20")).value).toBe(40);
  });

  it("stays live where the other officer says no, and may be ended once more", async () => {
    const versionId = await calls.live();
    const { proposalId } = (await calls.end(versionId, "2026-04-10")).body;
    await calls.decide(proposalId, city.decider, "reject");
    const shown = await calls.versionOf(versionId);
    expect(shown.status).toBe("live");
    expect(shown.endsFrom).toBeUndefined();
    expect((await calls.end(versionId, "2026-04-10")).status).toBe(202);
  });

  it("does not end before another pack of the unit, nor today, nor while it is ending", async () => {
    const versionId = await calls.live();
    await calls.live(STRICTER, "2026-04-01");
    const refused = async (effectiveFrom: string) =>
      (await calls.end(versionId, effectiveFrom)).body.code;
    const before = calls.everything();
    expect(await refused("2026-03-25")).toBe("indicator.later-pack-adopted");
    expect(await refused("2026-03-02")).toBe("indicator.version-replaced");
    expect(calls.everything()).toBe(before);
  });

  it("is not ended twice, nor when the levels above are stricter than what was before it", async () => {
    const mild = await calls.live([limit("risk.custody-cover-yellow", 105)]);
    const versionId = await calls.live(COVER, "2026-03-25");
    const { body } = await city.ask("putRulePack", city.city, {
      path: { unitId: CITY },
      body: { effectiveFrom: "2026-03-10", parameters: [aRule("risk.custody-cover-yellow", 108)] },
    });
    await calls.decide(body.proposalId, city.cityDecider);
    expect((await calls.end(versionId, "2026-04-10")).body.code).toBe("rule.looser-than-above");
    expect((await calls.end(mild, "2026-04-10")).body.code).toBe("indicator.version-replaced");
    expect(await calls.versionOf(versionId)).toMatchObject({ status: "live" });
  });
});

describe("a pack that is adopted while limits are decided", () => {
  it("is not lost: their approval keeps its other rules", async () => {
    const versionId = await calls.drafted();
    await calls.backtest(versionId);
    await city.settle();
    const { proposalId } = (await calls.propose(versionId)).body;
    const pack = await city.ask("putRulePack", city.drafter, {
      path: { unitId: COUNTY },
      body: { effectiveFrom: "2026-03-10", parameters: [aRule("charge.most-lessons", 40)] },
    });
    const { kit } = city;
    let meanwhile: Promise<unknown> | undefined;
    const get: typeof kit.table.get = async (key, options) => {
      if (key.pk === keys.ruleBook(COUNTY).pk && key.sk === keys.ruleBook(COUNTY).sk)
        await (meanwhile ??= calls.decide(pack.body.proposalId));
      return kit.table.get(key, options);
    };
    const ask = await askerOf([decideProposal], { ...kit, table: { ...kit.table, get } });
    const { status } = await ask("decideProposal", city.decider, {
      path: { proposalId },
      body: { decision: "approve", reason: "已核对回测结果" },
    });
    expect(status).toBe(200);
    kit.advance(61_000);
    expect((await calls.coverAt("2026-03-20")).value).toBe(110);
    expect((await calls.ruleAt("charge.most-lessons", "2026-03-20")).value).toBe(40);
  });
});
