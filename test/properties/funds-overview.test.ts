import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Balances } from "../../domain/custody/balances.ts";
import { isCompetent } from "../../domain/identity/competence.ts";
import { type Department, DEPARTMENTS } from "../../domain/identity/competence.ts";
import { TrainingCategory } from "../../domain/shared/training.ts";
import { seedMember, seedUnits, testKit } from "../support/door.ts";
import {
  enterAll,
  fold,
  foldAll,
  type Funded,
  fundsCalls,
  queuedUnits,
  seedFunded,
} from "../support/funds.ts";

const COUNTIES = ["unt_411102", "unt_411103", "unt_441900"];
const NATION = "unt_100000";
/** Each unit of the test's tree that is no county, and the units below it. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  [NATION]: ["unt_410000", "unt_440000"],
  unt_410000: ["unt_411100"],
  unt_411100: ["unt_411102", "unt_411103"],
  unt_440000: ["unt_441900"],
};

const money = fc.integer({ min: 0, max: 9_000_000 });
const institutions = fc
  .array(
    fc.record({
      countyUnitId: fc.constantFrom(...COUNTIES),
      category: fc.constantFrom(...TrainingCategory.options),
      unconsumed: money,
      released: money,
      beyondFen: fc.option(fc.integer({ min: 0, max: 900 }), { nil: undefined }),
    }),
    { maxLength: 14 },
  )
  .map((all): readonly Funded[] => all.map((one, index) => ({ ...one, number: index + 1 })));

const officer = (unitId: string, department: Department) =>
  ({ role: "officer", unitId, department, duties: ["funds"] }) as const;

/** The figures of sums that must add up, in one line. */
const figures = (funds: Readonly<Record<string, number>> & { balancesFen: Balances }) => {
  const { balancesFen, ...counted } = funds;
  return [...Object.entries(counted), ...Object.entries(balancesFen)]
    .map(([name, value]) => [name, value] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
};
type Figures = ReturnType<typeof figures>;
const sumOf = (parts: readonly Figures[]): Figures =>
  parts.reduce((sums, part) =>
    sums.map(([name, value], place) => [name, value + (part[place]?.[1] ?? 0)] as const),
  );

async function aNation(all: readonly Funded[]) {
  const kit = testKit();
  await seedUnits(kit.table);
  await seedFunded(kit, all);
  return { kit, ...fundsCalls(kit) };
}

describe("the overview of prepaid fees", () => {
  it("is everywhere the sum of its parts, down to the institutions of the officer's trades", async () => {
    await fc.assert(
      fc.asyncProperty(institutions, fc.constantFrom(...DEPARTMENTS), async (all, department) => {
        const { kit, overview } = await aNation(all);
        await foldAll(kit);
        const as = await seedMember(kit.table, "nation", officer(NATION, department));
        for (const [unitId, below] of Object.entries(BELOW)) {
          const { status, body } = await overview(as, { unitId });
          expect(status).toBe(200);
          const parts: Figures[] = body.units.map((part: { fundsFen: never }) =>
            figures(part.fundsFen),
          );
          if (parts.length > 0) expect(figures(body.fundsFen)).toEqual(sumOf(parts));
          for (const part of body.units) {
            expect(below).toContain(part.unitId);
            const own = await overview(as, { unitId: part.unitId });
            expect(own.body.fundsFen).toEqual(part.fundsFen);
          }
        }
        const whole = (await overview(as)).body.fundsFen;
        const mine = all.filter(({ category }) => isCompetent(department, category));
        const total = (pick: (one: Funded) => number) =>
          mine.reduce((sum, one) => sum + pick(one), 0);
        expect(whole).toMatchObject({
          institutionCount: mine.length,
          heldInCustodyFen: total(({ unconsumed }) => unconsumed),
          differenceFen: total(({ beyondFen = 0 }) => beyondFen),
          accountCount: mine.filter(({ beyondFen }) => beyondFen !== undefined).length,
        });
        expect(whole.balancesFen.released).toBe(total(({ released }) => released));
        expect(kit.defects).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it("is the same however often and in whatever order its messages come", async () => {
    await fc.assert(
      fc.asyncProperty(institutions, fc.infiniteStream(fc.nat(99)), async (all, dice) => {
        const { kit, overview } = await aNation(all);
        const as = await seedMember(kit.table, "nation", officer(NATION, "education"));
        await foldAll(kit);
        const before = (await overview(as)).body;
        await enterAll(kit);
        const messages = await queuedUnits(kit);
        const wild = [...messages, ...messages].toSorted(
          () => (dice.next().value ?? 0) - (dice.next().value ?? 0),
        );
        expect(await fold(kit, wild)).toBe(0);
        expect((await overview(as)).body).toEqual(before);
      }),
      { numRuns: 15 },
    );
  });
});
