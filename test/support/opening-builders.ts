import { NO_MONEY } from "../../domain/custody/balances.ts";
import type { PayIn } from "../../domain/custody/pay-in.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { EarlierSale, lessonsLeft, unconsumedFen } from "../../domain/enrolment/opening.ts";
import type { OpeningDeposit } from "../../domain/enrolment/opening-deposit.ts";
import { Deadline } from "../../domain/shared/deadline.ts";
import { JobId } from "../../domain/shared/ids.ts";
import { fen } from "../../domain/shared/money.ts";
import { LocalDate, startOfDay } from "../../domain/shared/time.ts";
import { CUSTODY_ACCOUNT, enrolmentId, MONDAY, SANDBOX_BANK, studentId } from "./money-builders.ts";
import { paidStory } from "./money-story.ts";

const { enrolment: anyEnrolment } = paidStory(fen(10_000), 1);
const { institutionId, countyUnitId } = anyEnrolment;

/** The list that all sales of before here are of. */
export const LIST = {
  jobId: JobId.parse("job_01JNA000000000000000000002"),
  ...{ institutionId, countyUnitId },
};
export const ACCOUNT = { bankId: SANDBOX_BANK, custodyAccountNo: CUSTODY_ACCOUNT };

/** Ten working days from the Monday on which the list is read. */
export const DEADLINE: Deadline = Deadline.parse({
  ...{ basis: "平台默认值", action: "lapse-openings", workingDays: 10, provisional: false },
  ...{ fromAt: MONDAY, fromDay: "2026-03-02", lastDay: "2026-03-16" },
  dueAt: startOfDay(LocalDate.parse("2026-03-17")),
});

/** 3,000 yuan for 20 lessons. */
export const saleOf = (lessonsTaught: number): EarlierSale =>
  EarlierSale.parse({
    ...{ contractNo: "XZ-1", paidOn: "2026-01-12", paidFen: 300_000 },
    ...{ lessonsBought: 20, lessonsTaught },
  });

/** An enrolment that a line of the list became. */
export function anOpening(sale: EarlierSale, place: number): EnrolmentState {
  const { payment: _none, payBy: _never, ...kept } = anyEnrolment;
  return {
    ...kept,
    ...{ enrolmentId: enrolmentId(place), studentId: studentId(place) },
    ...{ lessonCount: lessonsLeft(sale), priceFen: unconsumedFen(sale) },
    ...{ status: "awaiting-deposit", balances: NO_MONEY },
    opening: { ...sale, jobId: LIST.jobId, line: place + 1, overLimits: [] },
  };
}

/** The exact deposit, as the bank reports it. */
export const payInOf = ({ jobId, totalFen, custodyAccountNo }: OpeningDeposit): PayIn => ({
  ...{ bankId: SANDBOX_BANK, bankSerial: "SB9", paymentId: jobId },
  ...{ custodyAccountNo, amountFen: totalFen, paidAt: MONDAY },
});
