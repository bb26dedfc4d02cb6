/** The watch's own arithmetic of an enrolment's money: written from the design's words, sharing nothing with the platform. */

export interface Move {
  readonly from: string;
  readonly to: string;
  readonly amountFen: number;
}

/** Where a lesson's money lies by its status; a lesson that has no item yet is scheduled. */
const STATE_OF_LESSON: Readonly<Record<string, string>> = {
  scheduled: "unconsumed",
  taught: "unconsumed",
  absent: "unconsumed",
  requested: "pending",
  confirmed: "earned",
  deemed: "earned",
  releasing: "releasing",
  released: "released",
  returned: "refunded",
  transferred: "transferredOut",
};

export const stateOfLesson = (status: string): string => STATE_OF_LESSON[status] ?? status;

/** Equal whole fen, the remainder on the last lesson. @param number from 1 */
export function amountOfLesson(paidFen: number, lessonCount: number, number: number): number {
  const each = (paidFen - (paidFen % lessonCount)) / lessonCount;
  return number === lessonCount ? paidFen - each * (lessonCount - 1) : each;
}

export const STATES = [
  "unconsumed",
  "pending",
  "disputed",
  "earned",
  "releasing",
  "released",
  "refunding",
  "refunded",
  "transferredOut",
  "reversed",
] as const;

const OUTSIDE_CUSTODY = new Set(["released", "refunded", "transferredOut", "reversed"]);
/** Where money lies that the bank holds. */
export const IN_CUSTODY = STATES.filter((state) => !OUTSIDE_CUSTODY.has(state));

/** One enrolment's money as its entries tell it. */
export class Books {
  readonly enrolmentId: string;
  readonly lessons = new Map<number, { readonly status: string; readonly amountFen: number }>();
  readonly #states = new Map<string, number>();
  /** By the id of a payment: until when it was to be paid. */
  readonly payBy = new Map<string, number>();
  /** By refund: what the bank has paid of lessons that are held until the institution has paid the rest. */
  readonly paidInPart = new Map<string, number>();
  lessonCount = 0;
  paidFen = 0;

  constructor(enrolmentId: string) {
    this.enrolmentId = enrolmentId;
  }

  /** @returns what is wrong with the move, if anything */
  apply({ from, to, amountFen }: Move): string | undefined {
    if (!Number.isInteger(amountFen) || amountFen <= 0) return `a move of ${amountFen} fen`;
    if (from === "outside") this.paidFen += amountFen;
    else this.#states.set(from, this.in(from) - amountFen);
    this.#states.set(to, this.in(to) + amountFen);
    return this.in(from) < 0 ? `${from} falls to ${this.in(from)} fen` : undefined;
  }

  in(state: string): number {
    return this.#states.get(state) ?? 0;
  }

  /** The first column in which a head says something else than its entries, or does not add up. */
  differenceTo(head: Readonly<Record<string, number>>): string | undefined {
    const incoming = (head["paid"] ?? 0) + (head["transferredIn"] ?? 0);
    if (incoming !== this.paidFen) return `${incoming} fen came in, by its entries ${this.paidFen}`;
    const total = STATES.reduce((sum, state) => sum + (head[state] ?? 0), 0);
    if (total !== incoming) return `${incoming} fen came in, ${total} are accounted for`;
    const wrong = STATES.find((state) => head[state] !== this.in(state));
    if (wrong === undefined) return undefined;
    return `${wrong} is ${head[wrong] ?? 0} fen, by its entries ${this.in(wrong)}`;
  }

  /** The first state in which the lessons say something else than the entries. */
  lessonsDiffer(): string | undefined {
    if (this.paidFen === 0) return undefined;
    const sums = new Map<string, number>();
    for (let number = 1; number <= this.lessonCount; number += 1) {
      const mustCost = amountOfLesson(this.paidFen, this.lessonCount, number);
      const { status, amountFen } = this.lessons.get(number) ?? {
        status: "scheduled",
        amountFen: mustCost,
      };
      if (amountFen !== mustCost) return `lesson ${number} costs ${amountFen} fen, not ${mustCost}`;
      const state = stateOfLesson(status);
      sums.set(state, (sums.get(state) ?? 0) + amountFen);
    }
    for (const partFen of this.paidInPart.values()) {
      sums.set("refunding", (sums.get("refunding") ?? 0) - partFen);
      sums.set("refunded", (sums.get("refunded") ?? 0) + partFen);
    }
    const wrong = STATES.find((state) => this.in(state) !== (sums.get(state) ?? 0));
    if (wrong === undefined) return undefined;
    return `${wrong} is ${this.in(wrong)} fen, by its lessons ${sums.get(wrong) ?? 0}`;
  }
}
