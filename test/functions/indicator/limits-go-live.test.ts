import { beforeEach, describe, expect, it } from "vitest";
import { CITY, COUNTY, type IndicatorCity, indicatorCity } from "../../support/indicator-city.ts";
import { COVER, EFFECTIVE, limit, limitCalls } from "../../support/limit-calls.ts";
import { aRule } from "../../support/reference.ts";

let city: IndicatorCity;
let calls: ReturnType<typeof limitCalls>;
beforeEach(async () => {
  city = await indicatorCity();
  calls = limitCalls(city);
});

describe("putIndicatorParameters", () => {
  it("drafts limits that apply to nobody yet", async () => {
    const versionId = await calls.drafted();
    expect(await calls.versionOf(versionId)).toMatchObject({
      status: "draft",
      indicatorId: "custody-cover",
      effectiveFrom: EFFECTIVE,
      triedDays: 0,
      parameters: [{ id: "risk.custody-cover-yellow", value: 110, scope: COUNTY }],
    });
    expect((await calls.coverAt(EFFECTIVE)).value).toBe(100);
  });

  it.each([
    ["looser than the nation", [limit("risk.custody-cover-yellow", 99)], "rule.looser-than-above"],
    [
      "another indicator's",
      [limit("risk.overdue-refunds-red", 3)],
      "indicator.parameter-of-another",
    ],
    [
      "given twice for one size",
      [110, 120].map((value) => limit("risk.custody-cover-yellow", value, { size: "small" })),
      "indicator.value-twice",
    ],
    ["shared with others", [limit("risk.least-history-days", 7)], "indicator.parameter-of-another"],
  ])("refuses a limit that is %s, and writes nothing", async (_why, parameters, code) => {
    const before = calls.everything();
    const { status, body } = await calls.put(parameters);
    expect([status, body.code]).toEqual([422, code]);
    expect(calls.everything()).toBe(before);
  });

  it("names both values and both sources where a limit is looser", async () => {
    const { body } = await calls.put([limit("risk.custody-cover-red", 90, { size: "small" })]);
    expect(body.detail).toContain(
      "risk.custody-cover-red [small] 90 per-cent (漯河市校外培训管理办法",
    );
    expect(body.detail).toContain("risk.custody-cover-red 95 per-cent");
  });

  it("refuses a day that is not to come, and one before a pack that is adopted", async () => {
    const early = await city.ask("putIndicatorParameters", city.drafter, {
      path: { unitId: COUNTY, indicatorId: "custody-cover" },
      body: { effectiveFrom: "2026-03-02", parameters: COVER },
    });
    expect(early.body.code).toBe("rule.effective-too-early");
    const later = await city.ask("putRulePack", city.drafter, {
      path: { unitId: COUNTY },
      body: { effectiveFrom: "2026-04-01", parameters: [aRule("charge.most-lessons", 40)] },
    });
    await calls.decide(later.body.proposalId);
    expect((await calls.put(COVER)).body.code).toBe("indicator.later-pack-adopted");
  });

  it("is for officers of the unit alone, not of the one above", async () => {
    const { status, body } = await city.ask("putIndicatorParameters", city.city, {
      path: { unitId: COUNTY, indicatorId: "custody-cover" },
      body: { effectiveFrom: EFFECTIVE, parameters: COVER },
    });
    expect([status, body.code]).toEqual([403, "identity.outside-unit"]);
  });
});

describe("a version that was tried", () => {
  it("goes live by a third officer as part of the unit's pack, beside its other rules", async () => {
    const former = await city.ask("putRulePack", city.drafter, {
      path: { unitId: COUNTY },
      body: { effectiveFrom: "2026-03-09", parameters: [aRule("charge.most-lessons", 40)] },
    });
    await calls.decide(former.body.proposalId);
    const versionId = await calls.drafted();
    const untried = await calls.propose(versionId);
    expect([untried.status, untried.body.code]).toEqual([422, "indicator.not-tried"]);
    const { body: trial } = await calls.backtest(versionId);
    await city.settle();
    const proposed = await calls.propose(versionId, city.colleague);
    expect([proposed.status, proposed.body.status]).toEqual([202, "ready"]);

    const { proposalId } = proposed.body;
    for (const author of [city.drafter, city.colleague]) {
      const before = calls.everything();
      const { status, body } = await calls.decide(proposalId, author);
      expect([status, body.code]).toEqual([422, "proposal.author-decides"]);
      expect(calls.everything()).toBe(before);
    }
    const { body: approved } = await calls.decide(proposalId);
    expect(approved).toMatchObject({
      kind: "indicator-parameters",
      status: "approved",
      duty: "reference",
      versionId,
      trialId: trial.trialId,
    });
    expect(await calls.versionOf(versionId)).toMatchObject({ status: "live", proposalId });
    city.kit.advance(61_000);
    expect((await calls.coverAt("2026-03-19")).value).toBe(100);
    expect((await calls.coverAt(EFFECTIVE)).value).toBe(110);
    const { body: rules } = await city.ask("getEffectiveRules", city.drafter, {
      query: { unitId: COUNTY, date: EFFECTIVE },
    });
    const lessons = rules.rules.find(({ id }: { id: string }) => id === "charge.most-lessons");
    expect(lessons.value).toBe(40);
    const again = await calls.propose(versionId);
    expect([again.status, again.body.code]).toEqual([409, "indicator.version-decided"]);
  });

  it("is a draft again when it is rejected, and may be proposed once more", async () => {
    const versionId = await calls.drafted();
    await calls.backtest(versionId);
    await city.settle();
    const { body: first } = await calls.propose(versionId);
    await calls.decide(first.proposalId, city.decider, "reject");
    expect(await calls.versionOf(versionId)).toMatchObject({ status: "draft" });
    expect((await calls.coverAt(EFFECTIVE)).value).toBe(100);
    expect((await calls.propose(versionId)).status).toBe(202);
  });

  it("is refused when the levels above have become stricter since", async () => {
    const versionId = await calls.drafted();
    await calls.backtest(versionId);
    await city.settle();
    const { body } = await city.ask("putRulePack", city.city, {
      path: { unitId: CITY },
      body: { effectiveFrom: "2026-03-10", parameters: [aRule("risk.custody-cover-yellow", 120)] },
    });
    await calls.decide(body.proposalId, city.cityDecider);
    expect((await calls.propose(versionId)).body.code).toBe("rule.looser-than-above");
  });
});
