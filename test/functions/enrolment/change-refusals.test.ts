import { beforeEach, describe, expect, it } from "vitest";
import { InstitutionId, MassRefundId } from "../../../domain/shared/ids.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { cancelClass } from "../../../functions/catalogue/cancel-class.ts";
import { cancelClass as cancelContract } from "../../../functions/catalogue/class-contracts.ts";
import { fileComplaint as fileContract } from "../../../functions/complaint/contracts.ts";
import { fileComplaint } from "../../../functions/complaint/file-complaint.ts";
import * as refund from "../../../functions/refund/contracts.ts";
import { quoteRefund } from "../../../functions/refund/quote-refund.ts";
import { requestRefund } from "../../../functions/refund/request-refund.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import { aStatement } from "../../support/complaint-city.ts";
import { changeCity, type ChangeCity } from "../../support/class-changes.ts";
import { type Answer, call, once, seedMember } from "../../support/door.ts";
import { anOpenClass, changeInstitution, doors } from "../../support/enrolment.ts";
import { aBoundInstitution, seedInstitution } from "../../support/institution.ts";
import { present } from "../../support/lessons.ts";
import { codeOf, type Family, LESSON_FEN } from "../../support/real-class.ts";

let city: ChangeCity;
let classId: string;

beforeEach(async () => {
  city = await changeCity();
  ({ classId } = await city.anotherClass());
});

/** A refusal with what it says in numbers. */
const facts = ({ body }: Answer) => body.detail;

describe("a change of class is refused", () => {
  it("to the same class, or one that is not there", async () => {
    expect(codeOf(await city.quote(city.classId))).toEqual([422, "enrolment.change-same-class"]);
    const nowhere = "cls_01J0000000000000000000000A";
    expect(codeOf(await city.quote(nowhere))).toEqual([404, "resource.not-found"]);
  });

  it("to a class of another institution", async () => {
    const { kit, market } = city;
    const institutionId = InstitutionId.parse("ins_01J0000000000000000000000Z");
    await seedInstitution(kit, aBoundInstitution({ institutionId }));
    const works = { role: "institution", institutionId, duties: ["owner"] } as const;
    const owner = await seedMember(kit.table, "other-owner", works);
    const theirs = await anOpenClass(doors({ ...market, institutionId, owner }));
    const answer = await city.quote(theirs.classId);
    expect(codeOf(answer)).toEqual([422, "enrolment.change-other-institution"]);
  });

  it("where the lessons buy none of the other class, with the sum that lacks", async () => {
    const dear = await city.anotherClass({ priceFen: 4 * 50_000 });
    const answer = await city.quote(dear.classId, [1, 2]);
    expect(codeOf(answer)).toEqual([422, "enrolment.change-too-dear"]);
    expect(facts(answer)).toContain(String(50_000 - 2 * LESSON_FEN));
  });

  it("where something is left over, with the rest and what one lesson more lacks", async () => {
    const cheap = await city.anotherClass({ priceFen: 4 * 7_000 });
    const answer = await city.quote(cheap.classId, [1]);
    expect(codeOf(answer)).toEqual([422, "enrolment.change-leaves-rest"]);
    expect(facts(answer)).toContain("5000");
    expect(facts(answer)).toContain("2000");
    const short = await city.anotherClass({ lessonCount: 2, priceFen: 2 * LESSON_FEN });
    expect(codeOf(await city.quote(short.classId, [1, 2, 3]))).toEqual([
      422,
      "enrolment.change-leaves-rest",
    ]);
  });

  it("for lessons that were held, asked for or moved before; and when none is left", async () => {
    const { lessons, teacher, first, kit } = city;
    kit.advance(2 * DAY_MS);
    await lessons.attend(teacher, present(first.enrolmentId));
    expect(codeOf(await city.quote(classId, [1, 2]))).toEqual([409, "enrolment.lesson-not-free"]);
    await lessons.request(teacher, [first.enrolmentId]);
    expect(codeOf(await city.quote(classId, [1]))).toEqual([409, "enrolment.lesson-not-free"]);
    await city.changed(classId);
    expect(codeOf(await city.quote(classId, [3]))).toEqual([409, "enrolment.lesson-not-free"]);
    expect(codeOf(await city.quote(classId))).toEqual([409, "enrolment.no-free-lesson"]);
  });

  it("for an order that is not paid, and one that has ended", async () => {
    const { door, first } = city;
    const { studentId, guardian } = first;
    const cheap = await city.anotherClass({ priceFen: 400, subjectKey: "dance" });
    const placed = await door.placeOrder({ studentId, classId: cheap.classId });
    const draft = { guardian, studentId, enrolmentId: String(placed.body.enrolmentId) };
    expect(codeOf(await city.quote(classId, undefined, draft))).toEqual([
      409,
      "enrolment.change-not-paid",
    ]);
    await city.changed(classId);
    expect(codeOf(await city.quote(cheap.classId))).toEqual([409, "enrolment.change-not-paid"]);
  });

  it("while a refund of the order is under way", async () => {
    const { kit, first } = city;
    const path = { enrolmentId: first.enrolmentId };
    const as = first.guardian;
    const body = { ground: "before-start", lessonNumbers: [4] };
    const { quote } = (
      await call(httpLambda(refund.quoteRefund, quoteRefund, kit), { as, path, body })
    ).body;
    const asked = { as, path, body: { quote }, headers: once() };
    expect((await call(httpLambda(refund.requestRefund, requestRefund, kit), asked)).status).toBe(
      201,
    );
    expect(codeOf(await city.quote(classId, [1]))).toEqual([409, "enrolment.refund-under-way"]);
  });

  it("while a complaint about the order is open, but not for one about another order", async () => {
    const { kit, first, market, second } = city;
    const complain = ({ guardian, enrolmentId }: Family) =>
      call(httpLambda(fileContract, fileComplaint, kit), {
        as: guardian,
        body: { ...aStatement(market, { happenedOn: "2026-03-01" }), enrolmentId },
        headers: once(),
      });
    expect((await complain(second)).status).toBe(201);
    expect((await city.quote(classId)).status).toBe(200);
    expect((await complain(first)).status).toBe(201);
    expect(codeOf(await city.quote(classId))).toEqual([409, "enrolment.complaint-under-way"]);
  });

  it("to a class that is full, cancelled, begun, or whose institution may not sell", async () => {
    const { kit, market, second } = city;
    const small = await city.anotherClass({}, 1);
    const { quote } = (await city.quote(small.classId)).body;
    await city.door.placeOrder(
      { studentId: second.studentId, classId: small.classId },
      second.guardian,
    );
    expect(codeOf(await city.change(quote))).toEqual([409, "catalogue.class-full"]);
    const given = await city.anotherClass();
    const cancelled = { as: city.owner, path: { classId: given.classId }, headers: once() };
    await call(httpLambda(cancelContract, cancelClass, kit), cancelled);
    expect(codeOf(await city.quote(given.classId))).toEqual([409, "catalogue.class-cancelled"]);
    await changeInstitution(market, { blacklisted: true });
    expect(codeOf(await city.quote(classId))).toEqual([422, "catalogue.not-sellable"]);
    await changeInstitution(market, {
      blacklisted: false,
      massRefundId: MassRefundId.parse("mrf_01J0000000000000000000000A"),
    });
    expect(codeOf(await city.quote(classId))).toEqual([409, "institution.mass-refund-ordered"]);
    await changeInstitution(market, { massRefundId: undefined });
    kit.advance(25 * DAY_MS);
    expect(codeOf(await city.quote(classId))).toEqual([422, "enrolment.class-begun"]);
  });

  it("where the money lies in an account that the institution has left", async () => {
    const { market } = city;
    const { account } = aBoundInstitution();
    if (account === undefined) throw new Error("the institution is bound");
    await changeInstitution(market, { account: { ...account, custodyAccountNo: "88000002" } });
    expect(codeOf(await city.quote(classId))).toEqual([422, "enrolment.change-other-account"]);
  });

  it("where the class has changed since the quote, with what it would be now; nothing moves", async () => {
    const { quote } = (await city.quote(classId)).body;
    const moved = await city.move(4, city.times("2026-04-02"), city.teacher, classId);
    expect(moved.status).toBe(200);
    const before = await city.order(city.first.enrolmentId);
    expect(codeOf(await city.change(quote))).toEqual([409, "enrolment.change-outdated"]);
    expect(await city.order(city.first.enrolmentId)).toEqual(before);
    expect(await city.seatsTaken(classId)).toBe(0);
  });
});

