import { expect, it } from "vitest";
import type { Key } from "../../../adapters/table/table.ts";
import { keys } from "../../../adapters/table/keys.ts";
import { type RefundCity, refundCity, requested } from "../../support/refund-city.ts";
import { LESSON_FEN } from "../../support/taught-class.ts";

/** A city in which something happens once, right before the first reading of one item from then on. */
async function overtaken() {
  let awaited: { readonly key: Key; readonly act: () => Promise<unknown> } | undefined;
  const city = await refundCity((table) => ({
    ...table,
    get: async (key, options) => {
      if (awaited?.key.pk === key.pk && awaited.key.sk === key.sk) {
        const { act } = awaited;
        awaited = undefined;
        await act();
      }
      return table.get(key, options);
    },
  }));
  const before = (key: Key, act: () => Promise<unknown>): void => {
    awaited = { key, act };
  };
  return { city, before };
}

const askedOf = (city: RefundCity): Promise<string> => requested(city, { ground: "institution" });

it("a refund that ends between the reading of it and of its order is judged as it is by then", async () => {
  const { city, before } = await overtaken();
  const path = { refundId: await askedOf(city) };
  let first: unknown;
  before(keys.enrolment(city.enrolmentId), async () => {
    first = (await city.ask("withdrawRefund", city.guardian, { path })).body.status;
  });
  const second = await city.ask("withdrawRefund", city.guardian, { path });
  expect(first).toBe("withdrawn");
  expect([second.status, second.body.code]).toEqual([409, "refund.not-withdrawable"]);
  expect((await city.enrolment()).balances).toMatchObject({ refunding: 0 });
  expect(city.kit.defects).toEqual([]);
});

it("a refund of which a part is ordered between the reading of it and of its lessons is read anew", async () => {
  const { city, before } = await overtaken();
  const path = { refundId: await askedOf(city) };
  const refusal = { decision: "reject", reasonCode: "lessons-were-held", text: "课程均已开设" };
  await city.ask("decideRefund", city.finance, { path, body: refusal });
  const order = () =>
    city.ask("arbitrateRefund", city.officer, {
      path,
      body: { finding: "order", lessonNumbers: [3], text: "经核实课时未上" },
    });
  let first: unknown;
  before(keys.refundTerms(path.refundId), async () => {
    first = (await order()).body.status;
  });
  const second = await order();
  expect(first).toBe("ordered");
  expect([second.status, second.body.code]).toEqual([409, "refund.not-rejected"]);
  expect((await city.enrolment()).balances).toMatchObject({ refunding: LESSON_FEN });
  expect(city.kit.defects).toEqual([]);
});
