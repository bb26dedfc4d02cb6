import { type EpochMs, toRfc3339 } from "../../../domain/shared/time.ts";
import { RefundDebtChanged, RefundDecided, RefundOpened } from "../../../events/refund.ts";
import type { Journals } from "./journals.ts";
import type { PlayedDay } from "./played-day.ts";

interface Refund {
  readonly refundId: string;
  readonly openedAt: EpochMs;
  /** The first instant at which its payment is late. */
  lateAt: EpochMs;
  agreedAt?: EpochMs;
  paidAt?: EpochMs;
}

/**
 * The refunds behind the counts of a year: who asked first is agreed and paid first. Which of them is paid late shows
 * only later, so they are told when the year is over.
 */
export class PlayedRefunds {
  private readonly all: Refund[] = [];
  private readonly asked: Refund[] = [];
  private readonly agreed: Refund[] = [];
  private readonly overdue: Refund[] = [];
  private readonly laterThanAny: EpochMs;

  /** @param laterThanAny an instant after the year: what is not paid late is due then */
  constructor(laterThanAny: EpochMs) {
    this.laterThanAny = laterThanAny;
  }

  play(day: PlayedDay, journals: Journals): void {
    for (let n = 0; n < day.count("refundAskedCount"); n += 1) {
      const refundId = journals.newId("rfd");
      const refund = { refundId, openedAt: day.at(), lateAt: this.laterThanAny };
      this.all.push(refund);
      this.asked.push(refund);
    }
    for (let n = 0; n < day.count("refundAgreedCount"); n += 1) {
      const refund = taken(this.asked);
      refund.agreedAt = day.at();
      this.agreed.push(refund);
    }
    const more = day.count("refundOverdueCount") - this.overdue.length;
    for (let n = 0; n < more; n += 1) {
      const refund = taken(this.agreed);
      refund.lateAt = day.startsAt;
      this.overdue.push(refund);
    }
    for (let n = 0; n < day.count("refundPaidCount"); n += 1)
      taken(n < -more ? this.overdue : this.agreed).paidAt = day.at();
  }

  tell(journals: Journals, enrolmentId: string): void {
    for (const { refundId, openedAt, lateAt, agreedAt, paidAt } of this.all) {
      const of = { refundId, enrolmentId, institutionId: journals.institutionId, custodyFen: 1 };
      const payBy = toRfc3339(lateAt);
      const record = journals.record.bind(journals, "refund", refundId);
      record(
        openedAt,
        RefundOpened.make({
          ...{ ...of, status: "applied", ground: "consumer", payBy },
          ...{ deductedFen: 0, institutionFen: 0, lessonCount: 1 },
        }),
      );
      if (agreedAt !== undefined) record(agreedAt, RefundDecided.make({ ...of, status: "agreed" }));
      const debt = { ...of, debtStatus: "settled", amountFen: 1, payBy } as const;
      if (paidAt !== undefined) record(paidAt, RefundDebtChanged.make({ ...debt, status: "paid" }));
    }
  }
}

function taken(from: Refund[]): Refund {
  const first = from.shift();
  if (first === undefined) throw new Error("the refunds of the year do not fit together");
  return first;
}
