import { describe, expect, it } from "vitest";
import { keys } from "../../adapters/table/keys.ts";
import type { Table } from "../../adapters/table/table.ts";
import { notifyPayIn as payInContract } from "../../functions/enrolment/contracts.ts";
import { notifyPayIn } from "../../functions/enrolment/notify-pay-in.ts";
import { confirmLesson } from "../../functions/lesson/confirm-lesson.ts";
import { confirmLesson as confirmContract } from "../../functions/lesson/contracts.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import { callAsBank } from "../support/bank-door.ts";
import { call, once } from "../support/door.ts";
import { aMarket, anOrderToPay, doors } from "../support/enrolment.ts";
import { lessonCalls, present } from "../support/lessons.ts";
import { taughtClass } from "../support/taught-class.ts";

/** The table as a slow call sees it: just before it first reads an item, something else happens. */
function beforeReading(table: Table, pk: string, happens: () => Promise<unknown>): Table {
  let isFirst = true;
  return {
    getMany: (asked) => table.getMany(asked),
    query: (query) => table.query(query),
    commit: (writes) => table.commit(writes),
    get: async (key, options) => {
      if (key.pk === pk && isFirst) {
        isFirst = false;
        await happens();
      }
      return table.get(key, options);
    },
  };
}

describe("two tries of one command at the same moment", () => {
  it("get the same answer, also where the first is done before the second looks", async () => {
    const { kit, classId, teacher, families } = await taughtClass(1);
    const [family] = families;
    if (family === undefined) throw new Error("a class has a family");
    const { guardian, enrolmentId } = family;
    const fast = lessonCalls(kit, classId);
    await fast.attend(teacher, present(enrolmentId));
    await fast.request(teacher, [enrolmentId]);
    const headers = once();
    const confirmFast = () => fast.confirm(guardian, enrolmentId, { headers });
    const table = beforeReading(kit.table, keys.enrolment(enrolmentId).pk, confirmFast);
    const slow = httpLambda(confirmContract, confirmLesson, { ...kit, table });
    const path = { enrolmentId, lessonNumber: "1" };
    const second = await call(slow, { as: guardian, path, headers });
    expect([second.status, second.body.status]).toEqual([200, "confirmed"]);
    expect(second.headers["idempotency-replayed"]).toBe("true");
    expect((await confirmFast()).body).toEqual(second.body);
  });
});

describe("two notices of one pay-in at the same moment", () => {
  it("have the same outcome, also where the first is recorded while the second is read", async () => {
    const market = await aMarket();
    const door = doors(market);
    const { enrolmentId, notice } = await anOrderToPay(door);
    const { kit, signer } = market;
    const happens = () => door.notifyPayIn(notice);
    const table = beforeReading(kit.table, keys.enrolment(enrolmentId).pk, happens);
    const slow = httpLambda(payInContract, notifyPayIn, { ...kit, table });
    const second = await callAsBank(slow, kit, signer, notice);
    expect([second.status, second.body]).toEqual([200, { outcome: "matched" }]);
    expect(kit.defects).toEqual([]);
  });
});
