import { beforeEach, describe, expect, it } from "vitest";
import { replayBalances } from "../../../domain/custody/replay.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { changeCity, type ChangeCity } from "../../support/class-changes.ts";
import { noticesTo } from "../../support/deadlines.ts";
import { once } from "../../support/door.ts";
import { entriesIn } from "../../support/events.ts";
import { present } from "../../support/lessons.ts";
import { codeOf, LESSON_FEN } from "../../support/real-class.ts";

let city: ChangeCity;

beforeEach(async () => {
  city = await changeCity();
});

/** The balances to which the journal of an order leads. */
const replayed = (enrolmentId: string) =>
  replayBalances(
    entriesIn(city.kit.table).filter(
      ({ aggregateType, aggregateId }) =>
        aggregateType === "enrolment" && aggregateId === enrolmentId,
    ),
  );

describe("changing the class", () => {
  it("moves what is not consumed into a new order, inside custody", async () => {
    const { first, lessons, teacher } = city;
    const { classId } = await city.anotherClass();
    city.kit.advance(2 * DAY_MS);
    await lessons.attend(teacher, present(first.enrolmentId));
    const quoted = await city.quote(classId);
    expect([quoted.status, quoted.body.lessonCount, quoted.body.amountFen]).toEqual([
      200,
      3,
      3 * LESSON_FEN + 1,
    ]);
    expect(quoted.body).toMatchObject({
      endsOrder: false,
      terms: {
        training: { classId, lessonCount: 3, endsOn: "2026-03-25" },
        fee: { priceFen: 3 * LESSON_FEN + 1, unitPriceFen: LESSON_FEN },
      },
    });
    const changed = await city.change(quoted.body.quote);
    expect([changed.status, changed.body.status]).toEqual([201, "active"]);
    const { toEnrolmentId } = changed.body;
    const [from, to] = [await city.order(first.enrolmentId), await city.order(toEnrolmentId)];
    expect(from.balances).toMatchObject({
      paid: 4 * LESSON_FEN + 1,
      unconsumed: LESSON_FEN,
      transferredOut: 3 * LESSON_FEN + 1,
    });
    expect(to).toMatchObject({
      status: "paid",
      classId,
      balances: { paid: 0, transferredIn: 3 * LESSON_FEN + 1, unconsumed: 3 * LESSON_FEN + 1 },
      origin: { enrolmentId: first.enrolmentId, custodyAccountNo: "88000001" },
      contract: { termsHash: quoted.body.termsHash, signedAt: city.kit.now() },
    });
    expect([replayed(from.enrolmentId), replayed(to.enrolmentId)]).toEqual([
      from.balances,
      to.balances,
    ]);
    expect(await city.openLessons()).toBe(4);
    expect(city.kit.defects).toEqual([]);
  });

  it("ends an order of which nothing is left, and frees its seat", async () => {
    const { first, classId: left } = city;
    const { classId } = await city.anotherClass();
    const changed = await city.changed(classId);
    expect([changed.status, changed.body.status]).toEqual([201, "terminated"]);
    expect([await city.seatsTaken(left), await city.seatsTaken(classId)]).toEqual([1, 1]);
    const family = await city.door.getEnrolment(first.enrolmentId, first.guardian);
    expect(family.body.lessons).toHaveLength(4);
    for (const lesson of family.body.lessons)
      expect(lesson).toMatchObject({
        status: "transferred",
        transferredTo: changed.body.toEnrolmentId,
      });
    const next = await city.door.getEnrolment(changed.body.toEnrolmentId, first.guardian);
    expect(next.body).toMatchObject({ changedFrom: first.enrolmentId, status: "paid" });
  });

  it("moves the lessons that the family names, and tells both sides once", async () => {
    const { first, kit } = city;
    const { classId } = await city.anotherClass();
    const headers = once();
    const { quote } = (await city.quote(classId, [2, 3])).body;
    const done = await city.change(quote, { headers });
    const again = await city.change(quote, { headers });
    expect(again.body).toEqual(done.body);
    expect((await city.order(first.enrolmentId)).balances).toMatchObject({
      unconsumed: 2 * LESSON_FEN + 1,
      transferredOut: 2 * LESSON_FEN,
    });
    const told = (to: string | undefined) =>
      noticesTo(kit, to ?? "").filter((template) => template === "class-changed");
    expect(told(first.guardian.memberId)).toHaveLength(1);
    expect(told((await city.order(first.enrolmentId)).institutionId)).toHaveLength(1);
  });

  it("uses a quote once, and for its own family and order alone", async () => {
    const { second } = city;
    const { classId } = await city.anotherClass();
    const { quote } = (await city.quote(classId, [4])).body;
    const strangers = { as: second.guardian, enrolmentId: second.enrolmentId };
    expect(codeOf(await city.change(quote, strangers))).toEqual([
      422,
      "enrolment.change-quote-not-yours",
    ]);
    expect(codeOf(await city.change(`${String(quote)}x`))).toEqual([
      422,
      "enrolment.change-quote-not-yours",
    ]);
    expect((await city.change(quote)).status).toBe(201);
    expect(codeOf(await city.change(quote))).toEqual([409, "enrolment.lesson-not-free"]);
  });

  it("goes on through several classes, and knows where the money came from", async () => {
    const { first, kit } = city;
    const one = await city.anotherClass();
    const two = await city.anotherClass();
    const { toEnrolmentId } = (await city.changed(one.classId, [1, 2])).body;
    const middle = { ...first, enrolmentId: String(toEnrolmentId) };
    const { quote } = (await city.quote(two.classId, undefined, middle)).body;
    const last = await city.change(quote, { enrolmentId: middle.enrolmentId });
    const { origin } = await city.order(last.body.toEnrolmentId);
    const { payment } = await city.order(first.enrolmentId);
    expect(origin).toEqual({
      enrolmentId: toEnrolmentId,
      paidAt: payment?.receivedAt,
      custodyAccountNo: payment?.custodyAccountNo,
      bankSerial: payment?.bankSerial,
    });
    expect((await city.order(middle.enrolmentId)).status).toBe("terminated");
    expect(kit.defects).toEqual([]);
  });

  it("lets the other class teach, ask and earn as for any order", async () => {
    const { first, teacher, kit } = city;
    const { classId } = await city.anotherClass();
    const { toEnrolmentId } = (await city.changed(classId)).body;
    kit.advance(22 * DAY_MS);
    const calls = city.lessonsOfClass(classId);
    expect((await calls.attend(teacher, present(toEnrolmentId))).status).toBe(200);
    await calls.request(teacher, [toEnrolmentId]);
    await calls.confirm(first.guardian, toEnrolmentId);
    expect((await city.order(toEnrolmentId)).balances).toMatchObject({
      earned: LESSON_FEN,
      unconsumed: 3 * LESSON_FEN + 1,
    });
    expect(codeOf(await city.lessons.confirm(first.guardian, first.enrolmentId))).toEqual([
      409,
      "lesson.transferred",
    ]);
  });
});
