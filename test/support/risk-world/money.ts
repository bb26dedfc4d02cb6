import type { FactName } from "../../../domain/shared/fact-names.ts";
import type { Dice } from "./dice.ts";
import type { Institution } from "./institution.ts";
import type { Pressure } from "./pressure.ts";
import { Purse } from "./purse.ts";
import { nextWorkingDay, year } from "./season.ts";

type Values = Partial<Record<FactName, number>>;

const SILENCE_DAYS = 21;

/** Sales, lessons and the money of an institution, day by day. */
export class Money {
  readonly purse = new Purse();
  private readonly dice: Dice;
  private readonly institution: Institution;
  private readonly paidFen: number[] = [];
  private readonly paidBefore: number;
  private balanceLossFen = 0;
  private discount = 1;
  private discountUntil = 0;
  private depositFloorFen = 0;
  private depositFen = 0;
  private topUpOn = 0;

  constructor(institution: Institution, dice: Dice) {
    this.dice = dice;
    this.institution = institution;
    const { pupils, packageLessons, priceFen, lessonsPerWeek, beganOn } = institution;
    const isOld = beganOn === 0;
    const lessons = isOld ? Math.round((pupils * packageLessons) / 2) : 0;
    this.purse.buy(lessons, lessons * priceFen);
    this.paidBefore = isOld ? ((pupils * lessonsPerWeek) / 7) * priceFen : 0;
    // What was taught before the year began, and is not confirmed yet.
    for (let day = -SILENCE_DAYS; isOld && day < 0; day += 1)
      this.requestTaught(day, this.taughtOn(day, 1));
  }

  private taughtOn(day: number, factor: number): number {
    const { pupils, lessonsPerWeek, weekendShare } = this.institution;
    const season = year[day] ?? { isRestDay: [0, 6].includes(((day % 7) + 8) % 7), lessons: 1 };
    const share = season.isRestDay ? weekendShare / 2 : (1 - weekendShare) / 5;
    return this.dice.count(pupils * lessonsPerWeek * share * season.lessons * factor);
  }

  /** Half a dozen classes a day, each of which is confirmed or forgotten as one. */
  private requestTaught(day: number, taught: number): void {
    const parts = Math.min(6, taught);
    for (let part = 0; part < parts; part += 1) {
      const lessons = Math.floor(taught / parts) + (part < taught % parts ? 1 : 0);
      const isSilent = this.dice.happens(this.institution.silentShare);
      const onDay = day + (isSilent ? SILENCE_DAYS : this.dice.whole(0, 4));
      if (onDay >= 0) this.purse.request(lessons, onDay, isSilent);
    }
  }

  private priceOn(day: number): number {
    if (day >= this.discountUntil && this.dice.happens(1 / 250)) {
      this.discountUntil = day + this.dice.whole(5, 15);
      this.discount = this.dice.between(0.55, 0.9);
    }
    return day < this.discountUntil ? this.discount : 1;
  }

  /** Orders of a day: more when few lessons are left, more in a season of orders. */
  sell(day: number, pressure: Pressure): Values {
    const { pupils, packageLessons, lessonsPerWeek, priceFen, medianPriceFen } = this.institution;
    const wanted = (pupils * packageLessons) / 2;
    const hunger = Math.min(3, Math.max(0.2, 2 - this.purse.lessons / wanted));
    const ordinary = (pupils * lessonsPerWeek) / 7 / packageLessons;
    const season = year[day]?.orders ?? 1;
    const orderCount = this.dice.count(ordinary * hunger * season * pressure.orders);
    const unitFen = Math.round(priceFen * this.priceOn(day) * pressure.price);
    const paidFen = orderCount * packageLessons * unitFen;
    this.purse.buy(orderCount * packageLessons, paidFen);
    this.paidFen[day] = paidFen;
    return {
      orderCount,
      paidFen,
      medianUnitPriceFen: medianPriceFen,
      overLimitAttemptCount: this.dice.count(orderCount * 0.002) + pressure.overLimitAttempts,
      ...(orderCount > 0 ? { soldUnitPriceFen: unitFen } : {}),
    };
  }

  teach(day: number, pressure: Pressure): Values {
    const planned = this.taughtOn(day, 1);
    const taught = Math.min(
      this.purse.lessons,
      Math.round(planned * pressure.lessons * this.dice.between(0.95, 1)),
    );
    this.requestTaught(day, taught);
    const faked = Math.round(this.purse.lessons * pressure.fakeShare);
    this.purse.request(faked, day + SILENCE_DAYS - this.dice.whole(0, 20), this.dice.happens(0.85));
    return {
      lessonScheduledCount: planned,
      lessonTaughtCount: taught,
      lessonCancelledCount: Math.max(0, planned - taught),
      untaughtConfirmedCount:
        this.dice.count((faked * pressure.foundPerMille) / 1000) + this.dice.count(0.0001),
      doubleAttendanceCount:
        this.dice.count(taught * 0.000_02) +
        this.dice.count((faked * pressure.foundPerMille) / 2000),
    };
  }

  /** Confirmations, releases, and what the bank says at the end of the day. */
  settle(day: number, pressure: Pressure): Values {
    const { confirmed, deemed, earnedFen } = this.purse.confirm(day, nextWorkingDay(day));
    const releasedFen = this.purse.release(day);
    const { liabilityFen, earnedFen: unpaidFen } = this.purse;
    const takenFen = Math.round((liabilityFen - this.balanceLossFen) * pressure.takenShare);
    this.balanceLossFen += Math.max(0, takenFen);
    const lateFen = this.dice.happens(0.004) ? (this.paidFen[day] ?? 0) : 0;
    const held = liabilityFen + unpaidFen - this.balanceLossFen - lateFen;
    const common = {
      confirmedCount: confirmed,
      deemedCount: deemed,
      disputedCount: this.dice.count(confirmed * 0.0005),
      earnedFen,
      liabilityFen,
    };
    if (this.institution.hasDeposit) return { ...common, ...this.deposit(day) };
    return {
      ...common,
      releasedFen,
      outflowFen: releasedFen + Math.max(0, takenFen),
      custodyBalanceFen: Math.max(0, held),
    };
  }

  /** The floor follows the highest fees of three months; the deposit follows the floor, some days later. */
  private deposit(day: number): Values {
    let feesFen = 0;
    for (let past = day - 89; past <= day; past += 1)
      feesFen += this.paidFen[past] ?? Math.round(this.paidBefore);
    const floorFen = Math.max(this.depositFloorFen, feesFen);
    if (floorFen > this.depositFloorFen && this.depositFen >= this.depositFloorFen)
      this.topUpOn = day + this.dice.whole(0, 8);
    this.depositFloorFen = floorFen;
    if (day >= this.topUpOn || this.depositFen === 0)
      this.depositFen = Math.max(this.depositFen, Math.round(floorFen * 1.02));
    return { depositFloorFen: floorFen, depositBalanceFen: this.depositFen };
  }
}
