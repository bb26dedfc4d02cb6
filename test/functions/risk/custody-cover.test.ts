import { beforeEach, describe, expect, it } from "vitest";
import { aggregates } from "../../../adapters/aggregates.ts";
import { BANK_WINDOW_MS } from "../../../adapters/bank/bank-protocol.ts";
import { alertKind } from "../../../adapters/repositories/alert-items.ts";
import { toRfc3339 } from "../../../domain/shared/time.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import { queueLambda } from "../../../functions/kit/queue.ts";
import { evaluateCounty as contract } from "../../../functions/risk/contracts.ts";
import { CountiesMessage } from "../../../functions/risk/county-message.ts";
import { evaluateCounty } from "../../../functions/risk/evaluate-county.ts";
import { pushBalance as pushContract } from "../../../functions/settlement/contracts.ts";
import { pushBalance } from "../../../functions/settlement/push-balance.ts";
import { projectEntries } from "../../../functions/stream/project-entries.ts";
import { callAsBank } from "../../support/bank-door.ts";
import { queueRecord, seedCalendar } from "../../support/deadlines.ts";
import { type EarnedSetting, earnedSetting } from "../../support/earned-setting.ts";
import { withTestVault } from "../../support/enrolment.ts";
import { entriesIn } from "../../support/events.ts";
import { CUSTODY_ACCOUNT } from "../../support/money-builders.ts";
import { entryItems, NO_LOG, streamBatch } from "../../support/stream.ts";
import { LESSON_FEN, PRICE_FEN } from "../../support/taught-class.ts";

const COUNTY = "unt_411102";
const HELD_FEN = 2 * PRICE_FEN;

let setting: EarnedSetting;
beforeEach(async () => {
  setting = await earnedSetting(1, 2);
  await seedCalendar(setting.kit);
});

/** Positions and facts follow what was recorded. */
async function project(): Promise<void> {
  const { table } = setting.kit;
  const stream = streamBatch(entryItems(table.stream().map(({ after }) => after)));
  expect(await projectEntries({ table, log: NO_LOG })(stream)).toEqual({ batchItemFailures: [] });
}

/** The bank says what it holds, some time after all that it has told of. */
async function bankHolds(balanceFen: number): Promise<unknown> {
  const { kit, signer } = setting;
  await project();
  kit.advance(BANK_WINDOW_MS + 1);
  const { body } = await callAsBank(httpLambda(pushContract, pushBalance, kit), kit, signer, {
    ...{ custodyAccountNo: CUSTODY_ACCOUNT, balanceFen, serialCount: 2 },
    asOf: toRfc3339(kit.now()),
  });
  return body.outcome;
}

/** Judges by what was recorded. @returns the alerts of custody's cover: level, status and reasons */
async function coverAlerts(): Promise<readonly unknown[]> {
  const kit = withTestVault(setting.kit);
  const { table } = kit;
  await project();
  const judge = queueLambda(contract, CountiesMessage, evaluateCounty, kit);
  const message = queueRecord(JSON.stringify({ countyUnitIds: [COUNTY] }), 0);
  expect(await judge({ Records: [message] })).toEqual({ batchItemFailures: [] });
  const ids = entriesIn(table)
    .filter(({ eventName }) => eventName === "alert-raised")
    .map(({ aggregateId }) => aggregateId);
  const alerts = await aggregates(table, alertKind).findMany(ids);
  return alerts
    .map(({ state }) => state)
    .filter(({ indicatorId }) => indicatorId === "custody-cover")
    .map(({ level, status, inputs }) => [level, status, inputs["balanceFen"]]);
}

describe("what covers the money owed to families", () => {
  it("is what they paid, before the bank has said what it holds", async () => {
    expect(await coverAlerts()).toEqual([]);
  });

  it("follows each notice of the bank between two of its balances", async () => {
    expect(await bankHolds(HELD_FEN)).toBe("agrees");
    await setting.line.instruct();
    expect(await bankHolds(HELD_FEN - LESSON_FEN)).toBe("under-way");
    expect(await coverAlerts()).toEqual([]);
  });

  it("is red when the bank holds too little, and ends when that is made good", async () => {
    expect(await coverAlerts()).toEqual([]);
    expect(await bankHolds(LESSON_FEN)).toBe("break");
    expect(await coverAlerts()).toEqual([["red", "raised", LESSON_FEN]]);
    expect(await bankHolds(HELD_FEN)).toBe("agrees");
    expect(await coverAlerts()).toEqual([["red", "cleared", HELD_FEN]]);
  });
});
