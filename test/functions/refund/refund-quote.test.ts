import { beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { once } from "../../support/door.ts";
import { earnLesson, lessonCalls, present } from "../../support/lessons.ts";
import { quoted, refundCity, type RefundCity, requested } from "../../support/refund-city.ts";
import { LESSON_FEN } from "../../support/taught-class.ts";

let city: RefundCity;
beforeEach(async () => {
  city = await refundCity();
});

const request = (
  quote: string,
  as = city.guardian,
  headers = once(),
  enrolmentId: string = city.enrolmentId,
) => city.ask("requestRefund", as, { path: { enrolmentId }, body: { quote }, headers });
const codeOf = async (answer: ReturnType<typeof request>) => (await answer).body.code;
const family = () => ({ guardian: city.guardian, enrolmentId: city.enrolmentId });
const teach = (session: string) =>
  earnLesson(lessonCalls(city.kit, city.classId), city.teacher, [family()], session);

describe("a quote", () => {
  it("shows each line with its rule and article, and its lines sum to what is paid", async () => {
    await teach("1");
    const { terms, totalFen, validUntil, asksInstitution } = await quoted(city);
    expect(terms.map((term: { rule: string }) => term.rule)).toEqual(["paid", "lessons-taken"]);
    expect(terms[1]).toMatchObject({ lessonCount: 1, unitFen: LESSON_FEN, amountFen: -LESSON_FEN });
    expect(terms[1].article).toContain("第十八条");
    expect(terms[1].words.zh).toContain("已上课时");
    expect(totalFen).toBe(
      terms.reduce((sum: number, each: { amountFen: number }) => sum + each.amountFen, 0),
    );
    expect(Date.parse(validUntil)).toBe(city.kit.now() + DAY_MS);
    expect(asksInstitution).toBe(true);
  });

  it("shows interest from the day on which the contract ended, which the institution owes", async () => {
    city.kit.advance(26 * DAY_MS);
    const { terms, institutionFen } = await quoted(city, {
      ground: "institution",
      terminatedOn: "2026-03-05",
    });
    const interest = terms.find((term: { rule: string }) => term.rule === "interest-on-custody");
    expect(interest.interest).toMatchObject({ principalFen: 30_000, days: 27 });
    expect(institutionFen).toBe(interest.amountFen);
  });

  it("takes no day on which the contract cannot have ended", async () => {
    const path = { enrolmentId: city.enrolmentId };
    const body = { ground: "institution", terminatedOn: "2026-03-01" };
    const answer = await city.ask("quoteRefund", city.guardian, { path, body });
    expect(answer.body.code).toBe("refund.terminated-on-impossible");
  });

  it("covers only what is free: lessons awaiting an answer, or disputed, stay out", async () => {
    const calls = lessonCalls(city.kit, city.classId);
    await calls.attend(city.teacher, present(city.enrolmentId));
    await calls.request(city.teacher, [city.enrolmentId]);
    const { terms, totalFen } = await quoted(city);
    expect(totalFen).toBe(2 * LESSON_FEN);
    expect(terms.map((term: { rule: string }) => term.rule)).toContain("lessons-awaiting-family");
    const refundId = await requested(city);
    expect((await city.refund(refundId)).lessons.map(({ lessonNumber }) => lessonNumber)).toEqual([
      2, 3,
    ]);
  });

  it("is given for an order of the caller's own only", async () => {
    const path = { enrolmentId: city.enrolmentId };
    const answer = await city.ask("quoteRefund", city.otherGuardian, {
      path,
      body: { ground: "consumer" },
    });
    expect(answer.status).toBe(404);
  });
});

describe("what is asked with a quote", () => {
  it("is refused once the quote has expired", async () => {
    const { quote } = await quoted(city);
    city.kit.advance(DAY_MS);
    expect(await codeOf(request(quote))).toBe("refund.quote-expired");
  });

  it("is refused where a letter of it was changed, or it was given to somebody else", async () => {
    const { quote } = await quoted(city);
    const [body = "", seal = ""] = String(quote).split(".");
    const dearer = Buffer.from(body, "base64url").toString("utf8").replace("30000", "30001");
    const forged = `${Buffer.from(dearer).toString("base64url")}.${seal}`;
    const other = city.families[1]?.enrolmentId;
    for (const answer of [
      request(forged),
      request("a.b"),
      request(quote, city.otherGuardian, once(), other),
    ])
      expect(await codeOf(answer)).toBe("refund.quote-not-yours");
    expect(await codeOf(request(quote, city.otherGuardian))).toBe("resource.not-found");
    expect((await city.enrolment()).balances.refunding).toBe(0);
  });

  it("is refused where a lesson was held since; nothing has changed by it", async () => {
    const { quote } = await quoted(city);
    await teach("1");
    expect(await codeOf(request(quote))).toBe("refund.lesson-not-refundable");
    expect((await city.enrolment()).balances).toMatchObject({ refunding: 0, earned: LESSON_FEN });
  });

  it("is refused where nothing can go back", async () => {
    for (const session of ["1", "2", "3"]) await teach(session);
    const asked = { path: { enrolmentId: city.enrolmentId }, body: { ground: "consumer" } };
    expect(await codeOf(city.ask("quoteRefund", city.guardian, asked))).toBe(
      "refund.nothing-to-refund",
    );
  });

  it("holds the money once, however often it is sent under one key", async () => {
    const { quote } = await quoted(city);
    const headers = once();
    const first = await request(quote, city.guardian, headers);
    const again = await request(quote, city.guardian, headers);
    expect(again.body).toEqual(first.body);
    expect(await codeOf(request(quote))).toBe("refund.lesson-not-refundable");
    expect((await city.enrolment()).balances.refunding).toBe(3 * LESSON_FEN);
  });
});

describe("several refunds of one order", () => {
  const part = (lessonNumber: number) =>
    requested(city, { ground: "cooling-off", lessonNumbers: [lessonNumber] });

  it("come to the whole, each with a payment of its own", async () => {
    for (const lessonNumber of [3, 1, 2]) await part(lessonNumber);
    expect(city.bank.asked.map(({ amountFen }) => amountFen)).toEqual([
      LESSON_FEN,
      LESSON_FEN,
      LESSON_FEN,
    ]);
    expect(city.bank.paid.size).toBe(3);
    expect((await city.enrolment()).balances).toMatchObject({ unconsumed: 0, refunding: 30_000 });
  });

  it("can never hold a lesson twice", async () => {
    const { quote } = await quoted(city, { ground: "cooling-off", lessonNumbers: [1] });
    await part(1);
    expect(await codeOf(request(quote))).toBe("refund.lesson-not-refundable");
    expect((await city.enrolment()).balances.refunding).toBe(LESSON_FEN);
  });
});
