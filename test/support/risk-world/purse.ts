/** What families have paid and institutions have not earned yet, in lessons and fen, and when it comes due. */
export class Purse {
  lessons = 0;
  unconsumedFen = 0;
  pendingFen = 0;
  /** Confirmed, and not paid out yet. */
  earnedFen = 0;
  private readonly comingConfirmed: number[] = [];
  private readonly comingDeemed: number[] = [];
  private readonly comingEarnedFen: number[] = [];
  private readonly comingReleasedFen: number[] = [];

  buy(lessons: number, paidFen: number): void {
    this.lessons += lessons;
    this.unconsumedFen += paidFen;
  }

  /** Takes lessons out: taught ones, faked ones, returned ones. @returns their fen */
  take(lessons: number): number {
    const taken = Math.min(lessons, this.lessons);
    const takenFen =
      taken === this.lessons
        ? this.unconsumedFen
        : Math.round((this.unconsumedFen * taken) / this.lessons);
    this.lessons -= taken;
    this.unconsumedFen -= takenFen;
    return takenFen;
  }

  /** Asks for the confirmation of lessons; it comes on a later day, by a family or by silence. */
  request(lessons: number, onDay: number, bySilence: boolean): void {
    const taken = Math.min(lessons, this.lessons);
    if (taken === 0) return;
    const takenFen = this.take(taken);
    this.pendingFen += takenFen;
    add(bySilence ? this.comingDeemed : this.comingConfirmed, onDay, taken);
    add(this.comingEarnedFen, onDay, takenFen);
  }

  /** What is confirmed on a day; the bank pays it on another. */
  confirm(day: number, paidOn: number): { confirmed: number; deemed: number; earnedFen: number } {
    const earnedFen = this.comingEarnedFen[day] ?? 0;
    this.pendingFen -= earnedFen;
    this.earnedFen += earnedFen;
    add(this.comingReleasedFen, paidOn, earnedFen);
    return {
      confirmed: this.comingConfirmed[day] ?? 0,
      deemed: this.comingDeemed[day] ?? 0,
      earnedFen,
    };
  }

  /** What the bank pays out on a day. */
  release(day: number): number {
    const releasedFen = this.comingReleasedFen[day] ?? 0;
    this.earnedFen -= releasedFen;
    return releasedFen;
  }

  get liabilityFen(): number {
    return this.unconsumedFen + this.pendingFen;
  }
}

function add(to: number[], day: number, value: number): void {
  to[day] = (to[day] ?? 0) + value;
}
