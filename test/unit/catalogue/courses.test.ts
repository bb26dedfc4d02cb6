import { describe, expect, it } from "vitest";
import { takeSeat } from "../../../domain/catalogue/class.ts";
import { CourseState } from "../../../domain/catalogue/course.ts";
import { decideCreateCourse } from "../../../domain/catalogue/create-course.ts";
import { decideOpenClass } from "../../../domain/catalogue/open-class.ts";
import { decidePublishCourse } from "../../../domain/catalogue/publish-course.ts";
import type { SellableFacts } from "../../../domain/catalogue/sellable.ts";
import {
  CourseAction,
  CourseStatus,
  courseTransitions,
} from "../../../domain/catalogue/transitions.ts";
import { nextState } from "../../../domain/shared/lifecycle.ts";
import { fen } from "../../../domain/shared/money.ts";
import { DAY_MS, localDate, startOfDay } from "../../../domain/shared/time.ts";
import {
  aClass,
  aCourse,
  dailySessions,
  limits,
  MONDAY,
  refusalOf,
  sellable,
  valueOf,
} from "../../support/money-builders.ts";

const create = (changed: Partial<CourseState>) =>
  decideCreateCourse(
    aCourse({ lessonCount: 60, priceFen: fen(500_000), ...changed }),
    limits,
    MONDAY,
  );

describe("drawing up a course", () => {
  it("is allowed up to the limits of one charge", () => {
    const decided = valueOf(create({}));
    expect(CourseState.parse(decided.course)).toEqual(decided.course);
    expect(decided.course).toMatchObject({ status: "draft", rulePackVersion: "nation-2026-01" });
    expect(decided.event).toMatchObject({
      name: "course-created",
      data: { lessonCount: 60, priceFen: 500_000 },
    });
  });

  it("is allowed down to one fen a lesson", () => {
    expect(create({ priceFen: fen(60) }).ok).toBe(true);
  });

  it.each([
    {
      changed: { lessonCount: 61 },
      code: "catalogue.too-many-lessons",
      facts: { lessonCount: 61, maxLessonCount: 60 },
    },
    {
      changed: { priceFen: fen(500_001) },
      code: "catalogue.price-too-high",
      facts: { priceFen: 500_001, maxAmountFen: 500_000 },
    },
    {
      changed: { priceFen: fen(59) },
      code: "catalogue.price-too-low",
      facts: { priceFen: 59, lessonCount: 60 },
    },
  ])("is refused as $code beyond them", ({ changed, code, facts }) => {
    expect(refusalOf(create(changed))).toEqual({ code, facts });
  });
});

describe("publishing a course", () => {
  const draft = aCourse({ status: "draft" });
  const unlicensed: SellableFacts = {
    licensedCategory: "culture-art",
    licensedMode: "offline",
    hasCustodyAccount: true,
    isBlacklisted: false,
    hasFailedInspection: false,
    isFrozen: false,
    isSaleStopped: false,
  };
  const publish = (institution: SellableFacts, at = MONDAY) =>
    decidePublishCourse(draft, institution, at);

  it("puts it on sale", () => {
    const decided = valueOf(publish(sellable));
    expect(decided.course).toMatchObject({ status: "published", publishedAt: MONDAY });
    expect(decided.event.name).toBe("course-published");
  });

  it.each([
    { unmet: "licence-expired", institution: unlicensed },
    { unmet: "category-not-licensed", institution: { ...sellable, licensedCategory: "sports" } },
    { unmet: "mode-not-licensed", institution: { ...sellable, licensedMode: "online" } },
    { unmet: "account-not-bound", institution: { ...sellable, hasCustodyAccount: false } },
    { unmet: "blacklisted", institution: { ...sellable, isBlacklisted: true } },
    { unmet: "inspection-failed", institution: { ...sellable, hasFailedInspection: true } },
    { unmet: "frozen", institution: { ...sellable, isFrozen: true } },
    { unmet: "sale-stopped", institution: { ...sellable, isSaleStopped: true } },
  ] as const)("is refused to an institution with $unmet", ({ unmet, institution }) => {
    expect(refusalOf(publish(institution))).toMatchObject({
      code: "catalogue.not-sellable",
      facts: { unmet },
    });
  });

  it("names everything that stands against it, in both languages", () => {
    const institution = { ...sellable, hasCustodyAccount: false, isBlacklisted: true };
    expect(refusalOf(publish(institution))?.facts).toEqual({
      unmet: "account-not-bound,blacklisted",
      unmetZh: "尚未绑定预收费专用账户；已被列入黑名单",
      unmetEn: "no custody account for prepaid fees is bound; it is on the blacklist",
    });
  });

  it("counts a licence to the end of its last day in Shanghai", () => {
    const institution = { ...sellable, licenceValidTo: localDate("2026-03-31") };
    const midnight = startOfDay(localDate("2026-04-01"));
    expect(publish(institution, midnight - 1).ok).toBe(true);
    expect(publish(institution, midnight).ok).toBe(false);
  });
});

describe("the lifecycle of a course", () => {
  it.each(
    CourseStatus.options.flatMap((status) =>
      CourseAction.options.map((action) => ({ status, action })),
    ),
  )("is kept by the decisions: $status and $action", ({ status, action }) => {
    const of = aCourse({ status, lessonCount: 1 });
    const command = { classId: aClass().classId, capacity: 1, sessions: dailySessions(1) };
    const decided =
      action === "publish"
        ? decidePublishCourse(of, sellable, MONDAY)
        : decideOpenClass(of, command, { ...limits, latestEndMinuteOfDay: 1_230 }, MONDAY + DAY_MS);
    const expected = nextState(courseTransitions, status, action);
    expect(decided.ok).toBe(expected !== undefined);
    if (decided.ok && "course" in decided.value) expect(decided.value.course.status).toBe(expected);
  });
});

describe("the seats of a class", () => {
  it("are taken one by one until none is left", () => {
    const one = aClass({ capacity: 2, seatsTaken: 1 });
    const full = valueOf(takeSeat(one));
    expect(full.seatsTaken).toBe(2);
    expect(refusalOf(takeSeat(full))?.code).toBe("catalogue.class-full");
  });
});
