import type { FactName } from "./facts.ts";
import { DAY_OFF, type FactHistory } from "./history.ts";

/** What an indicator sees: the facts that it declares, on one day and back from it. */
export interface FactWindow<F extends FactName = FactName> {
  /** The day that is judged, as a day number. */
  readonly today: number;
  /** Of how many days something is known, today included. */
  readonly historyDays: number;
  /** How a level stood at the end of a day, or the lowest or highest of that day; nothing where it is not known. */
  at(fact: F, daysAgo?: number): number | undefined;
  /** What happened on one day. */
  on(fact: F, daysAgo?: number): number;
  /** What happened in so many days, the last of which lies `daysAgo`; days before the history count 0. */
  sum(fact: F, days: number, daysAgo?: number): number;
  /** The values of so many days up to today, or as many as there are; the latest is the last, `NaN` is not known. */
  values(fact: F, days: number): Float64Array;
  /** The highest level in so many days up to today; nothing where none is known. */
  highest(fact: F, days: number): number | undefined;
  isHoliday(daysAgo: number): boolean;
  /** For how many days a bank pays on this one: the rest days right before a working day, and that day. */
  readonly daysPaidFor: number;
}

/** Looks at a history from one of its days. @param index counted from 0, the history's first day */
export const windowAt = (history: FactHistory, index: number): FactWindow =>
  new HistoryWindow(history, index);

/** One small object for each look, with shared methods: a nation's institutions are looked at every day. */
class HistoryWindow implements FactWindow {
  readonly today: number;
  readonly historyDays: number;
  private readonly history: FactHistory;
  private readonly index: number;

  constructor(history: FactHistory, index: number) {
    this.history = history;
    this.index = index;
    this.today = history.firstDay + index;
    this.historyDays = index + 1;
  }

  at(fact: FactName, daysAgo = 0): number | undefined {
    const value = this.history.columns[fact][this.index - daysAgo];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }

  on(fact: FactName, daysAgo = 0): number {
    return this.history.columns[fact][this.index - daysAgo] ?? 0;
  }

  sum(fact: FactName, days: number, daysAgo = 0): number {
    const column = this.history.columns[fact];
    const last = this.index - daysAgo;
    let sum = 0;
    for (let index = Math.max(0, last - days + 1); index <= last; index += 1)
      sum += column[index] ?? 0;
    return sum;
  }

  values(fact: FactName, days: number): Float64Array {
    return this.history.columns[fact].subarray(Math.max(0, this.index - days + 1), this.index + 1);
  }

  highest(fact: FactName, days: number): number | undefined {
    const column = this.history.columns[fact];
    let highest = -Infinity;
    for (let index = Math.max(0, this.index - days + 1); index <= this.index; index += 1) {
      const value = column[index];
      if (value !== undefined && value > highest) highest = value;
    }
    return highest === -Infinity ? undefined : highest;
  }

  isHoliday(daysAgo: number): boolean {
    return this.history.daysOff[this.index - daysAgo] === DAY_OFF.holiday;
  }

  get daysPaidFor(): number {
    const { daysOff } = this.history;
    if (daysOff[this.index] !== DAY_OFF.none) return 1;
    let days = 1;
    while ((daysOff[this.index - days] ?? DAY_OFF.none) !== DAY_OFF.none) days += 1;
    return days;
  }
}
