import { beforeEach, describe, expect, it } from "vitest";
import { UnitId } from "../../../domain/shared/ids.ts";
import { DAY_MS, HOUR_MS } from "../../../domain/shared/time.ts";
import { type Watch, aWatch } from "../../support/subscriptions.ts";

let watch: Watch;
beforeEach(async () => {
  watch = await aWatch();
});

const DIGEST = { to: { way: "inbox" }, pace: "each-morning" };
/** Tests begin on a Monday at nine. */
const TUESDAY_AT_EIGHT = Date.parse("2026-03-03T08:00:00+08:00");

async function goTo(at: number): Promise<void> {
  watch.kit.advance(at - watch.kit.now());
  await watch.due.minute();
}

/** What was told, by unit and day. */
async function digests(): Promise<readonly unknown[]> {
  const contents = (await watch.deliveries()).map(({ content }) => content);
  return contents
    .flatMap((one) => (one.kind === "digest" ? [one] : []))
    .toSorted((one, other) => one.day.localeCompare(other.day))
    .map(({ unitId, day, counts: told }) => [unitId, day, told]);
}

const counts = (given: object) => ({
  yellow: 0,
  red: 0,
  unacknowledged: 0,
  escalated: 0,
  overdue: 0,
  fresh: 0,
  ...given,
});

describe("the morning's digest", () => {
  it("comes at eight, once, with the sums of all that lies below the unit", async () => {
    for (const officer of [watch.county, watch.city, watch.province])
      await watch.subscribe(officer, DIGEST);
    await goTo(TUESDAY_AT_EIGHT - HOUR_MS);
    await watch.raise("yellow");
    await watch.raise("red");
    await watch.raise("red", { countyUnitId: UnitId.parse("unt_411103") });
    await watch.follow(await watch.raise("yellow"), "none");
    await goTo(TUESDAY_AT_EIGHT - 1);
    expect(await digests()).toEqual([]);
    await goTo(TUESDAY_AT_EIGHT);
    await watch.due.minute();
    const ofCounty = counts({ yellow: 1, red: 1, unacknowledged: 2, fresh: 2 });
    const ofMore = counts({ yellow: 1, red: 2, unacknowledged: 3, fresh: 3 });
    expect(await digests()).toHaveLength(3);
    expect(await digests()).toEqual(
      expect.arrayContaining([
        ["unt_411102", "2026-03-03", ofCounty],
        ["unt_411100", "2026-03-03", ofMore],
        ["unt_410000", "2026-03-03", ofMore],
      ]),
    );
    expect(watch.inboxOf("unt_411100")).toHaveLength(1);
  });

  it("counts what a department is competent for", async () => {
    await watch.subscribe(watch.culture, DIGEST);
    await watch.subscribe(watch.sports, DIGEST);
    await goTo(TUESDAY_AT_EIGHT - HOUR_MS);
    await watch.raise("red");
    await goTo(TUESDAY_AT_EIGHT);
    const told = (await digests()).map((one) => JSON.stringify(one));
    expect(told.filter((text) => text.includes('"red":1'))).toHaveLength(1);
    expect(told.filter((text) => text.includes('"red":0'))).toHaveLength(1);
  });

  it("tells what is older, has gone up because nobody acted, and is overdue above", async () => {
    await watch.subscribe(watch.province, DIGEST);
    await watch.raise("red");
    await watch.raise("yellow");
    for (const hours of [-1, 0, 23, 24]) await goTo(TUESDAY_AT_EIGHT + hours * HOUR_MS);
    const older = { yellow: 1, red: 1, unacknowledged: 2, escalated: 1 };
    expect(await digests()).toEqual([
      ["unt_410000", "2026-03-03", counts({ ...older, fresh: 2 })],
      ["unt_410000", "2026-03-04", counts({ ...older, overdue: 1 })],
    ]);
  });

  it("after a standstill of days tells the newest morning alone, and comes again on the next", async () => {
    await watch.subscribe(watch.county, DIGEST);
    await goTo(TUESDAY_AT_EIGHT + 3 * DAY_MS + 60_000);
    await goTo(TUESDAY_AT_EIGHT + 4 * DAY_MS);
    const days = (await digests()).map((one) => (one as unknown[])[1]);
    expect(days.toSorted()).toEqual(["2026-03-06", "2026-03-07"]);
  });

  it("is all that those are told who asked for it, and ends with the subscription", async () => {
    const subscriptionId = await watch.subscribe(watch.county, DIGEST);
    await watch.raise("red");
    await watch.notifyAll();
    expect(await watch.deliveries()).toEqual([]);
    await watch.ask("endSubscription", watch.county, { path: { subscriptionId } });
    await goTo(TUESDAY_AT_EIGHT);
    expect(await watch.deliveries()).toEqual([]);
  });
});