describe("the limits of one charge", () => {
  it("hold for all lessons of a subject together: a cheaper class cannot pass 60", async () => {
    const many = await city.anotherClass({ lessonCount: 58, priceFen: 58 * 4_000 });
    const { studentId } = city.first;
    expect((await city.door.placeOrder({ studentId, classId: many.classId })).status).toBe(422);
    const forty = await city.anotherClass({ lessonCount: 56, priceFen: 56 * 4_000 });
    const placed = await city.door.placeOrder({ studentId, classId: forty.classId });
    expect(placed.status).toBe(201);
    expect(await city.openLessons()).toBe(60);
    const thirds = await city.anotherClass({ priceFen: 4 * 4_000 });
    expect(codeOf(await city.quote(thirds.classId, [1]))).toEqual([
      422,
      "enrolment.too-many-lessons",
    ]);
    expect((await city.changed(classId)).status).toBe(201);
    expect(await city.openLessons()).toBe(60);
  });

  it("are those of another subject for an order that moves there, and are left where it was", async () => {
    const dance = await city.anotherClass({ subjectKey: "dance" });
    expect((await city.changed(dance.classId)).status).toBe(201);
    expect([await city.openLessons(), await city.openLessons("dance")]).toEqual([0, 4]);
    const { studentId } = city.first;
    const dear = { subjectKey: "dance", lessonCount: 4, priceFen: 480_000 };
    const more = await city.anotherClass(dear);
    expect(codeOf(await city.door.placeOrder({ studentId, classId: more.classId }))).toEqual([
      422,
      "enrolment.amount-too-high",
    ]);
  });
});
