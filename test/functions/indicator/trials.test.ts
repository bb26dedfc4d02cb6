import { beforeEach, describe, expect, it } from "vitest";
import { addDays, localDate } from "../../../domain/shared/time.ts";
import { once } from "../../support/door.ts";
import { entriesIn } from "../../support/events.ts";
import {
  COUNTY,
  NEIGHBOUR,
  type IndicatorCity,
  indicatorCity,
} from "../../support/indicator-city.ts";
import { FROM, TO, limitCalls } from "../../support/limit-calls.ts";
import { aRule } from "../../support/reference.ts";

let city: IndicatorCity;
let calls: ReturnType<typeof limitCalls>;
beforeEach(async () => {
  city = await indicatorCity();
  calls = limitCalls(city);
});

describe("a backtest", () => {
  const COUNT = 60;

  it("says whom a version would have warned of, page by page, however often it is told", async () => {
    const added: string[] = [];
    for (let number = 1; number <= COUNT; number += 1) {
      const institutionId = await city.found(number, number > 55 ? NEIGHBOUR : COUNTY);
      // A third is covered by 105 %: warned of by the draft alone.
      await calls.covers(institutionId, FROM, number % 3 === 0 ? 105 : 130);
      if (number % 3 === 0 && number <= 55) added.push(institutionId);
    }
    const [worst = ""] = added;
    await calls.covers(worst, localDate("2026-02-20"), 40);
    const unknown = await city.found(100);
    const versionId = await calls.drafted();
    const { status, body } = await calls.backtest(versionId);
    expect([status, body.status]).toEqual([202, "running"]);
    const twice = await calls.backtest(versionId);
    expect([twice.status, twice.body.code]).toEqual([409, "indicator.trial-running"]);

    const messages = await city.settle(3);
    expect(new Set(messages.map((message) => JSON.stringify(message))).size).toBe(3);
    const institutions: { institutionId: string; warned: unknown[] }[] = [];
    let cursor: string | undefined;
    let shown;
    do {
      shown = await city.ask("getIndicatorTrial", city.decider, {
        path: { trialId: body.trialId },
        query: { limit: "7", ...(cursor === undefined ? {} : { cursor }) },
      });
      institutions.push(...shown.body.institutions);
      cursor = shown.body.nextCursor;
    } while (cursor !== undefined);

    expect(institutions.map(({ institutionId }) => institutionId)).toEqual(added);
    expect(institutions.map(({ institutionId }) => institutionId)).not.toContain(unknown);
    expect(institutions[1]?.warned).toEqual([
      { from: FROM, to: TO, live: "none", draft: "yellow" },
    ]);
    expect(institutions[0]?.warned).toEqual([
      { from: FROM, to: "2026-02-19", live: "none", draft: "yellow" },
      { from: "2026-02-20", to: TO, live: "red", draft: "red" },
    ]);
    expect(shown.body).toMatchObject({
      status: "done",
      counts: {
        institutionCount: 55,
        dayCount: 55 * 28,
        unreadableCount: 0,
        liveYellowDays: 0,
        liveRedDays: 9,
        draftYellowDays: (added.length - 1) * 28 + 19,
        draftRedDays: 9,
        addedCount: added.length - 1,
        droppedCount: 0,
      },
    });
    expect(await calls.versionOf(versionId)).toMatchObject({ triedDays: 28 });
    const events = entriesIn(city.kit.table).map(({ eventName }) => eventName);
    expect(events.filter((name) => name.startsWith("alert-"))).toEqual([]);
  });

  it("says whom a version no longer warns of", async () => {
    const former = await city.ask("putRulePack", city.drafter, {
      path: { unitId: COUNTY },
      body: {
        effectiveFrom: "2026-03-09",
        parameters: [aRule("risk.custody-cover-yellow", 120), aRule("charge.most-lessons", 40)],
      },
    });
    await calls.decide(former.body.proposalId);
    city.kit.advance(61_000);
    await calls.covers(await city.found(1), FROM, 115);
    const { body } = await calls.backtest(await calls.drafted());
    await city.settle();
    const { body: shown } = await city.ask("getIndicatorTrial", city.drafter, {
      path: { trialId: body.trialId },
    });
    expect(shown.counts).toMatchObject({ addedCount: 0, droppedCount: 1, draftYellowDays: 0 });
    expect(shown.institutions[0].warned).toEqual([
      { from: FROM, to: TO, live: "yellow", draft: "none" },
    ]);
  });

  it("leaves out an institution whose facts cannot be read, and goes on with the others", async () => {
    const [broken, whole] = [await city.found(1), await city.found(2)];
    for (const institutionId of [broken, whole]) await calls.covers(institutionId, FROM, 105);
    await city.spoil(broken, FROM);
    const { body } = await calls.backtest(await calls.drafted());
    await city.settle();
    const { body: shown } = await city.ask("getIndicatorTrial", city.drafter, {
      path: { trialId: body.trialId },
    });
    expect(shown.counts).toMatchObject({ institutionCount: 1, unreadableCount: 1, addedCount: 1 });
    expect(city.kit.defects).toHaveLength(1);
  });

  it.each([
    ["2026-02-10", "2026-02-09", "indicator.span-not-over"],
    ["2026-02-10", "2026-03-02", "indicator.span-not-over"],
    ["2025-11-01", "2026-02-28", "indicator.span-too-long"],
  ])("refuses the days from %s to %s", async (from, to, code) => {
    const versionId = await calls.drafted();
    const before = calls.everything();
    const { status, body } = await calls.backtest(versionId, from, to);
    expect([status, body.code]).toEqual([422, code]);
    expect(calls.everything()).toBe(before);
  });
});

describe("a version in shadow", () => {
  it("is tried on each day that ends, once, and warns nobody", async () => {
    const institutionId = await city.found(1);
    await calls.covers(institutionId, FROM, 105);
    const versionId = await calls.drafted();
    const begun = await city.ask("shadowIndicator", city.drafter, { path: { versionId } });
    expect(begun.body.status).toBe("shadow");
    const twice = await city.ask("shadowIndicator", city.drafter, {
      path: { versionId },
      headers: once(),
    });
    expect([twice.status, twice.body.code]).toEqual([409, "indicator.version-not-draft"]);
    for (let day = 0; day < 7; day += 1) {
      await city.startShadows();
      await city.startShadows();
      await city.settle(2);
      city.kit.advance(24 * 3_600_000);
    }
    const { body } = await city.ask("listIndicatorTrials", city.drafter, { path: { versionId } });
    const days = Array.from({ length: 7 }, (_, ago) => addDays(localDate("2026-03-07"), -ago));
    expect(
      body.trials.map(({ from, to, kind }: Record<string, string>) => [kind, from, to]),
    ).toEqual(days.map((day) => ["shadow", day, day]));
    for (const { counts } of body.trials)
      expect(counts).toMatchObject({ institutionCount: 1, dayCount: 1, addedCount: 1 });
    expect(await calls.versionOf(versionId)).toMatchObject({ status: "shadow", triedDays: 7 });
    const events = entriesIn(city.kit.table).map(({ eventName }) => eventName);
    expect(events.filter((name) => name.startsWith("alert-"))).toEqual([]);
    expect((await calls.propose(versionId)).status).toBe(202);
    await city.startShadows();
    expect((await city.settle()).length).toBe(0);
  });
});
