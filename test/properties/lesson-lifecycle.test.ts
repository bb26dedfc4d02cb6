import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyMoves } from "../../domain/custody/apply-moves.ts";
import { NO_MONEY, type Balances } from "../../domain/custody/balances.ts";
import { allowedMoves } from "../../domain/custody/money-state.ts";
import {
  LessonAction,
  lessonTransitions,
  LessonStatus,
  moneyOfLesson,
} from "../../domain/lesson/transitions.ts";
import { nextState } from "../../domain/shared/lifecycle.ts";
import { fen, lessonAmountFen, sumFen } from "../../domain/shared/money.ts";
import {
  lessonHold,
  type MoneyState,
  MoveReason,
  type LedgerMove,
} from "../../domain/shared/money-move.ts";
import { paymentId, valueOf } from "../support/money-builders.ts";

const followers = (
  status: LessonStatus,
  actions: readonly LessonAction[] = LessonAction.options,
): readonly LessonStatus[] =>
  actions.flatMap((action) => nextState(lessonTransitions, status, action) ?? []);

/** No confirmation is undone any more once its fee was instructed: `undo-confirmation.test.ts` shows it. */
const ONCE_INSTRUCTED = LessonAction.options.filter((action) => action !== "undo-confirmation");

/** Every status that a lesson can still come to. */
function reachableFrom(
  start: LessonStatus,
  actions?: readonly LessonAction[],
): ReadonlySet<LessonStatus> {
  const reached = new Set<LessonStatus>();
  const waiting = [...followers(start, actions)];
  for (let status = waiting.pop(); status !== undefined; status = waiting.pop()) {
    if (reached.has(status)) continue;
    reached.add(status);
    waiting.push(...followers(status, actions));
  }
  return reached;
}

/** The reason in the table of money that leads from one place to another. */
const reasonFor = (from: MoneyState, to: MoneyState): MoveReason | undefined =>
  MoveReason.options.find(
    (reason) => allowedMoves[reason].from === from && allowedMoves[reason].to === to,
  );

describe("release and refund of a lesson", () => {
  it("exclude each other: no way leads from one to the other", () => {
    for (const status of ["releasing", "released"] as const)
      expect(reachableFrom(status, ONCE_INSTRUCTED)).not.toContain("returned");
    for (const status of ["releasing", "released"] as const)
      expect(reachableFrom("returned")).not.toContain(status);
  });

  it("both lie open to a lesson that is only scheduled", () => {
    expect(reachableFrom("scheduled")).toContain("released");
    expect(reachableFrom("scheduled")).toContain("returned");
  });

  it("are, with a change of class and a reversed payment, the only ends of a lesson", () => {
    const ends = LessonStatus.options.filter((status) => followers(status).length === 0);
    expect(ends).toEqual(["released", "returned", "transferred", "reversed"]);
  });
});

describe("the lifecycle of a lesson and the table of money", () => {
  it.each(LessonStatus.options.flatMap((from) => followers(from).map((to) => ({ from, to }))))(
    "agree that the money may follow from $from to $to",
    ({ from, to }) => {
      const [source] = moneyOfLesson[from];
      const [target] = moneyOfLesson[to];
      expect(source === target || (source && target && reasonFor(source, target))).toBeTruthy();
    },
  );

  it("keep every balance the sum of its lessons, in any walk through both", () => {
    const walk = fc.record({
      lessonCount: fc.integer({ min: 1, max: 6 }),
      paidFen: fc.integer({ min: 6, max: 500_000 }),
      steps: fc.array(fc.tuple(fc.nat(), fc.constantFrom(...LessonAction.options)), {
        maxLength: 150,
      }),
    });
    fc.assert(
      fc.property(walk, ({ lessonCount, paidFen, steps }) => {
        const amounts = Array.from({ length: lessonCount }, (_, index) =>
          lessonAmountFen(fen(paidFen), lessonCount, index + 1),
        );
        const statuses: LessonStatus[] = amounts.map(() => "scheduled");
        let balances = deposit(paidFen);
        for (const [choice, action] of steps) {
          const index = choice % lessonCount;
          const [from, amountFen] = [statuses[index], amounts[index]];
          const to = from && nextState(lessonTransitions, from, action);
          if (!from || !to || !amountFen) continue;
          balances = follow(balances, from, to, { amountFen, hold: lessonHold(index + 1) });
          statuses[index] = to;
          for (const status of LessonStatus.options) {
            const [state] = moneyOfLesson[status];
            const there = amounts.filter((_, n) => {
              const held = statuses[n];
              return held !== undefined && moneyOfLesson[held][0] === state;
            });
            if (state) expect(balances[state]).toBe(sumFen(there));
          }
        }
      }),
    );
  });
});

const deposit = (paidFen: number): Balances =>
  valueOf(
    applyMoves(NO_MONEY, [
      {
        from: "outside",
        to: "unconsumed",
        amountFen: fen(paidFen),
        hold: paymentId(1),
        reason: "payment-received",
      },
    ]),
  );

function follow(
  balances: Balances,
  from: LessonStatus,
  to: LessonStatus,
  carried: Pick<LedgerMove, "amountFen" | "hold">,
): Balances {
  const [source] = moneyOfLesson[from];
  const [target] = moneyOfLesson[to];
  if (!source || !target || source === target) return balances;
  const reason = reasonFor(source, target);
  if (reason === undefined) throw new Error(`no reason leads from ${source} to ${target}`);
  return valueOf(applyMoves(balances, [{ from: source, to: target, ...carried, reason }]));
}
