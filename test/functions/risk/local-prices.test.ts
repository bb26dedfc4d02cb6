import { beforeEach, describe, expect, it } from "vitest";
import { factsOf } from "../../../adapters/repositories/facts-items.ts";
import type { InstitutionState } from "../../../domain/institution/institution.ts";
import { InstitutionId, UnitId } from "../../../domain/shared/ids.ts";
import { addDays, DAY_MS, shanghaiDate } from "../../../domain/shared/time.ts";
import { AlertRaised } from "../../../events/alert.ts";
import { queueLambda } from "../../../functions/kit/queue.ts";
import { CountiesMessage, CountyMessage } from "../../../functions/risk/county-message.ts";
import { evaluateCounty as evaluate } from "../../../functions/risk/contracts.ts";
import { evaluateCounty } from "../../../functions/risk/evaluate-county.ts";
import { tellLocalPrices as contract } from "../../../functions/risk/price-contracts.ts";
import { tellLocalPrices } from "../../../functions/risk/tell-local-prices.ts";
import { projectFacts } from "../../../functions/stream/project-facts.ts";
import { queueRecord, seedCalendar } from "../../support/deadlines.ts";
import { seedUnits, testKit, type TestKit } from "../../support/door.ts";
import { anInstitution, seedInstitution } from "../../support/institution.ts";
import { entryItems, readerOf, streamBatch } from "../../support/stream.ts";
import { poisonFacts, tellFacts } from "../../support/told-facts.ts";
import { withinRole } from "../../support/within-role.ts";

const COUNTY = "unt_411102";

let kit: TestKit;
let founded = 0;

beforeEach(async () => {
  kit = testKit();
  founded = 0;
  await seedUnits(kit.table);
});

/** An institution of the county that sold lessons today at these prices. */
async function seller(
  prices: readonly number[],
  changes: Partial<InstitutionState> = {},
): Promise<InstitutionId> {
  founded += 1;
  const institutionId = InstitutionId.parse(`ins_${String(founded).padStart(26, "0")}`);
  await seedInstitution(kit, anInstitution({ ...changes, institutionId }));
  for (const [place, soldUnitPriceFen] of prices.entries()) {
    const day = addDays(shanghaiDate(kit.now()), -1 - place);
    await tellFacts(kit.table, institutionId, day, { soldUnitPriceFen });
  }
  return institutionId;
}

/** A night's reckoning of the county, twice. @returns whether it was done */
async function night(): Promise<boolean> {
  const run = queueLambda(contract, CountyMessage, tellLocalPrices, withinRole(kit, contract));
  const Records = [0, 1].map((at) => queueRecord(JSON.stringify({ countyUnitId: COUNTY }), at));
  return (await run({ Records })).batchItemFailures.length === 0;
}

const told = () =>
  entryItems(kit.table.all())
    .filter(({ aggregateType }) => aggregateType === "local-price")
    .map(({ aggregateId, sequence, data }) => ({ aggregateId, sequence, data }));

describe("the median price of a county", () => {
  it("is told to each institution of the trade once, those without a sale included", async () => {
    for (const prices of [[100], [200], [300, 500], [400], [900]]) await seller(prices);
    const idle = await seller([]);
    expect(await night()).toBe(true);
    expect(told()).toHaveLength(6);
    expect(told().find(({ aggregateId }) => aggregateId === idle)?.data).toEqual({
      ...{ institutionId: idle, category: "culture-art" },
      ...{ medianFen: 400, institutionCount: 5, day: "2026-03-01" },
    });
  });

  it("is not told of fewer than five, nor across trades or counties", async () => {
    for (const price of [100, 200, 300, 400]) await seller([price]);
    await seller([500], { category: "sports" });
    await seller([600], { countyUnitId: UnitId.parse("unt_411103") });
    expect(await night()).toBe(true);
    expect(told()).toEqual([]);
  });

  it("is told again on the night on which it is another, and 0 when the sales are long past", async () => {
    for (const price of [100, 200, 300, 400, 500]) await seller([price]);
    const [first] = [await seller([])];
    await night();
    kit.advance(DAY_MS);
    await night();
    await seller([600]);
    await seller([700]);
    await night();
    kit.advance(90 * DAY_MS);
    await night();
    const history = told()
      .filter(({ aggregateId }) => aggregateId === first)
      .map(({ sequence, data }) => [sequence, data]);
    expect(history).toMatchObject([
      [1, { medianFen: 300 }],
      [2, { medianFen: 400, institutionCount: 7 }],
      [3, { medianFen: 0, institutionCount: 0 }],
    ]);
    await readerOf(projectFacts, kit.table)(streamBatch(entryItems(kit.table.all())));
    const today = shanghaiDate(kit.now());
    const days = await factsOf(kit.table, first, { from: today, to: today });
    expect(days.at(-1)?.values.medianUnitPriceFen).toBe(0);
  });

  it("warns of who sells far below it", async () => {
    await seedCalendar(kit);
    for (const price of [100, 200, 300, 400, 500]) await seller([price]);
    const cheap = await seller([]);
    await night();
    await readerOf(projectFacts, kit.table)(streamBatch(entryItems(kit.table.all())));
    // Half of the median of 300 fen is 150.
    const today = shanghaiDate(kit.now());
    await tellFacts(kit.table, cheap, today, { soldUnitPriceFen: 149 });
    const other = await seller([]);
    await tellFacts(kit.table, other, today, { soldUnitPriceFen: 1 });
    const judge = queueLambda(evaluate, CountiesMessage, evaluateCounty, kit);
    const message = queueRecord(JSON.stringify({ countyUnitIds: [COUNTY] }), 0);
    expect(await judge({ Records: [message] })).toEqual({ batchItemFailures: [] });
    const raised = entryItems(kit.table.all()).filter(
      ({ eventName }) => eventName === AlertRaised.name,
    );
    expect(raised.map(({ data }) => data)).toMatchObject([
      { institutionId: cheap, indicatorId: "limits-and-prices", level: "yellow" },
    ]);
  });

  it("leaves out an institution whose facts cannot be read, and comes again for it", async () => {
    for (const price of [100, 200, 300, 400, 500]) await seller([price]);
    const broken = await seller([600]);
    await poisonFacts(kit.table, broken, addDays(shanghaiDate(kit.now()), -1));
    expect(await night()).toBe(false);
    expect(told().map(({ aggregateId }) => aggregateId)).not.toContain(broken);
    expect(told()).toHaveLength(5);
    expect(kit.defects.length).toBeGreaterThan(0);
  });
});
