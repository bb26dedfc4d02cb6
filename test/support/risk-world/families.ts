import type { FactName } from "../../../domain/shared/fact-names.ts";
import type { Dice } from "./dice.ts";
import type { Institution } from "./institution.ts";
import type { Pressure } from "./pressure.ts";
import type { Purse } from "./purse.ts";
import { year } from "./season.ts";

type Values = Partial<Record<FactName, number>>;

const BURST_DAYS = 7;
const AGREED_WITHIN_DAYS = 5;

/** Refunds and complaints of an institution, day by day. */
export class Families {
  private readonly dice: Dice;
  private readonly institution: Institution;
  private readonly purse: Purse;
  private readonly toAgree: number[] = [];
  private readonly toPay: number[] = [];
  private readonly fallingOverdue: number[] = [];
  private readonly paidLate: number[] = [];
  private readonly concluding: number[] = [];
  private overdue = 0;
  private open = 0;
  private burstUntil = 0;

  constructor(institution: Institution, purse: Purse, dice: Dice) {
    this.institution = institution;
    this.purse = purse;
    this.dice = dice;
  }

  /** A teacher leaves, and a part of the pupils with them: the larger the school, the smaller the part. */
  private burst(day: number): number {
    if (this.dice.happens(1 / 500)) this.burstUntil = day + BURST_DAYS;
    return day < this.burstUntil ? 1 + 5 * Math.min(1, 150 / this.institution.pupils) : 1;
  }

  live(day: number, pressure: Pressure): Values {
    const burst = this.burst(day);
    const asked = this.ask(day, burst, pressure);
    const paid = this.toPay[day] ?? 0;
    const late = this.paidLate[day] ?? 0;
    this.overdue += (this.fallingOverdue[day] ?? 0) - late;
    this.purse.take(Math.round((paid + late) * this.institution.packageLessons * 0.4));
    const filed = this.dice.count(
      this.institution.pupils * 0.000_05 * (1 + (burst - 1) / 2) * pressure.complaints,
    );
    const concluded = this.concluding[day] ?? 0;
    plan(this.concluding, day + this.dice.whole(8, 25), filed);
    this.open += filed - concluded;
    return {
      refundAskedCount: asked,
      refundAgreedCount: this.toAgree[day] ?? 0,
      refundPaidCount: paid + late,
      refundOverdueCount: this.overdue,
      complaintFiledCount: filed,
      complaintClimbedCount: this.dice.count(filed * 0.2),
      complaintConcludedCount: concluded,
      complaintOpenCount: this.open,
    };
  }

  private ask(day: number, burst: number, pressure: Pressure): number {
    const month = year[day]?.month ?? 1;
    const season = [3, 7, 9].includes(month) ? 1.6 : 0.85;
    const mean = this.institution.pupils * 0.0005 * season * burst * pressure.refunds;
    const asked = this.dice.count(mean);
    for (let each = 0; each < asked; each += 1) this.answer(day, pressure);
    return asked;
  }

  private answer(day: number, { doesNotPayRefunds }: Pressure): void {
    const isRefused = doesNotPayRefunds && this.dice.happens(0.85);
    const agreedOn = day + this.dice.whole(0, AGREED_WITHIN_DAYS);
    const dueOn = agreedOn + 12;
    plan(this.toAgree, agreedOn, 1);
    if (isRefused) {
      plan(this.fallingOverdue, dueOn, 1);
      return;
    }
    if (!this.dice.happens(0.02)) {
      plan(this.toPay, this.dice.whole(agreedOn + 1, dueOn), 1);
      return;
    }
    plan(this.fallingOverdue, dueOn, 1);
    plan(this.paidLate, dueOn + this.dice.whole(1, 6), 1);
  }
}

function plan(on: number[], day: number, count: number): void {
  on[day] = (on[day] ?? 0) + count;
}
