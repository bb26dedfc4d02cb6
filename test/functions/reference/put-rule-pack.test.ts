import { beforeEach, describe, expect, it } from "vitest";
import {
  type Caller,
  once,
  seedMember,
  seedUnits,
  testKit,
  type TestKit,
} from "../../support/door.ts";
import { fundsOfficer } from "../../support/institution.ts";
import { adoptRules, aRule, referenceDoors, referenceOfficer } from "../../support/reference.ts";

const COUNTY = "unt_411102";
const CITY = "unt_411100";
const DAY_MS = 24 * 3_600_000;

let kit: TestKit;
let ref: ReturnType<typeof referenceDoors>;
let author: Caller;
let other: Caller;

beforeEach(async () => {
  kit = testKit();
  ref = referenceDoors(kit);
  await seedUnits(kit.table);
  author = await seedMember(kit.table, "rules-author", referenceOfficer(COUNTY));
  other = await seedMember(kit.table, "rules-other", referenceOfficer(COUNTY));
});

const ruleOf = async (id: string, query: Record<string, string>) => {
  const { body } = await ref.rules(query);
  return body.rules.find((rule: { id: string }) => rule.id === id);
};

describe("putRulePack", () => {
  const pack = { effectiveFrom: "2026-03-09", parameters: [aRule("charge.most-lessons", 40)] };

  it("proposes; the author may not approve, another officer of the unit does, once", async () => {
    const proposed = await ref.putRulePack(author, COUNTY, pack);
    expect([proposed.status, proposed.body.status]).toEqual([202, "ready"]);
    const { proposalId } = proposed.body;
    expect(
      (await ruleOf("charge.most-lessons", { unitId: COUNTY, date: "2026-03-09" })).value,
    ).toBe(60);

    const own = await ref.decide(author, proposalId);
    expect([own.status, own.body.code]).toEqual([422, "proposal.author-decides"]);
    const key = once();
    const approved = await ref.decide(other, proposalId, "approve", key);
    expect(approved.body).toMatchObject({
      kind: "rule-pack",
      status: "approved",
      duty: "reference",
      unitId: COUNTY,
      effectiveFrom: "2026-03-09",
    });
    const again = await ref.decide(other, proposalId, "approve", key);
    expect(again.body).toEqual(approved.body);
    const twice = await ref.decide(other, proposalId);
    expect([twice.status, twice.body.code]).toEqual([409, "proposal.already-decided"]);
    const packs = kit.table.all().filter((item) => item.pk === `RULE#${COUNTY}`);
    expect(packs.filter(({ type }) => type === "rule-pack")).toHaveLength(1);
    const events = kit.table.all().map((item) => item["eventName"]);
    expect(events.filter((name) => name === "rule-pack-adopted")).toHaveLength(1);
  });

  it("is seen by a function that read the rules before, after a minute", async () => {
    const before = await ruleOf("charge.most-lessons", { unitId: COUNTY, date: "2026-03-09" });
    await adoptRules(kit, COUNTY, "2026-03-09", aRule("charge.most-lessons", 40));
    const soon = await ruleOf("charge.most-lessons", { unitId: COUNTY, date: "2026-03-09" });
    kit.advance(60_000);
    const later = await ruleOf("charge.most-lessons", { unitId: COUNTY, date: "2026-03-09" });
    expect([before.value, soon.value, later.value]).toEqual([60, 60, 40]);
  });

  it("changes nothing when it is rejected", async () => {
    const { body } = await ref.putRulePack(author, COUNTY, pack);
    const rejected = await ref.decide(other, body.proposalId, "reject");
    expect(rejected.body).toMatchObject({
      status: "rejected",
      decision: { officerId: other.memberId },
    });
    expect(
      (await ruleOf("charge.most-lessons", { unitId: COUNTY, date: "2026-03-09" })).value,
    ).toBe(60);
  });

  it("is never looser than above: each parameter is named with both values and sources", async () => {
    const refused = await ref.putRulePack(author, COUNTY, {
      effectiveFrom: "2026-03-09",
      parameters: [
        aRule("charge.most-lessons", 61),
        aRule("confirmation.silence-working-days", 14),
        aRule("lesson.latest-end", 1230),
        aRule("lesson.latest-end", 1245),
      ],
    });
    expect([refused.status, refused.body.code]).toEqual([422, "rule.looser-than-above"]);
    const { looser } = refused.body.facts;
    expect(looser.split("; ")).toHaveLength(3);
    expect(looser).toContain(
      "charge.most-lessons 61 lesson (漯河市校外培训管理办法第八条, 2026-02-01)",
    );
    expect(looser).toContain("charge.most-lessons 60 lesson (十三部门");
    expect(looser).toContain("confirmation.silence-working-days 14 working-day");
    // 20:45 is allowed online, not offline: who means online has to say so.
    expect(looser).toContain("lesson.latest-end 1245 minute-of-day");
    expect(refused.body.detail).toContain("nation-2026.2");
    const online = aRule("lesson.latest-end", 1245, { mode: "online" });
    const fits = { effectiveFrom: "2026-03-09", parameters: [online] };
    expect((await ref.putRulePack(author, COUNTY, fits)).status).toBe(202);
  });

  it("is judged anew when it is decided: the city may have tightened meanwhile", async () => {
    const { body } = await ref.putRulePack(author, COUNTY, pack);
    await adoptRules(kit, CITY, "2026-03-05", aRule("charge.most-lessons", 30));
    const late = await ref.decide(other, body.proposalId);
    expect([late.status, late.body.code]).toEqual([422, "rule.looser-than-above"]);
    expect(late.body.facts.looser).toContain("411100.1");
    expect((await ref.decide(other, body.proposalId, "reject")).body.status).toBe("rejected");
  });

  it("takes effect after the day of its decision, and ends after it begins", async () => {
    const today = await ref.putRulePack(author, COUNTY, { ...pack, effectiveFrom: "2026-03-02" });
    expect([today.status, today.body.code]).toEqual([422, "rule.effective-too-early"]);
    const reversed = await ref.putRulePack(author, COUNTY, {
      ...pack,
      parameters: [
        aRule("charge.most-lessons", 40, { validFrom: "2026-05-01", validTo: "2026-04-01" }),
      ],
    });
    expect(reversed.body.code).toBe("rule.dates-reversed");
    const { body } = await ref.putRulePack(author, COUNTY, pack);
    kit.advance(7 * DAY_MS);
    const late = await ref.decide(other, body.proposalId);
    expect([late.status, late.body.code]).toEqual([422, "rule.effective-too-early"]);
  });

  it("is the own unit's matter, of its leading department, with the duty for it", async () => {
    const city = await seedMember(kit.table, "city", referenceOfficer(CITY));
    const sports = { ...referenceOfficer(COUNTY), department: "sports" } as const;
    const trade = await seedMember(kit.table, "sports", sports);
    for (const stranger of [city, trade]) {
      const denied = await ref.putRulePack(stranger, COUNTY, pack);
      expect([denied.status, denied.body.code]).toEqual([403, "identity.outside-unit"]);
    }
    const funds = await seedMember(kit.table, "funds", fundsOfficer(COUNTY));
    expect((await ref.putRulePack(funds, COUNTY, pack)).body.code).toBe("identity.role-required");
    expect(
      (
        await ref.putRulePack(
          await seedMember(kit.table, "guardian", { role: "guardian" }),
          COUNTY,
          pack,
        )
      ).status,
    ).toBe(403);
    expect((await ref.putRulePack(author, "unt_999999", pack)).status).toBe(404);
    const scoped = { ...pack, parameters: [aRule("charge.most-lessons", 40, { scope: "nation" })] };
    expect((await ref.putRulePack(author, COUNTY, scoped)).status).toBe(400);

    const { body } = await ref.putRulePack(author, COUNTY, pack);
    for (const stranger of [city, trade, funds])
      expect((await ref.decide(stranger, body.proposalId)).status).toBe(403);
    expect((await ref.list(author, { kind: "rule-pack" })).body.proposals).toHaveLength(1);
    expect((await ref.list(funds)).body.proposals).toEqual([]);
    expect((await ref.list(city)).body.proposals).toEqual([]);
    expect(kit.defects).toEqual([]);
  });

  it("of a province is listed to the province", async () => {
    const provincial = referenceOfficer("unt_410000");
    const one = await seedMember(kit.table, "province-one", provincial);
    const two = await seedMember(kit.table, "province-two", provincial);
    await ref.putRulePack(one, "unt_410000", pack);
    const listed = await ref.list(two);
    expect(listed.body.proposals).toMatchObject([
      { kind: "rule-pack", unitId: "unt_410000", duty: "reference", status: "ready" },
    ]);
    expect(listed.body.proposals[0].parameters[0]).toMatchObject({
      scope: "unt_410000",
      value: 40,
    });
  });
});
