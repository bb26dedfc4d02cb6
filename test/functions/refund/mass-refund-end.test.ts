import { expect, it } from "vitest";
import { keys } from "../../../adapters/table/keys.ts";
import { StoreUnavailable, type Table } from "../../../adapters/table/table.ts";
import { massRefundCloser } from "../../../functions/refund/close-mass-refund.ts";
import { openShares } from "../../../functions/refund/mass-refund-contracts.ts";
import { repeatableContext } from "../../../functions/kit/task.ts";
import { collapsed } from "../../support/mass-refunds.ts";
import { taughtClass } from "../../support/taught-class.ts";

it("an end that another call brings about in between is no defect: the second finds nothing to do", async () => {
  const world = await taughtClass();
  const { kit, institutionId } = world;
  const { pk } = keys.institution(institutionId);
  let beforeReading = (): Promise<unknown> => Promise.resolve();
  const table: Table = {
    ...kit.table,
    get: async (key, options) => {
      if (key.pk === pk) await beforeReading();
      return kit.table.get(key, options);
    },
  };
  const city = await collapsed(world, kit, table);
  await city.bankHolds();
  const id = await city.ordered();
  await city.line.plan();
  await city.line.open(await city.line.queued());
  await city.line.instruct();
  await city.bankPays();

  // Every family is through; whoever would end the mass refund breaks off.
  beforeReading = () => Promise.reject(new StoreUnavailable("the function ended here"));
  await expect(city.line.follow()).rejects.toThrow(StoreUnavailable);
  expect((await city.look(id)).body.status).toBe("planned");

  const cause = { correlationId: "test", causationId: "test" };
  const end = (on: Table): Promise<boolean> => {
    const { idempotency: _ofTheTask, ...context } = repeatableContext(openShares, kit, cause);
    return massRefundCloser(on)(id, context);
  };
  let byAnother: boolean | undefined;
  beforeReading = async () => {
    byAnother = await end(kit.table);
  };
  expect(await end(table)).toBe(false);
  expect(byAnother).toBe(true);
  expect((await city.look(id)).body.status).toBe("completed");
});
