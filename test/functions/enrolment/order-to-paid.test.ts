import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { seedMember } from "../../support/door.ts";
import { entriesIn } from "../../support/events.ts";
import {
  aMarket,
  anOpenClass,
  changeInstitution,
  anOrderToPay,
  aStudent,
  doors,
  type Doors,
  type Market,
} from "../../support/enrolment.ts";

let market: Market;
let door: Doors;

beforeEach(async () => {
  market = await aMarket();
  door = doors(market);
});

describe("the way of an order", () => {
  it("leads from a seat over a signed contract to money in custody", async () => {
    const { classId, courseId } = await anOpenClass(door);
    const { studentId } = (await door.addStudent()).body;
    const ordered = await door.placeOrder({ studentId, classId });
    expect([ordered.status, ordered.body.status]).toEqual([201, "draft"]);
    const { enrolmentId, termsHash } = ordered.body;

    const before = (await door.getEnrolment(enrolmentId)).body;
    expect(before.studentName).toBe(aStudent().name);
    expect(before.contract.terms.training.sessions[0]).toBe("2026-03-03 17:00-17:45");
    const sortedJson = (value: unknown): string =>
      JSON.stringify(value, (_, part: unknown) =>
        part !== null && typeof part === "object" && !Array.isArray(part)
          ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
          : part,
      );
    const hash = createHash("sha256").update(sortedJson(before.contract.terms)).digest("hex");
    expect(hash).toBe(termsHash);

    const signed = await door.signContract(enrolmentId, termsHash);
    expect([signed.status, signed.body.status]).toEqual([200, "signed"]);
    const payment = await door.payOrder(enrolmentId);
    expect(payment.status).toBe(200);
    expect(payment.body).toMatchObject({
      payUrl: `https://bank.test/pay/${payment.body.paymentId}`,
      amountFen: 48_001,
      expiresAt: "2026-03-03T09:00:00.000+08:00",
    });

    const notice = {
      bankSerial: "SB0000000001",
      paymentId: payment.body.paymentId,
      custodyAccountNo: "88000001",
      amountFen: 48_001,
      paidAt: "2026-03-02T09:00:00+08:00",
    };
    const told = await door.notifyPayIn(notice);
    expect([told.status, told.body]).toEqual([200, { outcome: "matched" }]);

    const { body } = await door.getEnrolment(enrolmentId);
    expect(body).toMatchObject({
      status: "paid",
      balances: { paid: 48_001, unconsumed: 48_001, earned: 0 },
      payment: { bankSerial: "SB0000000001" },
    });
    expect(body.lessons.map((lesson: { amountFen: number }) => lesson.amountFen)).toEqual([
      12_000, 12_000, 12_000, 12_001,
    ]);
    expect((await door.getCourse(courseId)).body.classes[0].freeSeats).toBe(29);
    const events = entriesIn(market.kit.table)
      .filter((entry) => entry.aggregateId === enrolmentId)
      .map((entry) => entry.eventName);
    expect(events).toEqual([
      "order-placed",
      "contract-signed",
      "payment-requested",
      "payment-received",
    ]);
    expect(market.kit.defects).toEqual([]);
  });

  it("refuses a signature under other terms than those of the order", async () => {
    const { classId } = await anOpenClass(door);
    const { studentId } = (await door.addStudent()).body;
    const { enrolmentId } = (await door.placeOrder({ studentId, classId })).body;
    const refused = await door.signContract(enrolmentId, "0".repeat(64));
    expect([refused.status, refused.body.code]).toEqual([422, "enrolment.terms-differ"]);
    const unpayable = await door.payOrder(enrolmentId);
    expect([unpayable.status, unpayable.body.code]).toEqual([409, "enrolment.not-signed"]);
    expect((await door.signContract(enrolmentId, "nonsense")).status).toBe(400);
  });

  it("signs once, and answers the same key with the same signature", async () => {
    const { classId } = await anOpenClass(door);
    const { studentId } = (await door.addStudent()).body;
    const { enrolmentId, termsHash } = (await door.placeOrder({ studentId, classId })).body;
    const key = { "idempotency-key": "sign-it-once" };
    const first = await door.signContract(enrolmentId, termsHash, market.guardian, key);
    const replayed = await door.signContract(enrolmentId, termsHash, market.guardian, key);
    expect(replayed.body).toEqual(first.body);
    const again = await door.signContract(enrolmentId, termsHash);
    expect([again.status, again.body.code]).toEqual([409, "enrolment.not-awaiting-signature"]);
  });

  it("keeps the terms as they were ordered, whatever becomes of the institution's record", async () => {
    const { classId } = await anOpenClass(door);
    const { studentId } = (await door.addStudent()).body;
    const { enrolmentId, termsHash } = (await door.placeOrder({ studentId, classId })).body;
    await changeInstitution(market, { address: "另一处" });
    const shown = (await door.getEnrolment(enrolmentId)).body;
    expect(shown.contract.terms.institution.address).toBe("源汇区民路166号4层");
    expect((await door.signContract(enrolmentId, termsHash)).status).toBe(200);
  });
});

describe("a family's orders", () => {
  it("do not exist for another family", async () => {
    const { enrolmentId } = await anOrderToPay(door);
    const other = await seedMember(market.kit.table, "other", { role: "guardian" });
    const answers = await Promise.all([
      door.getEnrolment(enrolmentId, other),
      door.signContract(enrolmentId, "0".repeat(64), other),
      door.payOrder(enrolmentId, other),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await door.listEnrolments({}, other)).body.enrolments).toEqual([]);
    expect((await door.getEnrolment(enrolmentId, market.owner)).status).toBe(403);
  });

  it("are listed page by page, the newest first, with the child's name and the money", async () => {
    const { classId } = await anOpenClass(door);
    const { studentId } = (await door.addStudent()).body;
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      market.kit.advance(1000);
      ids.unshift((await door.placeOrder({ studentId, classId })).body.enrolmentId);
    }
    const first = (await door.listEnrolments({ limit: "2" })).body;
    expect(first.enrolments[0]).toMatchObject({
      studentName: aStudent().name,
      status: "draft",
      balances: { paid: 0 },
    });
    const second = (await door.listEnrolments({ limit: "2", cursor: first.nextCursor })).body;
    const seen = [...first.enrolments, ...second.enrolments].map(
      (enrolment: { enrolmentId: string }) => enrolment.enrolmentId,
    );
    expect(seen).toEqual(ids);
    expect(second.nextCursor).toBeUndefined();
    const other = await seedMember(market.kit.table, "other", { role: "guardian" });
    const lent = await door.listEnrolments({ limit: "2", cursor: first.nextCursor }, other);
    expect([lent.status, lent.body.code]).toEqual([400, "input.cursor-invalid"]);
  });
});
