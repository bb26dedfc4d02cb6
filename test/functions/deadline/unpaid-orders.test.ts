import { beforeEach, describe, expect, it } from "vitest";
import { keys } from "../../../adapters/table/keys.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { dueLine, type DueLine, noticesTo } from "../../support/deadlines.ts";
import { START } from "../../support/door.ts";
import { aMarket, anOpenClass, doors, type Doors, type Market } from "../../support/enrolment.ts";

const MINUTE_MS = 60_000;

let market: Market;
let door: Doors;
let due: DueLine;
let classId: string;
let studentId: string;
let enrolmentId: string;
let termsHash: string;

beforeEach(async () => {
  market = await aMarket();
  door = doors(market);
  due = dueLine(market.kit);
  ({ classId } = await anOpenClass(door));
  ({ studentId } = (await door.addStudent()).body);
  ({ enrolmentId, termsHash } = (await door.placeOrder({ studentId, classId })).body);
});

const goTo = (at: number): void => {
  market.kit.advance(at - market.kit.now());
};
const seatsTaken = async (): Promise<unknown> =>
  (await market.kit.table.get(keys.classSeats(classId)))?.["taken"];
const statusNow = async (): Promise<string> => (await door.getEnrolment(enrolmentId)).body.status;

describe("an order that nobody pays", () => {
  it("shows until when it may be paid", async () => {
    const shown = (await door.getEnrolment(enrolmentId)).body;
    expect(shown.payBy).toBe("2026-03-03T09:00:00.000+08:00");
  });

  it("lapses after a day: seat and guard are free again, and the guardian is told", async () => {
    goTo(START + DAY_MS - 1);
    expect(await due.minute()).toBe(0);
    expect(await seatsTaken()).toBe(1);
    goTo(START + DAY_MS);
    expect(await due.minute()).toBe(1);
    expect([await statusNow(), await seatsTaken()]).toEqual(["terminated", 0]);
    expect(noticesTo(market.kit, market.guardian.memberId)).toEqual(["order-lapsed"]);
    expect((await door.getEnrolment(enrolmentId)).body.payBy).toBeUndefined();
    expect(await due.minute()).toBe(0);
    expect(market.kit.defects).toEqual([]);
  });

  it("makes room: the same pupil can order the same class again", async () => {
    goTo(START + DAY_MS);
    await due.minute();
    const again = await door.placeOrder({ studentId, classId });
    expect(again.status).toBe(201);
    expect(await seatsTaken()).toBe(1);
  });

  it("lapses when its class begins, where that is earlier", async () => {
    goTo(START + DAY_MS);
    await due.minute();
    const late = (await door.placeOrder({ studentId, classId })).body.enrolmentId;
    const begins = Date.parse("2026-03-03T17:00:00+08:00");
    const shown = (await door.getEnrolment(late)).body;
    expect(Date.parse(shown.payBy)).toBe(begins);
    goTo(begins);
    expect(await due.minute()).toBe(1);
    expect((await door.getEnrolment(late)).body.status).toBe("terminated");
  });

  it("cannot be signed or paid any more", async () => {
    goTo(START + DAY_MS);
    await due.minute();
    const signed = await door.signContract(enrolmentId, termsHash);
    expect([signed.status, signed.body.code]).toEqual([409, "enrolment.not-awaiting-signature"]);
    const paid = await door.payOrder(enrolmentId);
    expect([paid.status, paid.body.code]).toEqual([409, "enrolment.not-signed"]);
  });

  it("is not sent to the bank in the minute before it lapses", async () => {
    await door.signContract(enrolmentId, termsHash);
    goTo(START + DAY_MS);
    const late = await door.payOrder(enrolmentId);
    expect([late.status, late.body.code]).toEqual([409, "enrolment.payment-expired"]);
  });

  it("lapses once, whatever comes twice", async () => {
    goTo(START + DAY_MS);
    const messages = await due.look();
    const again = await due.look();
    expect(await due.actOn([...messages, ...again])).toEqual([]);
    expect(await due.actOn(messages)).toEqual([]);
    expect(await seatsTaken()).toBe(0);
    expect(noticesTo(market.kit, market.guardian.memberId)).toEqual(["order-lapsed"]);
  });
});

describe("an order whose payment is under way", () => {
  let paymentId: string;

  beforeEach(async () => {
    await door.signContract(enrolmentId, termsHash);
    ({ paymentId } = (await door.payOrder(enrolmentId)).body);
  });

  const paidInTime = () => ({
    bankSerial: "SB0000000001",
    paymentId,
    custodyAccountNo: "88000001",
    amountFen: 48_001,
    paidAt: "2026-03-03T08:59:00+08:00",
  });

  it("waits a quarter of an hour for the bank's word, then lapses", async () => {
    goTo(START + DAY_MS + 15 * MINUTE_MS - 1);
    expect(await due.minute()).toBe(0);
    goTo(START + DAY_MS + 15 * MINUTE_MS);
    expect(await due.minute()).toBe(1);
    expect(await statusNow()).toBe("terminated");
  });

  it("is paid by money that came in time, and then awaits nothing", async () => {
    goTo(START + DAY_MS + MINUTE_MS);
    const notice = await door.notifyPayIn(paidInTime());
    expect(notice.body.outcome).toBe("matched");
    goTo(START + 2 * DAY_MS);
    expect(await due.minute()).toBe(0);
    expect(await statusNow()).toBe("paid");
  });

  it("leaves money that comes after its lapse in suspense", async () => {
    goTo(START + DAY_MS + 15 * MINUTE_MS);
    await due.minute();
    const notice = await door.notifyPayIn(paidInTime());
    expect(notice.body).toEqual({ outcome: "suspense", reason: "order-closed" });
    expect(await seatsTaken()).toBe(0);
  });

  it("and the bank's notice at the same instant: it is paid or lapsed, never both", async () => {
    goTo(START + DAY_MS + 15 * MINUTE_MS);
    const messages = await due.look();
    const [notice] = await Promise.all([door.notifyPayIn(paidInTime()), due.actOn(messages)]);
    const isPaid = notice.body.outcome === "matched";
    expect([await statusNow(), await seatsTaken()]).toEqual(
      isPaid ? ["paid", 1] : ["terminated", 0],
    );
  });
});
