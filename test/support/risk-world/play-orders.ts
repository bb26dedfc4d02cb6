import type { MoneyMove } from "../../../domain/shared/money-move.ts";
import { toRfc3339 } from "../../../domain/shared/time.ts";
import { ClassOpened, LessonCancelled } from "../../../events/catalogue.ts";
import { isInCustody } from "../../../domain/custody/balances.ts";
import { ReleaseExecuted } from "../../../events/custody.ts";
import { OrderPlaced, PaymentReceived } from "../../../events/enrolment.ts";
import {
  AttendanceRecorded,
  ConfirmationRequested,
  DisputeFoundForFamily,
  LessonConfirmed,
  LessonDeemed,
  LessonDisputed,
} from "../../../events/lesson.ts";
import { OpeningDeposited } from "../../../events/opening.ts";
import { RefundExecuted, RefundRequested } from "../../../events/refund.ts";
import type { Journals } from "./journals.ts";
import type { PlayedDay } from "./played-day.ts";

/** A pupil's order: it holds one fen while the pupil counts, and its lessons. */
interface Pupil {
  readonly enrolmentId: string;
  sessions: number;
}

/** After so many attendances of a pupil their confirmation is asked, so that they stand. */
const SESSIONS_ASKED = 10;
const LESSON_NUMBER = 1;

/**
 * The orders behind the counts of a year: one that holds all of the institution's money, and one of each pupil who counts
 * beyond it, who is taught in turn.
 */
export class PlayedOrders {
  /** The order that holds the money. */
  readonly book: string;
  private readonly journals: Journals;
  private readonly pupils: Pupil[] = [];
  private turn = 0;
  private owedFen = 0;
  private heldFen = 0;

  constructor(journals: Journals) {
    this.journals = journals;
    this.book = journals.newId("enr");
  }

  play(day: PlayedDay): void {
    this.order(day);
    this.confirm(day);
    this.count(day);
    this.owe(day);
    this.teach(day);
    this.release(day);
  }

  private order(day: PlayedDay): void {
    const { journals } = this;
    const orderCount = day.count("orderCount");
    const amountFen = day.count("paidFen") / Math.max(1, orderCount);
    for (let n = 0; n < orderCount; n += 1) {
      const enrolmentId = journals.newId("enr");
      const at = day.at();
      journals.record(
        "enrolment",
        enrolmentId,
        at,
        OrderPlaced.make({
          ...this.of(enrolmentId),
          ...{ classId: journals.newId("cls"), courseId: journals.newId("crs") },
          ...{ studentId: journals.newId("stu"), subjectKey: "music", rulePackVersion: "test" },
          lessonCount: amountFen / day.count("soldUnitPriceFen"),
          priceFen: amountFen,
        }),
      );
      const paymentId = journals.newId("pay");
      const payment = { ...this.of(this.book), paymentId, bankSerial: paymentId, amountFen };
      const moves = [this.move("outside", "unconsumed", amountFen, "payment-received")];
      this.tell(day, PaymentReceived.make({ ...payment, moves, paidAt: toRfc3339(at) }));
    }
  }

  private confirm(day: PlayedDay): void {
    const confirmed = day.count("confirmedCount");
    const all = confirmed + day.count("deemedCount");
    const eachFen = Math.floor(day.count("earnedFen") / Math.max(1, all));
    for (let n = 0; n < all; n += 1) {
      const isLast = n === all - 1;
      const amountFen = isLast ? day.count("earnedFen") - eachFen * (all - 1) : eachFen;
      const by = n < confirmed ? LessonConfirmed : LessonDeemed;
      const reason = n < confirmed ? "lesson-confirmed" : "lesson-deemed";
      const moves = [this.move("pending", "earned", amountFen, reason)];
      this.tell(day, by.make({ ...this.ofLesson(this.book), amountFen, moves }));
    }
    const disputeId = this.journals.newId("dsp");
    const disputed = { ...this.ofLesson(this.book), disputeId, amountFen: 1 };
    const disputes = day.count("disputedCount") + day.count("untaughtConfirmedCount");
    for (let n = 0; n < disputes; n += 1) {
      const moves = [this.move("pending", "disputed", 1, "lesson-disputed")];
      this.tell(day, LessonDisputed.make({ ...disputed, moves, reason: "not-held" }));
      if (n >= day.count("untaughtConfirmedCount")) continue;
      const back = [this.move("disputed", "unconsumed", 1, "dispute-won-by-family")];
      this.tell(day, DisputeFoundForFamily.make({ ...disputed, moves: back }));
    }
  }

  /** Pupils beside the one whose order holds the money. */
  private count(day: PlayedDay): void {
    const wanted = day.count("paidHeadcount") - 1;
    while (this.pupils.length < wanted) {
      const enrolmentId = this.journals.newId("enr");
      this.pupils.push({ enrolmentId, sessions: 0 });
      this.deposit(day, enrolmentId, 1);
    }
    while (this.pupils.length > wanted) {
      const { enrolmentId } = this.pupils.pop() ?? { enrolmentId: this.book };
      this.refund(day, enrolmentId, 1);
    }
  }

