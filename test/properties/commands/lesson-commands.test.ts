import fc from "fast-check";
import { expect, it } from "vitest";
import { PACK_VERSION } from "../../../domain/reference/national-rule-pack.ts";
import { type DisputeCalls, disputeCalls } from "../../support/disputes.ts";
import type { Answer, Caller } from "../../support/door.ts";
import { withTestVault } from "../../support/enrolment.ts";
import { type LessonCalls, lessonCalls, lessonFacts } from "../../support/lessons.ts";
import { attempts, DONE, type Outcome, playSequences } from "../../support/models/attempt.ts";
import {
  answered,
  isBefore,
  isDisputed,
  type Lesson,
  type Model,
  moneyOf,
  on,
} from "../../support/models/lesson-model.ts";
import { enrolmentId, limits } from "../../support/money-builders.ts";
import { LESSON_FEN, PRICE_FEN, taughtClass } from "../../support/taught-class.ts";

interface Real {
  readonly advance: (milliseconds: number) => void;
  readonly calls: LessonCalls;
  readonly disputes: DisputeCalls;
  readonly teacher: Caller;
  readonly guardian: Caller;
  readonly officer: Caller;
  /** By lesson, its last dispute. */
  readonly disputeIds: Map<string, string>;
  readonly balances: () => Promise<Readonly<Record<string, number>>>;
}

const ENROLMENT = enrolmentId(1);
const outcomeOf = ({ status, body }: Answer): Outcome => (status < 300 ? DONE : body.code);
/** A batch names what became of each of its enrolments. */
const outcomeInBatch = (answer: Answer): Outcome => {
  expect(answer.status).toBe(200);
  const [only] = answer.body.results;
  return only.outcome ?? only.problem.code;
};

const seen = new Map<Outcome, number>();

async function agree({ lessons }: Model, { balances }: Real): Promise<void> {
  const held = await balances();
  expect(held).toMatchObject({ paid: PRICE_FEN });
  for (const state of new Set(Object.values(moneyOf))) {
    const there = Object.values(lessons).filter(({ status }) => moneyOf[status] === state);
    expect([state, held[state]]).toEqual([state, there.length * LESSON_FEN]);
  }
}

const attempt = attempts(agree, seen);

const anyLesson = fc.constantFrom("1", "2", "3");

const attend = fc
  .tuple(anyLesson, fc.constantFrom("present" as const, "present" as const, "absent" as const))
  .map(([session, attendance]) =>
    attempt({
      name: `attend ${session} ${attendance}`,
      expected: (model) => {
        const { status } = on(model, session);
        const known = attendance === "present" ? "taught" : "absent";
        return isBefore(status) && status !== known ? DONE : "lesson.attendance-fixed";
      },
      apply: (model) => {
        on(model, session).status = attendance === "present" ? "taught" : "absent";
      },
      act: async ({ calls, teacher }) =>
        outcomeInBatch(
          await calls.attend(teacher, [{ enrolmentId: ENROLMENT, attendance }], { session }),
        ),
    }),
  );

const request = anyLesson.map((session) =>
  attempt({
    name: `request ${session}`,
    expected: (model) => {
      const { status } = on(model, session);
      if (status === "taught") return DONE;
      return isBefore(status) ? "lesson.not-taught" : "lesson.already-requested";
    },
    apply: (model) => {
      on(model, session).status = "requested";
    },
    act: async ({ calls, teacher }) =>
      outcomeInBatch(await calls.request(teacher, [ENROLMENT], { session })),
  }),
);

const confirm = anyLesson.map((lesson) =>
  attempt({
    name: `confirm ${lesson}`,
    expected: (model) => answered(on(model, lesson).status, "lesson.not-requested"),
    apply: (model) => {
      Object.assign(on(model, lesson), { status: "confirmed", undo: "possible" });
    },
    act: async ({ calls, guardian }) =>
      outcomeOf(await calls.confirm(guardian, ENROLMENT, { lesson })),
  }),
);

const undo = anyLesson.map((lesson) =>
  attempt({
    name: `take back the confirmation ${lesson}`,
    expected: (model) => {
      const { status, undo: way } = on(model, lesson);
      if (status !== "confirmed") return "lesson.not-confirmed";
      if (way === "possible") return DONE;
      return way === "over" ? "lesson.undo-over" : "lesson.confirmed-otherwise";
    },
    apply: (model) => {
      on(model, lesson).status = "requested";
    },
    act: async ({ calls, guardian }) =>
      outcomeOf(await calls.undo(guardian, ENROLMENT, { lesson })),
  }),
);

