import { PaymentReversed, ShortageMadeGood } from "../../events/enrolment.ts";
import { applyDecidedMoves } from "../custody/apply-moves.ts";
import { refuseCustody } from "../custody/refusals.ts";
import type { ReversalOutcome } from "../custody/recorded-reversal.ts";
import type { Reversal } from "../custody/reversal.ts";
import type { LessonState } from "../lesson/lesson.ts";
import { isBeforeRequest, lessonTransitions } from "../lesson/transitions.ts";
import { invariant } from "../shared/invariant.ts";
import { nextState } from "../shared/lifecycle.ts";
import { type Fen, subtractFen, sumFen, ZERO_FEN } from "../shared/money.ts";
import type { ReversalMove } from "../shared/money-move.ts";
import { ok, type Result } from "../shared/result.ts";
import { toRfc3339, type EpochMs } from "../shared/time.ts";
import type { EnrolmentDecision, EnrolmentState } from "./enrolment.ts";
import { enrolmentTransitions } from "./transitions.ts";

export interface ReversalDecision extends EnrolmentDecision {
  readonly outcome: Extract<ReversalOutcome, "taken-back" | "short">;
  /** The lessons whose fees are out of custody. */
  readonly lessons: readonly LessonState[];
  /** What the bank took that was not free any more. */
  readonly shortFen: Fen;
}

/**
 * The bank takes a payment back that had paid an order. What is still free of it goes; no lesson can be held
 * any more, and the order ends. What was asked for, earned, paid out or set aside for a refund stays where it
 * is: the bank took as much from the common account, and the order is short of it.
 * @param lessons every lesson of the order, those without an item as they are scheduled
 */
export function decideReversePayment(
  enrolment: EnrolmentState,
  lessons: readonly LessonState[],
  { reversalSerial, amountFen, reasonCode, reversedAt }: Reversal,
  at: EpochMs,
): ReversalDecision {
  const { enrolmentId, institutionId, payment, balances } = enrolment;
  invariant(payment?.bankSerial, `${enrolmentId} was paid`);
  const { paymentId, bankSerial } = payment;
  const takenBackFen = balances.unconsumed;
  const gone = lessons
    .filter(({ status }) => isBeforeRequest(status))
    .map((lesson) => ({ ...lesson, status: reversed(lesson) }));
  invariant(
    sumFen(gone.map((lesson) => lesson.amountFen)) === takenBackFen,
    `the free lessons of ${enrolmentId} cost what is unconsumed`,
  );
  const shortFen = subtractFen(amountFen, takenBackFen);
  const moves: ReversalMove[] =
    takenBackFen === 0
      ? []
      : [
          {
            ...{ from: "unconsumed", to: "reversed", reason: "payment-reversed" },
            ...{ amountFen: takenBackFen, hold: paymentId },
          },
        ];
  const status = nextState(enrolmentTransitions, enrolment.status, "terminate");
  return {
    outcome: shortFen === 0 ? "taken-back" : "short",
    lessons: gone,
    shortFen,
    enrolment: {
      ...enrolment,
      status: status ?? enrolment.status,
      balances: applyDecidedMoves(balances, moves),
      reversal: { reversalSerial, at, shortFen },
    },
    moves,
    event: PaymentReversed.make({
      ...{ enrolmentId, institutionId, paymentId, bankSerial, reversalSerial, amountFen },
      ...{ takenBackFen, shortFen, reasonCode, reversedAt: toRfc3339(reversedAt), moves },
    }),
  };
}

function reversed({ lessonNumber, status }: LessonState): LessonState["status"] {
  const next = nextState(lessonTransitions, status, "reverse-payment");
  invariant(next, `lesson ${lessonNumber}, which is ${status}, is free`);
  return next;
}

/**
 * What an order was short of is in custody again, as an officer has found; from then on the books count on it. The
 * next comparison with the bank shows it, should it not be there.
 */
export function decideMakeGood(
  enrolment: EnrolmentState,
): Result<EnrolmentDecision, "custody.order-not-short"> {
  const { enrolmentId, institutionId, reversal } = enrolment;
  if (reversal === undefined || reversal.shortFen === 0)
    return refuseCustody("custody.order-not-short", { enrolmentId });
  return ok({
    enrolment: { ...enrolment, reversal: { ...reversal, shortFen: ZERO_FEN } },
    moves: [],
    event: ShortageMadeGood.make({ enrolmentId, institutionId, amountFen: reversal.shortFen }),
  });
}
