import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UnitId, type InstitutionId } from "../../domain/shared/ids.ts";
import { dayNumber } from "../../domain/risk/day-number.ts";
import { allIndicators } from "../../domain/risk/indicators/all.ts";
import { FACT_NAMES } from "../../domain/shared/fact-names.ts";
import { DAY_MS, shanghaiDate } from "../../domain/shared/time.ts";
import { repeatableContext } from "../../functions/kit/task.ts";
import { evaluateCounty } from "../../functions/risk/contracts.ts";
import { institutionEvaluator } from "../../functions/risk/evaluate-institution.ts";
import { alertCity, type AlertCity, COUNTY } from "../support/alert-city.ts";
import { entriesIn } from "../support/events.ts";

const NEXT = "unt_411103";
/** The first lies in the county of the city, and so does every other one. */
const INSTITUTIONS = 4;

const telling = fc.record({
  institution: fc.nat(INSTITUTIONS - 1),
  fact: fc.constantFrom(...FACT_NAMES),
  amount: fc.oneof(fc.constantFrom(1, 2, 6), fc.integer({ min: -5, max: 9_000_000 })),
});
/** What is told on some days, each of which a night ends; so many days go by without any before it. */
const days = fc.array(
  fc.record({
    told: fc.array(telling, { maxLength: 6 }),
    quietDays: fc.constantFrom(0, 0, 1, 40, 400),
  }),
  { maxLength: 5 },
);

async function aCity(): Promise<readonly [AlertCity, readonly InstitutionId[]]> {
  const city = await alertCity();
  const all = [city.institutionId];
  for (let number = 2; number <= INSTITUTIONS; number += 1)
    all.push(
      await city.found(number, {
        uscc: `91411102MA000000${number}X`,
        countyUnitId: UnitId.parse(number % 2 === 0 ? NEXT : COUNTY),
      }),
    );
  return [city, all];
}

/** Judges one institution by one indicator after the other, each by itself. */
async function oneByOne({ kit }: AlertCity, all: readonly InstitutionId[]): Promise<void> {
  const evaluate = institutionEvaluator(kit);
  const cause = { correlationId: "one", causationId: "one" };
  for (const institutionId of all)
    for (const indicator of allIndicators)
      await evaluate(institutionId, [indicator], repeatableContext(evaluateCounty, kit, cause));
}

const alertsIn = ({ kit }: AlertCity): readonly unknown[] =>
  entriesIn(kit.table)
    .filter(({ aggregateType }) => aggregateType === "alert")
    .map(({ institutionId, sequence, eventName, data, at }) =>
      JSON.stringify([institutionId, sequence, eventName, at, data["indicatorId"], data["level"]]),
    )
    .toSorted();

describe("the evaluation of a night", () => {
  it("says the same as judging everybody by each indicator alone", async () => {
    let raised = 0;
    await fc.assert(
      fc.asyncProperty(days, async (told) => {
        const [together, ids] = await aCity();
        const [alone] = await aCity();
        for (const { told: facts, quietDays } of told) {
          for (const city of [together, alone]) {
            const today = dayNumber(shanghaiDate(city.kit.now()));
            for (const { institution, fact, amount } of facts)
              await city.tell(
                { [fact]: fact === "licenceEndsOn" ? today + (amount % 100) : amount },
                ids[institution],
              );
            city.kit.advance((1 + quietDays) * DAY_MS);
          }
          expect(await together.evaluateCounty(COUNTY, NEXT)).toBe(true);
          await oneByOne(alone, ids);
          expect(alertsIn(together)).toEqual(alertsIn(alone));
        }
        raised += alertsIn(together).length;
      }),
      { numRuns: 20 },
    );
    expect(raised).toBeGreaterThan(10);
  });
});
