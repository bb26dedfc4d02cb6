import * as z from "zod";
import { InstructionState } from "../../domain/custody/instruction.ts";
import { LessonState } from "../../domain/lesson/lesson.ts";
import { Doer, Step } from "../../domain/lesson/next-step.ts";
import { LessonStatus } from "../../domain/lesson/transitions.ts";
import {
  BankId,
  EnrolmentId,
  InstitutionId,
  InstructionId,
  PaymentId,
} from "../../domain/shared/ids.ts";
import { Fen } from "../../domain/shared/money.ts";
import { MoneyState } from "../../domain/shared/money-move.ts";
import { DAY_MS, LocalDate, startOfDay, Timestamp } from "../../domain/shared/time.ts";
import { BalancesView } from "../custody/schemas.ts";
import { UNDO_UNTIL } from "../lesson/schemas.ts";

/** Shapes of what a family and a finance person see of the money. */

const MOST_DAYS = 31;

/** Whether the days run forwards, and are few enough for one statement. */
export function isStatementPeriod(from: LocalDate, to: LocalDate): boolean {
  const days = (startOfDay(to) - startOfDay(from)) / DAY_MS + 1;
  return days >= 1 && days <= MOST_DAYS;
}
export const PERIOD_UNFIT = `截止日期不得早于起始日期，且最多 ${MOST_DAYS} 天 / the period ends on or after its first day and has at most ${MOST_DAYS} days`;

const NextStepView = z.strictObject({
  step: Step.meta({ description: "What moves this money on next" }),
  by: Doer.meta({ description: "Who does it" }),
  expectedAt: Timestamp.optional().meta({
    description:
      "The latest instant, where the timetable, the law, a time to undo or a rest before a retry sets one; of " +
      "`confirm-or-dispute` the end of the family's time, of `decide-refund` that of the institution, when silence " +
      "counts as consent",
  }),
  provisional: z.boolean().optional().meta({
    description: "The official calendar of that year is awaited: the instant may still move",
  }),
});

const instruction = InstructionState.shape;
const InstructionView = z.strictObject({
  instructionId: InstructionId,
  status: instruction.status.meta({
    description:
      "pending: not at the bank yet; sent; executed: paid; rejected: the bank did not pay",
  }),
  instructedAt: Timestamp,
  sentAt: Timestamp.optional().meta({ description: "When the bank had taken it" }),
  answeredAt: Timestamp.optional().meta({ description: "When the bank's result was recorded" }),
  bankSerial: instruction.bankSerial.meta({ description: "The bank's number of the payment" }),
  reasonCode: instruction.reasonCode.meta({ description: "Why the bank did not pay" }),
});

export const TracedLesson = z.strictObject({
  lessonNumber: z.int(),
  sessionNumber: z.int(),
  startsAt: Timestamp,
  endsAt: Timestamp,
  amountFen: Fen,
  status: LessonStatus,
  money: MoneyState.optional().meta({
    description: "Where this lesson's fee is; absent while the order is not paid",
  }),
  taughtAt: Timestamp.optional(),
  requestedAt: Timestamp.optional(),
  confirmedAt: Timestamp.optional(),
  confirmedBy: LessonState.shape.confirmedBy.meta({
    description: "The guardian, silence for the legal time, or the authority's finding",
  }),
  undoUntil: Timestamp.optional().meta({ description: UNDO_UNTIL }),
  disputeId: LessonState.shape.disputeId,
  transferredTo: EnrolmentId.optional().meta({
    description: "The order to which its fee has moved, at a change of class",
  }),
  instruction: InstructionView.optional().meta({
    description: "The last instruction to the bank to pay this fee to the institution",
  }),
  nextStep: NextStepView.optional().meta({ description: "Absent where the money has arrived" }),
});

export const ConsumptionTrace = z.strictObject({
  enrolmentId: EnrolmentId,
  institutionId: InstitutionId,
  priceFen: Fen,
  payment: z
    .strictObject({ paymentId: PaymentId, receivedAt: Timestamp, bankSerial: z.string() })
    .optional()
    .meta({ description: "How the money came into custody" }),
  changedFrom: EnrolmentId.optional().meta({
    description: "The order from whose class the family has changed: the money moved in from there",
  }),
  balancesFen: BalancesView,
  reversal: z.strictObject({ at: Timestamp, shortFen: Fen }).optional().meta({
    description:
      "The bank has taken the payment back; shortFen of it had been used or paid out before",
  }),
  lessons: z.array(TracedLesson),
});

const column = (description: string) => Fen.meta({ description });

const StatementTotals = z.strictObject({
  paid: column("Came into custody from families"),
  earned: column("Confirmed, deemed confirmed, or found for the institution in a dispute"),
  undone: column("Of confirmed lessons, those whose family took its confirmation back in time"),
  transferredIn: column("Moved in from orders of other classes of the institution"),
  transferredOut: column("Moved out to orders of other classes of the institution"),
  frozen: column("Disputed by families"),
  unfrozen: column("Of disputes that were withdrawn or settled"),
  instructed: column("Set on its way to the institution's own account"),
  released: column("Paid to the institution by the bank"),
  releaseReturned: column("Not paid by the bank: earned as before, to be instructed anew"),
  suspended: column("Came in and fits no order: held aside, not the institution's"),
  suspenseReturned: column("Of such money, paid back by its original route"),
  suspenseReversed: column("Of such money, taken back by the bank itself"),
  reversed: column("Of families' payments, free money that the bank has taken back"),
  short: column("Taken back by the bank though it was not free any more: it lacks in custody"),
});

export const StatementDayView = z.strictObject({
  date: LocalDate.meta({ description: "The day in Asia/Shanghai on which it was recorded" }),
  totalsFen: StatementTotals.meta({ description: "What moved on this day; no balances" }),
  releases: z.array(
    z.strictObject({
      outcome: z.enum(["executed", "returned"]),
      enrolmentId: EnrolmentId,
      lessonNumber: z.int(),
      instructionId: InstructionId,
      amountFen: Fen,
      recordedAt: Timestamp,
      executedAt: Timestamp.optional().meta({ description: "By the bank's clock" }),
      bankSerial: z.string().optional(),
      reasonCode: z.string().optional(),
    }),
  ),
  suspense: z.array(
    z.strictObject({
      outcome: z.enum(["suspended", "returned", "reversed"]),
      bankId: BankId,
      bankSerial: z.string(),
      amountFen: Fen,
      recordedAt: Timestamp,
      returnSerial: z.string().optional().meta({
        description: "The bank's number of the return, or of the reversal",
      }),
    }),
  ),
});

export const ForecastDayView = z.strictObject({
  date: LocalDate.meta({ description: "From its first instant on silence counts as consent" }),
  provisional: z.boolean().meta({
    description: "The official calendar of that year is awaited: the day may still move",
  }),
  amountFen: Fen,
  lessons: z.array(
    z.strictObject({
      enrolmentId: EnrolmentId,
      lessonNumber: z.int(),
      amountFen: Fen,
      lastDay: LocalDate.meta({ description: "The last day on which the family may answer" }),
    }),
  ),
});