  /** What is owed beyond what the day's payments and confirmations say came before, or went back. */
  private owe(day: PlayedDay): void {
    const lackingFen = day.count("liabilityFen") - this.owedFen;
    if (lackingFen > 0) this.deposit(day, this.book, lackingFen);
    if (lackingFen < 0) this.refund(day, this.book, -lackingFen);
  }

  /** Brings what the orders hold in custody to so much, by money that is nobody's lesson and on its way back. */
  hold(day: PlayedDay, heldFen: number): void {
    const lackingFen = heldFen - this.heldFen;
    if (lackingFen === 0) return;
    const refundId = this.journals.newId("rfd");
    const moves =
      lackingFen > 0
        ? [this.move("outside", "refunding", lackingFen, "transferred-in")]
        : [this.move("refunding", "refunded", -lackingFen, "refund-executed")];
    const paid = { refundId, custodyFen: Math.abs(lackingFen), deductedFen: 0, moves };
    this.tell(day, RefundExecuted.make({ ...this.of(this.book), ...paid }));
  }

  private deposit(day: PlayedDay, enrolmentId: string, amountFen: number): void {
    const moves = [this.move("outside", "unconsumed", amountFen, "payment-received")];
    const jobId = this.journals.newId("job");
    const paid = { jobId, bankSerial: jobId, amountFen, paidAt: toRfc3339(day.startsAt), moves };
    const event = OpeningDeposited.make({ ...this.of(enrolmentId), ...paid });
    this.journals.record("enrolment", enrolmentId, day.at(), event);
  }

  private refund(day: PlayedDay, enrolmentId: string, amountFen: number): void {
    const moves = [this.move("unconsumed", "refunding", amountFen, "refund-requested")];
    const refundId = this.journals.newId("rfd");
    const ground = "consumer" as const;
    const asked = { refundId, moves, ground, lessonNumbers: [LESSON_NUMBER] };
    const event = RefundRequested.make({ ...this.of(enrolmentId), ...asked });
    this.journals.record("enrolment", enrolmentId, day.at(), event);
  }

  private teach(day: PlayedDay): void {
    const { journals } = this;
    for (let n = 0; n < day.count("lessonTaughtCount"); n += 1) {
      this.turn += 1;
      const pupil = this.pupils[this.turn % this.pupils.length];
      if (pupil === undefined) throw new Error("somebody is taught");
      pupil.sessions += 1;
      const of = this.ofLesson(pupil.enrolmentId);
      const record = journals.record.bind(journals, "enrolment", pupil.enrolmentId);
      record(day.at(), AttendanceRecorded.make({ ...of, sessionNumber: pupil.sessions }));
      if (pupil.sessions % SESSIONS_ASKED !== 0) continue;
      const moves = [this.move("unconsumed", "pending", 1, "confirmation-requested")];
      record(day.at(), ConfirmationRequested.make({ ...of, amountFen: 1, moves }));
    }
    const ofClass = { classId: journals.newId("cls"), institutionId: journals.institutionId };
    const times = { startsAt: toRfc3339(day.startsAt), endsAt: toRfc3339(day.startsAt) };
    const sessionCount = day.count("lessonScheduledCount");
    const plan = { courseId: journals.newId("crs"), capacity: 10, sessionCount, ...times };
    const record = journals.record.bind(journals, "class", ofClass.classId);
    record(day.at(), ClassOpened.make({ ...ofClass, ...plan }));
    for (let n = 1; n <= day.count("lessonCancelledCount"); n += 1) {
      const session = { sessionNumber: n, lessonNumber: n, ...times };
      record(day.at(), LessonCancelled.make({ ...ofClass, ...session }));
    }
  }

  private release(day: PlayedDay): void {
    const amountFen = day.count("releasedFen");
    if (amountFen === 0) return;
    const moves = [this.move("releasing", "released", amountFen, "release-executed")];
    const instructionId = this.journals.newId("bin");
    const paid = { bankSerial: instructionId, executedAt: toRfc3339(day.startsAt) };
    const of = { ...this.ofLesson(this.book), instructionId, amountFen, moves };
    this.tell(day, ReleaseExecuted.make({ ...of, ...paid }));
  }

  private tell(day: PlayedDay, event: Parameters<Journals["record"]>[3]): void {
    this.journals.record("enrolment", this.book, day.at(), event);
  }

  private of(enrolmentId: string) {
    return { enrolmentId, institutionId: this.journals.institutionId };
  }

  private ofLesson(enrolmentId: string) {
    return { ...this.of(enrolmentId), lessonNumber: LESSON_NUMBER };
  }

  /** Every move of the institution's money is made here, so it is known what is owed, and what is held. */
  private move(
    from: MoneyMove["from"],
    to: MoneyMove["to"],
    amountFen: number,
    reason: MoneyMove["reason"],
  ) {
    const owed: readonly string[] = ["unconsumed", "pending", "disputed"];
    this.owedFen += (Number(owed.includes(to)) - Number(owed.includes(from))) * amountFen;
    const wasHeld = from !== "outside" && isInCustody(from);
    this.heldFen += (Number(isInCustody(to)) - Number(wasHeld)) * amountFen;
    return { from, to, amountFen, hold: "lesson:1", reason };
  }
}
