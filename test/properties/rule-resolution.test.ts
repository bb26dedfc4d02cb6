import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkTighter } from "../../domain/reference/check-tighter.ts";
import {
  AdoptedPack,
  adoptPack,
  packInForce,
  type RuleBook,
} from "../../domain/reference/rule-book.ts";
import { resolveParameter, RuleParameter } from "../../domain/reference/rule-packs.ts";
import { UnitId } from "../../domain/shared/ids.ts";
import { addDays, localDate } from "../../domain/shared/time.ts";
import { type OraclePack, strictestRule } from "../support/oracles/strictest-rule.ts";

const UNITS = ["unt_100000", "unt_410000", "unt_411100", "unt_411102"] as const;
const UNIT_PATH = `/${UNITS.join("/")}/`;
const ELSEWHERE = "unt_411103";
const CATEGORIES = ["subject", "sports", "culture-art", "science-tech", "other"] as const;
const MODES = ["offline", "online"] as const;

const day = fc.integer({ min: 0, max: 12 }).map((n) => addDays(localDate("2026-03-01"), n));
const maybe = <T>(values: readonly T[]) =>
  fc.option(fc.constantFrom(...values), { nil: undefined });
const rule = fc.record({
  value: fc.integer({ min: 1, max: 9 }),
  from: day,
  to: fc.option(day, { nil: undefined }),
  category: maybe(CATEGORIES),
  mode: maybe(MODES),
});
const pack = fc.record({
  unit: fc.constantFrom(...UNITS, ELSEWHERE),
  day,
  rules: fc.array(rule, { maxLength: 4 }),
});
const aCase = fc.record({
  date: day,
  category: fc.constantFrom(...CATEGORIES),
  mode: fc.constantFrom(...MODES),
});

const parameterOf = (id: string, unit: string, each: OraclePack["rules"][number]): RuleParameter =>
  RuleParameter.parse({
    id,
    value: each.value,
    scope: unit === UNITS[0] ? "nation" : unit,
    validFrom: each.from,
    ...(each.to === undefined ? {} : { validTo: each.to }),
    ...(each.category === undefined ? {} : { category: each.category }),
    ...(each.mode === undefined ? {} : { mode: each.mode }),
    source: { article: "测试办法", date: "2026" },
    status: "sourced",
  });

/** The packs as they are adopted one after the other, each unit's by themselves. */
function adopted(id: string, packs: readonly OraclePack[]): Map<string, AdoptedPack[]> {
  const books = new Map<string, RuleBook>();
  const all = new Map<string, AdoptedPack[]>();
  for (const { unit, day: from, rules } of packs) {
    const parameters = rules.map((each) => parameterOf(id, unit, each));
    const unitId = UnitId.parse(unit);
    const next = adoptPack(books.get(unit), {
      unitId,
      effectiveFrom: localDate(from),
      parameters,
    });
    books.set(unit, next.book);
    all.set(unit, [...(all.get(unit) ?? []), AdoptedPack.parse(next.pack)]);
  }
  return all;
}

describe("the rules of a place", () => {
  it.each([
    ["charge.most-lessons", "lowest"],
    ["lesson.least-gap-minutes", "highest"],
  ] as const)("resolve to what a slow walk finds, for every level and day: %s", (id, wants) => {
    fc.assert(
      fc.property(fc.array(pack, { maxLength: 10 }), aCase, (packs, { date, ...kind }) => {
        const byUnit = adopted(id, packs);
        const inForce = [...UNITS, ELSEWHERE].flatMap(
          (unit) => packInForce(byUnit.get(unit) ?? [], date) ?? [],
        );
        const resolved = resolveParameter(inForce, id, { date, unitPath: UNIT_PATH, ...kind });
        const expected = strictestRule(packs, { date, units: UNITS, ...kind }, wants);
        expect(resolved.ok ? resolved.value.value : undefined).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("are never loosened by a pack that was taken: it says nothing that the levels above overrule", () => {
    const id = "charge.most-lessons";
    let taken = 0;
    let refused = 0;
    fc.assert(
      fc.property(fc.array(pack, { maxLength: 6 }), pack, aCase, (packs, wanted, kind) => {
        const unit = UNITS[3];
        const byUnit = adopted(id, packs);
        const above = UNITS.slice(0, 3).map((each) => byUnit.get(each) ?? []);
        const parameters = wanted.rules.map((each) => parameterOf(id, unit, each));
        const own = { unitId: UnitId.parse(unit), effectiveFrom: wanted.day, parameters };
        const checked = checkTighter(own, above, UNIT_PATH);
        if (checked.ok) taken += 1;
        else refused += 1;
        // Where it was taken, the unit's own value is the one that binds wherever it applies.
        const isDuring = kind.date >= wanted.day;
        const oneByOne = wanted.rules.map((each) => {
          const alone = [{ unit, day: wanted.day, rules: [each] }];
          const here = { ...kind, units: UNITS.slice(0, 3) };
          const said = strictestRule(alone, { ...here, units: [unit] }, "lowest");
          const limit = strictestRule(packs, here, "lowest");
          return said !== undefined && limit !== undefined && limit < said;
        });
        if (checked.ok && isDuring) expect(oneByOne).not.toContain(true);
        if (oneByOne.includes(true)) expect(checked.ok).toBe(false);
      }),
      { numRuns: 500 },
    );
    expect(Math.min(taken, refused)).toBeGreaterThan(20);
  });
});
