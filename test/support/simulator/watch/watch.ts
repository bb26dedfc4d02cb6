import type { ChangeRecord } from "../../../../adapters/table/memory-store.ts";
import type { Item } from "../../../../adapters/table/table.ts";
import { Books } from "./books.ts";
import type { Booking, ModelBank } from "../world/model-bank.ts";
import { BankSide, type InstitutionAccounts } from "./bank-side.ts";
import { FamilyTime } from "./family-time.ts";
import { Holds } from "./holds.ts";
import { MoneyAside } from "./money-aside.ts";
import { OpenAlerts } from "./open-alerts.ts";
import { RefundWatch } from "./refund-watch.ts";
import { count, nothingSeen } from "./seen.ts";
import { type EntryItem, itemAs } from "./watched-items.ts";

/** Things that are written once and never again, by their `type`. */
const WRITTEN_ONCE = new Set(["entry", "stored-answer", "matched-pay-in", "nonce"]);

const awaits = (item: Item | undefined): boolean => item?.["duepk"] !== undefined;

/** A matched pay-in is written once more where the bank takes it back: then, and never again. */
const isFirstReversal = (before: Item, after: Item | undefined): boolean =>
  before.type === "matched-pay-in" &&
  before["reversal"] === undefined &&
  after?.["reversal"] !== undefined;

const entryAt = (item: Item) => {
  const entry = itemAs(item, "entry");
  return entry && { pk: item.pk, sequence: entry.sequence };
};

/**
 * Looks at every commit as the stream tells it, and at every booking of the banks, and keeps books of its own
 * of what must follow. It notes the first thing that is not as it must be.
 */
export class Watch {
  broken: string | undefined;
  /** How far the story got: whether it was worth something. */
  readonly seen = nothingSeen();
  /** Items that await an instant. */
  dueCount = 0;
  readonly familyTime = new FamilyTime();
  readonly #bankSide: BankSide;
  readonly #books = new Map<string, Books>();
  readonly #sequences = new Map<string, number>();
  readonly #releasedBy = new Map<string, string>();
  readonly #cameBack = new Set<string>();
  readonly #aside = new MoneyAside();
  readonly #refunds = new RefundWatch();
  readonly #alerts = new OpenAlerts();
  readonly holds: Holds;

  constructor(institutions: readonly InstitutionAccounts[]) {
    this.#bankSide = new BankSide(institutions);
    this.holds = new Holds(institutions, (what) => this.break(what));
  }

  /** Takes for granted what was there before the story. */
  begin(items: readonly Item[]): void {
    for (const { pk, sequence } of items.flatMap((item) => entryAt(item) ?? []))
      this.#sequences.set(pk, Math.max(this.#sequences.get(pk) ?? 0, sequence));
    this.familyTime.learn(items, 0);
  }

  break(what: string): void {
    this.broken ??= what;
  }

  tookIn(booking: Booking): void {
    this.#bankSide.tookIn(booking);
  }

  paidBack(bankSerial: string, booking: Booking): void {
    this.#wrong(this.#aside.paidBack(bankSerial, booking));
    this.#bankSide.paidBack(booking);
    this.seen.repaid += 1;
  }

  paidOut(instructionId: string, booking: Booking): void {
    this.#bankSide.paidOut(instructionId, booking);
  }

  /** The bank has paid a refund. */
  refunded(instructionId: string, booking: Booking): void {
    this.#wrong(this.#refunds.paidOut(instructionId, booking));
    this.#bankSide.left(booking);
    this.seen.refunded += 1;
  }

  /** Money is taken from an account by whoever may: a court, or the bank that reverses a pay-in. */
  seized(booking: Booking): void {
    this.#bankSide.left(booking);
  }

  goneFrom(institutionId: string): number {
    return this.#bankSide.goneFrom(institutionId);
  }

  /** Nothing is under way any more: whatever the banks have paid to families is known. */
  checkRefundsPosted(): void {
    this.#wrong(this.#refunds.unposted());
  }

