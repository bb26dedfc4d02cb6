import { expect, it } from "vitest";
import { projectFacts } from "../../../functions/stream/project-facts.ts";
import { earnedSetting } from "../../support/earned-setting.ts";
import { fundsCalls } from "../../support/funds.ts";
import { adoptRules, aRule } from "../../support/reference.ts";
import { entryItems, readerOf, streamBatch } from "../../support/stream.ts";
import { PRICE_FEN } from "../../support/taught-class.ts";

it("a place's least balance is a share of what came in within three months, and what lacks is told", async () => {
  const { kit, officer, institutionId } = await earnedSetting(1, 2);
  const { table } = kit;
  await readerOf(
    projectFacts,
    table,
  )(streamBatch(entryItems(table.stream().map((record) => record.after))));
  const today = "2026-03-07";
  await adoptRules(kit, "unt_411102", today, aRule("custody.least-balance-per-cent", 20));
  kit.advance(24 * 3_600_000);
  const { status, body } = await fundsCalls(kit).institution(officer, institutionId);
  expect([status, body.leastBalance]).toMatchObject([
    200,
    {
      feesFen: 2 * PRICE_FEN,
      floorFen: (2 * PRICE_FEN) / 5,
      // No bank has spoken of the account.
      shortfallFen: (2 * PRICE_FEN) / 5,
      from: "2025-12-08",
      to: today,
    },
  ]);
});
