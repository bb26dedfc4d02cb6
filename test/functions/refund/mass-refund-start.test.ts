import { beforeEach, describe, expect, it } from "vitest";
import { keys } from "../../../adapters/table/keys.ts";
import { NO_MONEY } from "../../../domain/custody/balances.ts";
import { projectAll } from "../../support/freezes.ts";
import { collapsed, type Collapsed } from "../../support/mass-refunds.ts";
import {
  LESSON_FEN,
  PRICE_FEN,
  taughtClass,
  type TaughtClass,
} from "../../support/taught-class.ts";

let world: TaughtClass;
let city: Collapsed;

beforeEach(async () => {
  world = await taughtClass(3);
  city = await collapsed(world, world.kit);
});

/** A mass refund from its order to its end. */
async function wholeMassRefund(): Promise<string> {
  const id = await city.ordered();
  await city.line.plan();
  await city.line.open(await city.line.queued());
  await city.line.instruct();
  await city.bankPays();
  await city.line.follow();
  expect((await city.look(id)).body.status).toBe("completed");
  await projectAll(world.kit);
  return id;
}

describe("what the bank lacks", () => {
  it("is not what it has paid by instructions whose word is still under way", async () => {
    await city.bankHolds(LESSON_FEN, "break", LESSON_FEN);
    const { body } = await city.look(await city.ordered());
    expect(body.missingFen).toBe(0);
  });

  it("is what goes beyond that", async () => {
    await city.bankHolds(LESSON_FEN + 7, "break", LESSON_FEN);
    const { body } = await city.look(await city.ordered());
    expect(body.missingFen).toBe(7);
  });
});

describe("a further mass refund", () => {
  it("is refused where nothing has come free since the last one ended", async () => {
    await city.bankHolds();
    const id = await wholeMassRefund();
    const again = await city.start();
    expect([again.status, again.body.code]).toEqual([409, "refund.nothing-to-share"]);
    expect(again.body.detail).toContain(id);
  });

  it("can follow where money for lessons not held lies in custody again", async () => {
    await city.bankHolds();
    await wholeMassRefund();
    const totals = { ...NO_MONEY, paid: 3 * PRICE_FEN, unconsumed: LESSON_FEN, enrolmentCount: 3 };
    const item = { ...keys.position(world.institutionId), type: "position", ...totals };
    await world.kit.table.commit([{ kind: "put", item }]);
    expect((await city.start()).status).toBe(202);
  });
});