  /** What each bank holds and has paid out is what the entries say. */
  checkBanks(banks: ReadonlyMap<string, ModelBank>): void {
    this.#wrong(this.#bankSide.differenceTo(banks));
  }

  #wrong(what: string | undefined): void {
    if (what !== undefined) this.break(what);
  }

  /** @param step the story's step, by which its functions' memory ages */
  onCommit(records: readonly ChangeRecord[], step: number): void {
    this.#bankSide.at(step);
    for (const { before, after } of records) {
      if (before !== undefined && WRITTEN_ONCE.has(before.type) && !isFirstReversal(before, after))
        this.break(`${before.type} ${before.pk} ${before.sk} was written a second time`);
      this.dueCount += (awaits(after) ? 1 : 0) - (awaits(before) ? 1 : 0);
    }
    const items = records.flatMap(({ after }) => (after === undefined ? [] : [after]));
    this.holds.learn(items);
    for (const item of items) this.#entry(item);
    this.#time(records, items, step);
    const touched = new Set(items.flatMap((item) => this.#state(item, items) ?? []));
    for (const books of touched) {
      const wrong = books.lessonsDiffer();
      if (wrong !== undefined) this.break(`${books.enrolmentId}: ${wrong}`);
    }
  }

  /** Families' time runs from the notice in their inbox, by the calendar, and to its end. */
  #time(records: readonly ChangeRecord[], items: readonly Item[], step: number): void {
    const at = items.flatMap((item) => itemAs(item, "entry")?.at ?? [])[0] ?? 0;
    for (const record of records) {
      this.#wrong(this.familyTime.wrongIn(record, items, at, step));
    }
  }

  #entry(item: Item): void {
    const entry = itemAs(item, "entry");
    if (entry === undefined) return;
    const before = this.#sequences.get(item.pk) ?? 0;
    if (entry.sequence !== before + 1)
      this.break(`entry ${entry.sequence} of ${item.pk} follows entry ${before}`);
    this.#sequences.set(item.pk, entry.sequence);
    count(this.seen, entry);
    if (entry.aggregateType !== "enrolment") return;
    const { aggregateId, institutionId = "", data } = entry;
    const books = this.#booksOf(aggregateId);
    for (const move of data.moves ?? []) {
      const wrong = books.apply(move);
      if (wrong !== undefined) this.break(`${aggregateId} entry ${entry.sequence}: ${wrong}`);
      this.#bankSide.moved(institutionId, move);
    }
    if (entry.eventName === "opening-deposited")
      this.#bankSide.sharedOut(institutionId, data.amountFen ?? 0);
    if (entry.eventName === "release-returned")
      this.#cameBack.add(`${aggregateId}/${data.lessonNumber ?? 0}`);
    if (entry.eventName === "release-executed") this.#release(entry, institutionId);
    if (entry.eventName === "payment-reversed")
      this.#bankSide.short(institutionId, data.shortFen ?? 0);
    if (entry.eventName === "refund-executed") this.#wrong(this.#refunds.executed(entry));
  }

  #release({ aggregateId, data }: EntryItem, institutionId: string): void {
    const { lessonNumber = 0, instructionId = "", amountFen = 0 } = data;
    const lesson = `${aggregateId}/${lessonNumber}`;
    const earlier = this.#releasedBy.get(lesson);
    if (earlier !== undefined)
      this.break(`lesson ${lesson} is released by ${instructionId} and was by ${earlier}`);
    this.#releasedBy.set(lesson, instructionId);
    this.seen.released += 1;
    if (this.#cameBack.has(lesson)) this.seen.retried += 1;
    this.#wrong(this.#bankSide.released(institutionId, instructionId, amountFen));
  }

  /** Looks at an item that shows a state. @returns the books of its enrolment, where it has some */
  #state(item: Item, beside: readonly Item[]): Books | undefined {
    if (item.type === "class-seats" && Number(item["taken"]) > Number(item["capacity"]))
      this.break(`${item.pk} has more pupils than seats`);
    this.#wrong(this.#alerts.recorded(item));
    const payIn = itemAs(item, "matched-pay-in");
    if (payIn !== undefined && item["reversal"] === undefined) {
      const { custodyAccountNo, amountFen, enrolmentId, paidAt = 0 } = payIn.state;
      // The deposit of a list pays no order: it is under way until every enrolment has its part.
      if (enrolmentId !== undefined) {
        this.#bankSide.matched(custodyAccountNo, amountFen);
        const payBy = this.#booksOf(enrolmentId).payBy.get(payIn.state.paymentId ?? "") ?? 0;
        if (paidAt > payBy)
          this.break(`${enrolmentId} was to be paid by ${payBy} and was paid at ${paidAt}`);
      }
    }
    const aside = itemAs(item, "suspended-pay-in");
    if (aside !== undefined && this.#aside.isNewlyReversed(aside.state))
      this.#bankSide.reversedAside(aside.state);
    this.#wrong(aside && this.#aside.recorded(aside.state));
    const {
      balanceFen = 0,
      mustHoldFen = 0,
      institutionId = "",
    } = itemAs(item, "balance")?.state ?? {};
    if (balanceFen + Math.max(0, this.#bankSide.goneWhenRead(institutionId)) < mustHoldFen)
      this.break(`an honest bank is said to hold ${balanceFen} fen, and must ${mustHoldFen}`);
    const delivery = itemAs(item, "notice-delivery")?.status;
    if (delivery === "sent" || delivery === "postponed") this.seen[delivery] += 1;
    const lesson = itemAs(item, "lesson");
    if (lesson !== undefined) {
      const { enrolmentId, lessonNumber, amountFen, status } = lesson.state;
      const books = this.#booksOf(enrolmentId);
      books.lessons.set(lessonNumber, { status, amountFen });
      if (status === "returned" && this.#releasedBy.has(`${enrolmentId}/${lessonNumber}`))
        this.break(`lesson ${lessonNumber} of ${enrolmentId} is released and refunded`);
      return books;
    }
    const refund = itemAs(item, "refund")?.state;
    if (refund !== undefined) {
      this.#wrong(this.#refunds.recorded(refund, beside));
      const { refundId, enrolmentId, status, custodyFen, shortFen = 0, debt } = refund;
      const { paidInPart } = this.#booksOf(enrolmentId);
      const isPart = status === "paid" && shortFen > 0 && debt?.status !== "settled";
      if (isPart) paidInPart.set(refundId, custodyFen);
      else paidInPart.delete(refundId);
    }
    return this.#head(item);
  }

  #head(item: Item): Books | undefined {
    const head = itemAs(item, "enrolment");
    if (head === undefined) return undefined;
    const { enrolmentId, lessonCount, priceFen, balances, payment } = head.state;
    const books = this.#booksOf(enrolmentId);
    // What it said first is what counts.
    if (payment !== undefined && !books.payBy.has(payment.paymentId))
      books.payBy.set(payment.paymentId, payment.expiresAt);
    books.lessonCount = lessonCount;
    const entryCount = this.#sequences.get(item.pk) ?? 0;
    if (head.version !== entryCount)
      this.break(`${enrolmentId} has version ${head.version} and ${entryCount} entries`);
    const difference = books.differenceTo(balances);
    if (difference !== undefined) this.break(`${enrolmentId}: ${difference}`);
    if (books.paidFen !== 0 && books.paidFen !== priceFen)
      this.break(`${enrolmentId} costs ${priceFen} fen and was paid ${books.paidFen}`);
    return books;
  }

  #booksOf(enrolmentId: string): Books {
    const books = this.#books.get(enrolmentId) ?? new Books(enrolmentId);
    this.#books.set(enrolmentId, books);
    return books;
  }
}
