import { beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { busyClass, type BusyClass } from "../../support/finance.ts";
import { present } from "../../support/lessons.ts";
import { LESSON_FEN } from "../../support/taught-class.ts";

let city: BusyClass;
beforeEach(async () => {
  city = await busyClass();
});

const forecast = (query: Readonly<Record<string, string>> = {}, as = city.finance) =>
  city.forecast(as, city.institutionId, query);

describe("what silence would release", () => {
  it("is told by the day, lesson by lesson, without what is disputed", async () => {
    const { status, body } = await forecast();
    expect([status, body]).toEqual([
      200,
      {
        institutionId: city.institutionId,
        days: [
          {
            date: "2026-03-28",
            provisional: false,
            amountFen: LESSON_FEN,
            lessons: [
              {
                enrolmentId: city.first,
                lessonNumber: 2,
                amountFen: LESSON_FEN,
                lastDay: "2026-03-27",
              },
            ],
          },
        ],
        pageFen: LESSON_FEN,
        pendingFen: LESSON_FEN,
      },
    ]);
    expect(city.kit.defects).toEqual([]);
  });

  it("has a day for each, in order, and its pages add up to all that is pending", async () => {
    city.kit.advance(3 * DAY_MS);
    await city.lessons.attend(city.world.teacher, present(city.first, city.second), {
      session: "3",
    });
    await city.lessons.request(city.world.teacher, [city.first, city.second], { session: "3" });
    await city.project();
    const whole = (await forecast()).body;
    expect(whole.days.map((day: { date: string }) => day.date)).toEqual([
      "2026-03-28",
      "2026-03-31",
    ]);
    expect(whole.days.map((day: { amountFen: number }) => day.amountFen)).toEqual([
      LESSON_FEN,
      2 * LESSON_FEN,
    ]);
    const one = (await forecast({ limit: "1" })).body;
    const two = (await forecast({ limit: "1", cursor: one.nextCursor })).body;
    expect([one.pageFen, two.pageFen]).toEqual([2 * LESSON_FEN, LESSON_FEN]);
    expect(one.pendingFen).toBe(3 * LESSON_FEN);
  });

  it("loses a lesson as soon as its family has answered", async () => {
    await city.lessons.confirm(city.family, city.first, { lesson: "2" });
    expect((await forecast()).body.days).toEqual([]);
  });

  it("is for those who keep the books; to others there is no such institution", async () => {
    const teacher = await forecast({}, city.world.teacher);
    expect([teacher.status, teacher.body.code]).toEqual([403, "identity.role-required"]);
    const stranger = await forecast({}, city.stranger);
    expect([stranger.status, stranger.body.code]).toEqual([404, "resource.not-found"]);
    expect((await forecast({ cursor: "e30.x" })).body.code).toBe("input.cursor-invalid");
    expect((await forecast({ limit: "101" })).status).toBe(400);
  });
});
