import { beforeEach, describe, expect, it } from "vitest";
import { aggregates } from "../../../adapters/aggregates.ts";
import { enrolmentKind } from "../../../adapters/repositories/enrolment-kinds.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { ClassCancelled } from "../../../events/catalogue.ts";
import { RefundOpened } from "../../../events/refund.ts";
import { cancelClass } from "../../../functions/catalogue/cancel-class.ts";
import { cancelClass as contract } from "../../../functions/catalogue/class-contracts.ts";
import { eventLambda } from "../../../functions/kit/event.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import { returnClassMoney as task } from "../../../functions/refund/class-contracts.ts";
import { returnClassMoney } from "../../../functions/refund/return-class-money.ts";
import { noticesTo, seedCalendar } from "../../support/deadlines.ts";
import { call, type Caller, once } from "../../support/door.ts";
import { busEventOf, entriesIn } from "../../support/events.ts";
import { present } from "../../support/lessons.ts";
import { codeOf, LESSON_FEN, realClass } from "../../support/real-class.ts";

let city: Awaited<ReturnType<typeof realClass>>;

beforeEach(async () => {
  city = await realClass();
  await seedCalendar(city.kit);
});

const cancelled = (as: Caller = city.owner) =>
  call(httpLambda(contract, cancelClass, city.kit), {
    as,
    path: { classId: city.classId },
    headers: once(),
  });

/** What follows from the end of the class, delivered as often as a test says. */
async function moneyGoesBack(): Promise<void> {
  const consumer = eventLambda(task, ClassCancelled, returnClassMoney, city.kit);
  await consumer(busEventOf(city.kit.table, ClassCancelled.name));
}

const balancesOf = async (enrolmentId: string) =>
  (await aggregates(city.kit.table, enrolmentKind).find(enrolmentId))?.state.balances;

describe("cancelling a class", () => {
  it("gives each family back, unasked and once, what it has paid for lessons not had", async () => {
    const { kit, first, second, lessons, teacher } = city;
    kit.advance(2 * DAY_MS);
    await lessons.attend(teacher, present(first.enrolmentId));
    const answer = await cancelled();
    expect([answer.status, answer.body.status]).toEqual([202, "cancelled"]);
    await moneyGoesBack();
    await moneyGoesBack();
    const opened = entriesIn(kit.table).filter(({ eventName }) => eventName === RefundOpened.name);
    expect(opened.map(({ data }) => [data["ground"], data["status"], data["lessonCount"]])).toEqual(
      expect.arrayContaining([
        ["cannot-perform", "agreed", 3],
        ["cannot-perform", "agreed", 4],
      ]),
    );
    expect(opened).toHaveLength(2);
    expect(await balancesOf(first.enrolmentId)).toMatchObject({
      unconsumed: LESSON_FEN,
      refunding: 3 * LESSON_FEN + 1,
    });
    expect(await balancesOf(second.enrolmentId)).toMatchObject({ unconsumed: 0 });
    expect(noticesTo(kit, second.guardian.memberId)).toEqual(
      expect.arrayContaining(["class-cancelled", "refund-stands"]),
    );
    expect(kit.defects).toEqual([]);
  });

  it("ends orders, payments and sessions; what was held stays", async () => {
    const { kit, door, classId, lessons, teacher, first } = city;
    const { studentId } = first;
    const draft = (await door.placeOrder({ studentId, classId })).body;
    await door.signContract(draft.enrolmentId, draft.termsHash);
    kit.advance(12 * 3_600_000);
    await cancelled();
    expect(codeOf(await door.placeOrder({ studentId, classId }))).toEqual([
      409,
      "catalogue.class-cancelled",
    ]);
    expect(codeOf(await door.payOrder(draft.enrolmentId))).toEqual([
      409,
      "catalogue.class-cancelled",
    ]);
    kit.advance(DAY_MS);
    await lessons.attend(teacher, present(first.enrolmentId));
    await moneyGoesBack();
    const session = await lessons.attend(teacher, present(first.enrolmentId), { session: "2" });
    expect(codeOf(session)).toEqual([409, "catalogue.session-cancelled"]);
    expect(codeOf(await city.makeUp(2, city.times("2026-03-20")))).toEqual([
      409,
      "catalogue.class-cancelled",
    ]);
  });

  it("happens once, before the class is over, by its own institution", async () => {
    expect(codeOf(await cancelled(city.stranger))).toEqual([404, "resource.not-found"]);
    expect((await cancelled()).status).toBe(202);
    expect(codeOf(await cancelled())).toEqual([409, "catalogue.class-cancelled"]);
  });

  it("is no answer to a class that has ended", async () => {
    city.kit.advance(60 * DAY_MS);
    expect(codeOf(await cancelled())).toEqual([409, "catalogue.class-over"]);
  });
});
