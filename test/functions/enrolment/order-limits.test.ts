import { beforeEach, describe, expect, it } from "vitest";
import { type Answer, type Caller, once, seedMember } from "../../support/door.ts";
import {
  aMarket,
  anOpenClass,
  changeInstitution,
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

const DAY_MS = 24 * 3_600_000;
const outcome = ({ status, body }: Answer): string =>
  status === 201 ? "ordered" : `${status} ${body.code}`;

/** Families with a child each, every one with another document number. */
async function families(count: number): Promise<readonly { as: Caller; studentId: string }[]> {
  const made = Array.from({ length: count }, async (_, n) => {
    const as = await seedMember(market.kit.table, `guardian-${n}`, { role: "guardian" });
    const passport = { idKind: "passport", idNumber: `E1234567${n}` };
    return { as, studentId: (await door.addStudent(aStudent(passport), as)).body.studentId };
  });
  return Promise.all(made);
}

describe("the seats of a class", () => {
  it("are never oversold: of parallel orders for the last one, one gets it", async () => {
    const { classId, courseId } = await anOpenClass(door, { capacity: 1 });
    const [one, two] = await families(2);
    if (one === undefined || two === undefined) throw new Error("two families were made");
    const answers = await Promise.all(
      [one, two].map(({ as, studentId }) => door.placeOrder({ studentId, classId }, as)),
    );
    expect(answers.map(outcome).sort()).toEqual(["409 catalogue.class-full", "ordered"]);
    expect((await door.getCourse(courseId)).body.classes[0].freeSeats).toBe(0);
    const heads = market.kit.table.all().filter((item) => item.type === "enrolment");
    expect(heads).toHaveLength(1);
  });

  it("take as many families at once as there are seats, without one making another stale", async () => {
    const { classId } = await anOpenClass(door, { capacity: 8 });
    const buyers = await families(10);
    const answers = await Promise.all(
      buyers.map(({ as, studentId }) => door.placeOrder({ studentId, classId }, as)),
    );
    const outcomes = answers.map(outcome);
    expect(outcomes.filter((each) => each === "ordered")).toHaveLength(8);
    expect(new Set(outcomes)).toEqual(new Set(["ordered", "409 catalogue.class-full"]));
  });
});

describe("the limits of one charge", () => {
  const freeSeats = async (...opened: { courseId: string }[]): Promise<number> => {
    const courses = await Promise.all(opened.map(({ courseId }) => door.getCourse(courseId)));
    return courses.reduce((sum, { body }) => sum + Number(body.classes[0].freeSeats), 0);
  };
  const order = (studentId: string, classId: string) => door.placeOrder({ studentId, classId });

  it("hold for parallel orders together: 60 lessons", async () => {
    const course = { lessonCount: 40, priceFen: 200_000 };
    const a = await anOpenClass(door, { course });
    const b = await anOpenClass(door, { course });
    const { studentId } = (await door.addStudent()).body;
    const answers = await Promise.all([order(studentId, a.classId), order(studentId, b.classId)]);
    expect(answers.map(outcome).sort()).toEqual(["422 enrolment.too-many-lessons", "ordered"]);
    const refused = answers.find(({ status }) => status === 422);
    expect(refused?.body.facts).toEqual({
      unconsumedLessonCount: 40,
      lessonCount: 40,
      maxLessonCount: 60,
    });
    expect(refused?.body.rule).toContain("十三部门");
    expect(await freeSeats(a, b)).toBe(59);
  });

  it("hold for parallel orders together: 5,000 yuan within 24 hours, and no longer", async () => {
    const course = { lessonCount: 10, priceFen: 300_000 };
    const a = await anOpenClass(door, { course });
    const b = await anOpenClass(door, { course });
    const { studentId } = (await door.addStudent()).body;
    const answers = await Promise.all([order(studentId, a.classId), order(studentId, b.classId)]);
    expect(answers.map(outcome).sort()).toEqual(["422 enrolment.amount-too-high", "ordered"]);
    const refused = (await freeSeats(a)) === 30 ? a : b;

    market.kit.advance(1);
    const again = await order(studentId, refused.classId);
    expect([outcome(again), again.body.facts]).toEqual([
      "422 enrolment.amount-too-high",
      { amountFen: 300_000, recentFen: 300_000, maxAmountFen: 500_000, windowHours: 24 },
    ]);
    const cheap = await anOpenClass(door, { course: { lessonCount: 10, priceFen: 200_000 } });
    expect(outcome(await order(studentId, cheap.classId))).toBe("ordered");

    market.kit.advance(DAY_MS + 1);
    const dear = await anOpenClass(door, {
      course: { lessonCount: 10, priceFen: 500_000 },
      startsAfterDays: 5,
    });
    expect(outcome(await order(studentId, dear.classId))).toBe("ordered");
  });

  it("count each pupil, institution and subject apart", async () => {
    const course = { lessonCount: 40, priceFen: 300_000 };
    const a = await anOpenClass(door, { course });
    const b = await anOpenClass(door, { course: { ...course, subjectKey: "painting" } });
    const [other] = await families(1);
    const { studentId } = (await door.addStudent()).body;
    expect(outcome(await order(studentId, a.classId))).toBe("ordered");
    expect(outcome(await order(studentId, b.classId))).toBe("ordered");
    const theirs = { studentId: other?.studentId, classId: a.classId };
    expect(outcome(await door.placeOrder(theirs, other?.as))).toBe("ordered");
  });
});

describe("an order", () => {
  it("is placed once under one key, and needs one", async () => {
    const { classId } = await anOpenClass(door);
    const { studentId } = (await door.addStudent()).body;
    const body = { studentId, classId };
    const key = once();
    const first = await door.placeOrder(body, market.guardian, key);
    const again = await door.placeOrder(body, market.guardian, key);
    expect(again.body).toEqual(first.body);
    expect(again.headers["idempotency-replayed"]).toBe("true");
    const { code } = (await door.placeOrder(body, market.guardian, {})).body;
    expect(code).toBe("idempotency.key-required");
    expect(market.kit.table.all().filter((item) => item.type === "enrolment")).toHaveLength(1);
  });

  it("is for the guardian's own child and a class that exists", async () => {
    const { classId } = await anOpenClass(door);
    const [other] = await families(1);
    const { studentId } = (await door.addStudent()).body;
    const notTheirs = await door.placeOrder({ studentId, classId }, other?.as);
    expect([notTheirs.status, notTheirs.body.facts.kind]).toEqual([404, "student"]);
    const noClass = `cls_${"0".repeat(26)}`;
    const nowhere = await door.placeOrder({ studentId, classId: noClass });
    expect([nowhere.status, nowhere.body.facts.kind]).toEqual([404, "class"]);
    expect((await door.placeOrder({ studentId, classId }, market.owner)).status).toBe(403);
    expect((await door.placeOrder({ studentId: "x", classId, seat: 1 })).status).toBe(400);
  });

  it("comes too late for a class that has begun", async () => {
    const { classId } = await anOpenClass(door);
    const { studentId } = (await door.addStudent()).body;
    market.kit.advance(2 * DAY_MS);
    expect(outcome(await door.placeOrder({ studentId, classId }))).toBe(
      "422 enrolment.class-begun",
    );
  });

  it("is refused while the institution may not sell", async () => {
    const { classId, courseId } = await anOpenClass(door);
    const { studentId } = (await door.addStudent()).body;
    await changeInstitution(market, { blacklisted: true });
    const refused = await door.placeOrder({ studentId, classId });
    expect(outcome(refused)).toBe("422 catalogue.not-sellable");
    expect(refused.body.facts.unmet).toBe("blacklisted");
    expect((await door.getCourse(courseId)).body.institution.onSale).toBe(false);
    expect(market.kit.defects).toEqual([]);
  });
});
