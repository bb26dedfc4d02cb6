import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountedFen, heldInCustodyFen, receivedFen } from "../../domain/custody/balances.ts";
import { replayBalances } from "../../domain/custody/replay.ts";
import { moneyOfLesson } from "../../domain/lesson/transitions.ts";
import { fen, sumFen } from "../../domain/shared/money.ts";
import { MoneyState } from "../../domain/shared/money-move.ts";
import { CUSTODY_ACCOUNT } from "../support/money-builders.ts";
import {
  attend,
  awaitingPayment,
  confirm,
  instruct,
  lessonIn,
  pay,
  report,
  requestConfirmation,
  type Story,
} from "../support/money-story.ts";

type Step = (story: Story) => Story;

/** The step that is next for a lesson if nothing goes wrong; it brings histories to their end. */
function advance(story: Story, lessonNumber: number): Story {
  if (story.enrolment.status === "signed") return pay(story, { bankSerial: "SB1" });
  const { status, instructionId } = lessonIn(story, lessonNumber);
  if (status === "taught") return requestConfirmation(story, lessonNumber);
  if (status === "requested") return confirm(story, lessonNumber);
  if (status === "confirmed") return instruct(story, lessonNumber);
  if (status === "releasing")
    return report(story, Number(instructionId?.slice(4)), "executed", { bankSerial: "SB3" });
  return attend(story, lessonNumber);
}

/** A payment as the bank may report it: mostly right, sometimes of another amount, account or serial. */
const anyPayment: fc.Arbitrary<Step> = fc
  .record({
    surplusFen: fc.constantFrom(0, 0, 0, 1),
    bankSerial: fc.constantFrom("SB1", "SB1", "SB2"),
    custodyAccountNo: fc.constantFrom(CUSTODY_ACCOUNT, CUSTODY_ACCOUNT, "elsewhere"),
  })
  .map(({ surplusFen, ...payIn }) => (story) => {
    return pay(story, { ...payIn, amountFen: fen(story.enrolment.priceFen + surplusFen) });
  });

/** An answer of the bank to any instruction, whether it exists or not, also one that contradicts. */
const anyReport: fc.Arbitrary<Step> = fc
  .record({
    instructionNumber: fc.integer({ min: 1, max: 4 }),
    outcome: fc.constantFrom("executed", "rejected"),
    bankSerial: fc.constantFrom("SB3", "SB3", "SB4"),
    isAmountWrong: fc.constantFrom(false, false, false, true),
  })
  .map(({ instructionNumber, outcome, bankSerial, isAmountWrong }) => (story) => {
    // More than any lesson costs.
    const wrong = { amountFen: fen(story.enrolment.priceFen + 1) };
    return report(story, instructionNumber, outcome, {
      bankSerial,
      ...(isAmountWrong ? wrong : {}),
    });
  });

/** What anyone may send at any moment, in any order, again and again, right or wrong. */
const stepOn = (lessonCount: number): fc.Arbitrary<Step> => {
  const onLesson = (step: (story: Story, lessonNumber: number) => Story): fc.Arbitrary<Step> =>
    fc.integer({ min: 1, max: lessonCount }).map((n) => (story) => step(story, n));
  return fc.oneof(
    { arbitrary: onLesson(advance), weight: 6 },
    { arbitrary: anyPayment, weight: 1 },
    { arbitrary: onLesson((story, n) => attend(story, n, "present")), weight: 1 },
    { arbitrary: onLesson((story, n) => attend(story, n, "absent")), weight: 1 },
    { arbitrary: onLesson(requestConfirmation), weight: 1 },
    { arbitrary: onLesson(confirm), weight: 1 },
    { arbitrary: onLesson(instruct), weight: 1 },
    { arbitrary: anyReport, weight: 2 },
  );
};

const anyHistory = fc.integer({ min: 1, max: 4 }).chain((lessonCount) =>
  fc.record({
    lessonCount: fc.constant(lessonCount),
    priceFen: fc.integer({ min: lessonCount, max: 500_000 }),
    steps: fc.array(stepOn(lessonCount), { minLength: 20, maxLength: 120 }),
  }),
);

/** Plays a history and shows every story on its way, the first included. */
function play(history: { priceFen: number; lessonCount: number; steps: readonly Step[] }) {
  const stories = [awaitingPayment(fen(history.priceFen), history.lessonCount)];
  for (const step of history.steps) stories.push(step(stories.at(-1) ?? never()));
  return stories;
}

const never = (): never => {
  throw new Error("a history has a beginning");
};

const lessonsOf = (story: Story) =>
  Array.from({ length: story.enrolment.lessonCount }, (_, index) => lessonIn(story, index + 1));

describe("the money of an enrolment, in any history", () => {
  it("is conserved after every step, and never negative", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { enrolment } of play(history)) {
          expect(accountedFen(enrolment.balances)).toBe(receivedFen(enrolment.balances));
          expect(Math.min(...Object.values(enrolment.balances))).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it("comes in once and whole, or not at all", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { enrolment, journal } of play(history)) {
          const receipts = journal.filter((event) => event.name === "payment-received").length;
          expect(enrolment.balances.paid).toBe(receipts * history.priceFen);
          expect(receipts).toBe(enrolment.status === "signed" ? 0 : 1);
        }
      }),
    );
  });

  it("is at the head what the replay of the journal gives", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const stories = play(history);
        const last = stories.at(-1) ?? never();
        expect(replayBalances(last.journal)).toEqual(last.enrolment.balances);
      }),
    );
  });

  it("lies in each state as the sum of the lessons that are there", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const story of play(history))
          for (const state of MoneyState.options) {
            const there = lessonsOf(story).filter(({ status }) =>
              moneyOfLesson[status].includes(state),
            );
            expect(story.enrolment.balances[state]).toBe(
              sumFen(there.map((lesson) => lesson.amountFen)),
            );
          }
      }),
    );
  });

  it("writes exactly one event for each step that is not refused and not a repetition", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const stories = play(history);
        for (const [index, story] of stories.slice(1).entries()) {
          const before = stories[index] ?? never();
          const written = story.journal.length - before.journal.length;
          expect(written).toBe(story.enrolment === before.enrolment ? 0 : 1);
          if (story.refusal) expect(written).toBe(0);
        }
      }),
    );
  });

  it("pays each lesson out at most once, and completes the order with the last", () => {
    let executed = 0;
    let returned = 0;
    let completed = 0;
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { journal, enrolment } = play(history).at(-1) ?? never();
        const releases = journal.filter((event) => event.name === "release-executed");
        const lessons = releases.map(({ data }) => JSON.stringify(lessonNumberOf(data)));
        expect(new Set(lessons).size).toBe(releases.length);
        const isPaidOut = releases.length === history.lessonCount;
        expect(enrolment.status === "completed").toBe(isPaidOut);
        expect(heldInCustodyFen(enrolment.balances) === 0 && releases.length > 0).toBe(isPaidOut);
        executed += releases.length;
        returned += journal.filter((event) => event.name === "release-returned").length;
        completed += isPaidOut ? 1 : 0;
      }),
      { numRuns: 300 },
    );
    // The histories are worth something only if they get this far.
    expect(executed).toBeGreaterThan(0);
    expect(returned).toBeGreaterThan(0);
    expect(completed).toBeGreaterThan(0);
  });
});

const lessonNumberOf = (data: unknown): unknown =>
  typeof data === "object" && data !== null && "lessonNumber" in data ? data.lessonNumber : data;