/** A lesson whose confirmation is the authority's finding, where there is one. */
const foundConfirmed = ({ lessons }: Readonly<Model>): string | undefined =>
  Object.entries(lessons).find(
    ([, { status, undo: way }]) => status === "confirmed" && way === "not-its-own",
  )?.[0];

/** By chance alone a found lesson is hardly ever the one that is tried. */
const undoFound = fc.constant(
  attempt({
    name: "take back what was found",
    can: (model) => foundConfirmed(model) !== undefined,
    expected: () => "lesson.confirmed-otherwise",
    apply: () => undefined,
    act: async ({ calls, guardian }, model) =>
      outcomeOf(await calls.undo(guardian, ENROLMENT, { lesson: foundConfirmed(model) ?? "" })),
  }),
);

/** Longer than a family may take its confirmation back. */
const UNDO_MS = 2 * 3_600_000;

const wait = fc.constant(
  attempt({
    name: "wait until confirmations stand",
    expected: () => DONE,
    apply: ({ lessons }) => {
      for (const lesson of Object.values(lessons))
        if (lesson.undo === "possible") lesson.undo = "over";
    },
    act: ({ advance }) => {
      advance(UNDO_MS);
      return Promise.resolve(DONE);
    },
  }),
);

const dispute = anyLesson.map((lesson) =>
  attempt({
    name: `dispute ${lesson}`,
    expected: (model) => answered(on(model, lesson).status, "lesson.not-open-to-dispute"),
    apply: (model) => {
      Object.assign(on(model, lesson), { status: "disputed", isDisputedBefore: true });
    },
    act: async ({ disputes, guardian, disputeIds }) => {
      const answer = await disputes.dispute(guardian, ENROLMENT, { lesson });
      if (answer.status === 201) disputeIds.set(lesson, answer.body.disputeId);
      return outcomeOf(answer);
    },
  }),
);

const withdraw = anyLesson.map((lesson) =>
  attempt({
    name: `withdraw ${lesson}`,
    expected: (model) => isDisputed(model, lesson),
    apply: (model) => {
      on(model, lesson).status = "requested";
    },
    act: async ({ disputes, guardian }) =>
      outcomeOf(await disputes.withdraw(guardian, ENROLMENT, { lesson })),
  }),
);

const resolve = fc
  .tuple(anyLesson, fc.constantFrom("institution" as const, "family" as const))
  .map(([lesson, side]) =>
    attempt({
      name: `find for the ${side} ${lesson}`,
      can: (model) => on(model, lesson).isDisputedBefore,
      expected: (model) => isDisputed(model, lesson),
      apply: (model) => {
        const status = side === "institution" ? "confirmed" : "scheduled";
        Object.assign(on(model, lesson), { status, undo: "not-its-own" });
      },
      act: async ({ disputes, officer, disputeIds }) =>
        outcomeOf(await disputes.resolve(officer, disputeIds.get(lesson) ?? "", side)),
    }),
  );

async function aWorld(): Promise<{ model: Model; real: Real }> {
  const { kit, classId, teacher, officer, families } = await taughtClass(1, {
    ...limits,
    rulePackVersion: PACK_VERSION,
  });
  const [family] = families;
  if (family === undefined) throw new Error("the class has a family");
  const fresh = (): Lesson => ({
    status: "scheduled",
    isDisputedBefore: false,
    undo: "not-its-own",
  });
  return {
    model: { lessons: { 1: fresh(), 2: fresh(), 3: fresh() } },
    real: {
      ...{ teacher, officer, guardian: family.guardian, disputeIds: new Map<string, string>() },
      advance: (milliseconds) => kit.advance(milliseconds),
      calls: lessonCalls(kit, classId),
      disputes: disputeCalls(withTestVault(kit)),
      balances: async () => (await lessonFacts(kit).enrolment(ENROLMENT)).balances,
    },
  };
}

it("a lesson is refused exactly what its lifecycle refuses, in any order of commands", async () => {
  // What leads on is offered more often, so that sequences come to their ends.
  const asks = [attend, attend, request, request];
  const rare = [resolve, resolve, undo, undoFound];
  const commands = [...asks, confirm, confirm, ...rare, wait, dispute, withdraw];
  await playSequences(commands, aWorld, { sequences: 400, length: 70 });
  // The sequences are worth something only if they bring forth every refusal.
  expect([...seen.keys()].toSorted()).toEqual([
    "done",
    "lesson.already-confirmed",
    "lesson.already-requested",
    "lesson.attendance-fixed",
    "lesson.confirmed-otherwise",
    "lesson.disputed",
    "lesson.not-confirmed",
    "lesson.not-disputed",
    "lesson.not-open-to-dispute",
    "lesson.not-requested",
    "lesson.not-taught",
    "lesson.undo-over",
  ]);
}, 120_000);
