import { beforeEach, describe, expect, it } from "vitest";
import { STANDS_STILL_MS } from "../../../domain/risk/versions/trial.ts";
import { entriesIn } from "../../support/events.ts";
import { type IndicatorCity, indicatorCity } from "../../support/indicator-city.ts";
import { FROM, limitCalls } from "../../support/limit-calls.ts";

let city: IndicatorCity;
let calls: ReturnType<typeof limitCalls>;
let versionId: string;
beforeEach(async () => {
  city = await indicatorCity();
  calls = limitCalls(city);
  await calls.covers(await city.found(1), FROM, 105);
  versionId = await calls.drafted();
});

/** Begins a backtest whose message lands in the failure queue. @returns that message */
async function lost(): Promise<{ readonly trialId: string; readonly page: number }> {
  const { trialId } = (await calls.backtest(versionId)).body;
  return { trialId, page: 0 };
}
const later = async (ms: number): Promise<void> => {
  city.kit.advance(ms);
  await city.due.minute();
};
const eventsOf = (aggregateId: string) =>
  entriesIn(city.kit.table)
    .filter((entry) => entry.aggregateId === aggregateId)
    .map(({ eventName }) => eventName);

describe("a backtest that stands still", () => {
  it("is broken off after six hours, and makes room for another", async () => {
    const { trialId } = await lost();
    await later(STANDS_STILL_MS - 1);
    expect(await calls.trial(trialId)).toMatchObject({ status: "running" });
    const running = await calls.backtest(versionId);
    expect([running.status, running.body.code]).toEqual([409, "indicator.trial-running"]);
    await later(1);
    await later(60_000);
    expect(await calls.trial(trialId)).toMatchObject({
      status: "broken-off",
      reason: "stood-still",
      brokenOffAt: "2026-03-02T15:00:00.000+08:00",
    });
    expect(eventsOf(trialId)).toEqual(["indicator-trial-started", "indicator-trial-broken-off"]);
    expect((await calls.versionOf(versionId)).backtestId).toBeUndefined();
    expect((await calls.propose(versionId)).body.code).toBe("indicator.not-tried");
    expect((await calls.backtest(versionId)).status).toBe(202);
  });

  it("counts for nothing when its message is redriven, before or after the next one's end", async () => {
    const message = await lost();
    await later(STANDS_STILL_MS);
    const { trialId } = (await calls.backtest(versionId)).body;
    const before = calls.everything();
    expect(await city.work(message)).toBe(true);
    expect(calls.everything()).toBe(before);
    await city.work({ trialId, page: 0 });
    await city.work(message);
    expect(await calls.trial(trialId)).toMatchObject({
      status: "done",
      counts: { institutionCount: 1, addedCount: 1 },
    });
    expect(await calls.trial(message.trialId)).toMatchObject({
      status: "broken-off",
      counts: { institutionCount: 0 },
    });
    expect(await calls.versionOf(versionId)).toMatchObject({ triedDays: 28 });
  });

  it("ends once where its message comes back in the minute in which it is broken off", async () => {
    const message = await lost();
    city.kit.advance(STANDS_STILL_MS);
    await Promise.all([city.work(message), city.due.minute()]);
    await city.work(message);
    await city.due.minute();
    const { status } = await calls.trial(message.trialId);
    expect(["done", "broken-off"]).toContain(status);
    expect(eventsOf(message.trialId)).toHaveLength(2);
    expect((await calls.backtest(versionId)).status).toBe(202);
  });

  it("has as long again from each group of institutions that is judged", async () => {
    for (let number = 2; number <= 30; number += 1)
      await calls.covers(await city.found(number), FROM, 105);
    const message = await lost();
    city.kit.advance(STANDS_STILL_MS - 1);
    await city.work(message);
    await later(STANDS_STILL_MS - 1);
    expect(await calls.trial(message.trialId)).toMatchObject({ status: "running" });
    await later(1);
    expect(await calls.trial(message.trialId)).toMatchObject({
      status: "broken-off",
      counts: { institutionCount: 25 },
    });
  });
});

describe("a trial whose version is withdrawn", () => {
  it("goes no further: its next message breaks it off", async () => {
    const message = await lost();
    await calls.withdraw(versionId);
    await city.work(message);
    await city.work(message);
    expect(await calls.trial(message.trialId)).toMatchObject({
      status: "broken-off",
      reason: "withdrawn",
      counts: { institutionCount: 0 },
    });
    expect((await calls.versionOf(versionId)).backtestId).toBeUndefined();
    await later(STANDS_STILL_MS);
    expect(eventsOf(message.trialId)).toHaveLength(2);
  });

  it("in shadow as well, and no other day is begun", async () => {
    await city.ask("shadowIndicator", city.drafter, { path: { versionId } });
    await city.startShadows();
    await calls.withdraw(versionId);
    await city.settle();
    city.kit.advance(24 * 3_600_000);
    await city.startShadows();
    const { body } = await city.ask("listIndicatorTrials", city.drafter, { path: { versionId } });
    expect(body.trials).toMatchObject([
      { kind: "shadow", status: "broken-off", reason: "withdrawn" },
    ]);
    expect(await calls.versionOf(versionId)).toMatchObject({ status: "withdrawn", triedDays: 0 });
  });
});
