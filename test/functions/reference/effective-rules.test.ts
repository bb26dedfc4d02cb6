import { beforeEach, describe, expect, it } from "vitest";
import { seedUnits, testKit, type TestKit } from "../../support/door.ts";
import { adoptRules, aRule, referenceDoors } from "../../support/reference.ts";

const COUNTY = "unt_411102";
const CITY = "unt_411100";

let kit: TestKit;
let ref: ReturnType<typeof referenceDoors>;

beforeEach(async () => {
  kit = testKit();
  ref = referenceDoors(kit);
  await seedUnits(kit.table);
});

const ruleOf = async (id: string, query: Record<string, string>) => {
  const { status, body } = await ref.rules(query);
  expect(status).toBe(200);
  return body.rules.find((rule: { id: string }) => rule.id === id);
};

describe("getEffectiveRules", () => {
  it("tells the nation's rules to anyone, each with its source", async () => {
    const { status, body } = await ref.rules({ category: "sports", mode: "offline" });
    expect(status).toBe(200);
    expect(body).toMatchObject({ unitId: "unt_100000", date: "2026-03-02" });
    expect(body.packs).toEqual([
      { unitId: "unt_100000", version: "nation-2026.2", effectiveFrom: "2021-04-02" },
    ]);
    const lessons = body.rules.find((rule: { id: string }) => rule.id === "charge.most-lessons");
    expect(lessons).toMatchObject({
      value: 60,
      unit: "lesson",
      strictest: "lower",
      binding: {
        packVersion: "nation-2026.2",
        parameter: { scope: "nation", source: { date: "2022-12-29" }, status: "sourced" },
      },
      others: [],
    });
  });

  it("resolves all levels to the strictest, and says what binds and what else applies", async () => {
    await adoptRules(kit, CITY, "2026-03-03", aRule("charge.most-lessons", 48));
    await adoptRules(kit, COUNTY, "2026-03-04", aRule("charge.most-lessons", 40));
    const on = (date: string) => ruleOf("charge.most-lessons", { unitId: COUNTY, date });
    expect((await on("2026-03-02")).value).toBe(60);
    expect((await on("2026-03-03")).value).toBe(48);
    const lessons = await on("2026-03-04");
    expect([lessons.value, lessons.binding.packVersion]).toEqual([40, "411102.1"]);
    expect(lessons.binding.parameter).toMatchObject({
      scope: COUNTY,
      source: { article: "漯河市校外培训管理办法第八条" },
    });
    expect(
      lessons.others.map((each: { packVersion: string; parameter: { value: number } }) => [
        each.packVersion,
        each.parameter.value,
      ]),
    ).toEqual([
      ["411100.1", 48],
      ["nation-2026.2", 60],
    ]);
    const next = await ruleOf("charge.most-lessons", { unitId: "unt_411103", date: "2026-03-04" });
    expect(next.value).toBe(48);
  });

  it("lets a later pack take the whole place of a former one", async () => {
    await adoptRules(
      kit,
      COUNTY,
      "2026-03-03",
      aRule("charge.most-lessons", 40),
      aRule("charge.most-months", 2),
    );
    await adoptRules(kit, COUNTY, "2026-04-01", aRule("charge.most-lessons", 50));
    const at = (date: string, id: string) => ruleOf(id, { unitId: COUNTY, date });
    expect((await at("2026-03-31", "charge.most-lessons")).value).toBe(40);
    expect((await at("2026-04-01", "charge.most-lessons")).value).toBe(50);
    expect((await at("2026-03-31", "charge.most-months")).value).toBe(2);
    expect((await at("2026-04-01", "charge.most-months")).value).toBe(3);
  });

  it("knows no such place, and no such kind of training", async () => {
    const unknown = await ref.rules({ unitId: "unt_999999" });
    expect([unknown.status, unknown.body.code]).toEqual([404, "resource.not-found"]);
    expect((await ref.rules({ category: "cooking" })).status).toBe(400);
    expect((await ref.rules({ date: "2026-02-30" })).status).toBe(400);
    expect(kit.defects).toEqual([]);
  });
});
