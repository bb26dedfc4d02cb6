import { describe, expect, it } from "vitest";
import { checkTighter, findLooser } from "../../../domain/reference/check-tighter.ts";
import { adoptPack, packInForce, type RuleBook } from "../../../domain/reference/rule-book.ts";
import { RuleParameter } from "../../../domain/reference/rule-packs.ts";
import { UnitId } from "../../../domain/shared/ids.ts";
import { localDate } from "../../../domain/shared/time.ts";

const CITY = UnitId.parse("unt_411100");
const CITY_PATH = "/unt_100000/unt_410000/unt_411100/";

const rule = (id: string, value: number, changes: object = {}) =>
  RuleParameter.parse({
    id,
    value,
    scope: "unt_411100",
    validFrom: "2026-01-01",
    source: { article: "办法第八条", date: "2026" },
    status: "sourced",
    ...changes,
  });

const pack = (effectiveFrom: string, ...parameters: RuleParameter[]) => ({
  unitId: CITY,
  effectiveFrom: localDate(effectiveFrom),
  parameters,
});

describe("the book of a unit", () => {
  const first = adoptPack(undefined, pack("2026-03-01", rule("charge.most-lessons", 50)));
  const second = adoptPack(first.book, pack("2026-05-01", rule("charge.most-lessons", 40)));
  const third = adoptPack(second.book, pack("2026-03-01", rule("charge.most-lessons", 30)));
  const packs = [first.pack, second.pack, third.pack];

  it("numbers its packs, and forgets none", () => {
    expect(packs.map(({ version }) => version)).toEqual(["411100.1", "411100.2", "411100.3"]);
    expect(third.book).toEqual({ unitId: CITY, versions: ["411100.1", "411100.2", "411100.3"] });
    expect(third.event).toMatchObject({
      name: "rule-pack-adopted",
      data: { version: "411100.3", effectiveFrom: "2026-03-01" },
    });
  });

  it.each([
    ["2026-02-28", undefined],
    ["2026-03-01", "411100.3"],
    ["2026-04-30", "411100.3"],
    ["2026-05-01", "411100.2"],
  ])("has on %s in force: %s", (date, version) => {
    expect(packInForce(packs, localDate(date))?.version).toBe(version);
  });

  it("keeps the version of a pack that comes with the platform", () => {
    const book: RuleBook = { unitId: CITY, versions: ["411100.1"] };
    const adopted = adoptPack(book, { ...pack("2026-03-01"), version: "luohe-2026" });
    expect([adopted.pack.version, adopted.pack.number]).toEqual(["luohe-2026", 2]);
  });
});

describe("a pack is looser than above", () => {
  const nation = (effectiveFrom: string, ...parameters: RuleParameter[]) => {
    const own = parameters.map((each) => ({ ...each, scope: "nation" as const }));
    const unitId = UnitId.parse("unt_100000");
    return adoptPack(undefined, { ...pack(effectiveFrom, ...own), unitId }).pack;
  };
  const looserIn = (own: ReturnType<typeof pack>, ...above: ReturnType<typeof nation>[]) =>
    findLooser(own, [above], CITY_PATH).map(({ parameter, above: { parameter: limit } }) => [
      parameter.value,
      limit.value,
    ]);

  it("by a higher ceiling or a lower floor, not by the same value", () => {
    const above = nation(
      "2026-01-01",
      rule("charge.most-lessons", 60),
      rule("lesson.least-gap-minutes", 10),
    );
    const own = (lessons: number, gap: number) =>
      pack(
        "2026-03-01",
        rule("charge.most-lessons", lessons),
        rule("lesson.least-gap-minutes", gap),
      );
    expect(looserIn(own(60, 10), above)).toEqual([]);
    expect(looserIn(own(59, 11), above)).toEqual([]);
    expect(looserIn(own(61, 9), above)).toEqual([
      [61, 60],
      [9, 10],
    ]);
  });

  it("in one case among many: it has to leave that case out", () => {
    const above = nation("2026-01-01", rule("charge.most-lessons", 40, { category: "sports" }));
    const all = pack("2026-03-01", rule("charge.most-lessons", 50));
    expect(looserIn(all, above)).toEqual([[50, 40]]);
    const arts = pack("2026-03-01", rule("charge.most-lessons", 50, { category: "culture-art" }));
    expect(looserIn(arts, above)).toEqual([]);
  });

  it("on a later day, when the rule above is known to tighten then", () => {
    const now = nation("2026-01-01", rule("charge.most-lessons", 60));
    const later = { ...nation("2026-09-01", rule("charge.most-lessons", 30)), number: 2 };
    const own = (changes: object) => pack("2026-03-01", rule("charge.most-lessons", 50, changes));
    expect(looserIn(own({}), now, later)).toEqual([[50, 30]]);
    expect(looserIn(own({ validTo: "2026-08-31" }), now, later)).toEqual([]);
    expect(looserIn(own({ validTo: "2026-09-01" }), now, later)).toEqual([[50, 30]]);
  });

  it("and is told which parameter, both values and both sources", () => {
    const above = nation("2026-01-01", rule("charge.most-lessons", 60));
    const own = pack("2026-03-01", rule("charge.most-lessons", 61, { mode: "online" }));
    expect(checkTighter(own, [[above]], CITY_PATH)).toEqual({
      ok: false,
      refusal: {
        code: "rule.looser-than-above",
        facts: {
          looser:
            "charge.most-lessons [online] 61 lesson (办法第八条, 2026) / " +
            "charge.most-lessons 60 lesson (办法第八条, 2026) 100000.1",
        },
      },
    });
  });
});
