import type { FactName } from "../shared/fact-names.ts";
import type { FlowName } from "./facts.ts";
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
  sum(fact: F & FlowName, days: number, daysAgo?: number): number;
  /**
   * All values of the history, `NaN` where one is not known. Those of so many days up to today, or as many as there
   * are, begin with the place `first(days)` and end with `last`: what lies behind that is not to be read.
   */
  column(fact: F): Float64Array;
  first(days: number): number;
  readonly last: number;
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
  readonly last: number;
  private readonly history: FactHistory;

  constructor(history: FactHistory, index: number) {
    this.history = history;
    this.last = index;
    this.today = history.firstDay + index;
    this.historyDays = index + 1;
  }

  at(fact: FactName, daysAgo = 0): number | undefined {
    const value = this.history.column(fact)[this.last - daysAgo];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }

  on(fact: FactName, daysAgo = 0): number {
    return this.history.column(fact)[this.last - daysAgo] ?? 0;
  }

  sum(fact: FlowName, days: number, daysAgo = 0): number {
    const totals = this.history.totals(fact);
    const end = this.last - daysAgo + 1;
    return (totals[end] ?? 0) - (totals[Math.max(0, end - days)] ?? 0);
  }

  column(fact: FactName): Float64Array {
    return this.history.column(fact);
  }

  first(days: number): number {
    return Math.max(0, this.last - days + 1);
  }

  highest(fact: FactName, days: number): number | undefined {
    const column = this.history.column(fact);
    let highest = -Infinity;
    for (let index = this.first(days); index <= this.last; index += 1) {
      const value = column[index];
      if (value !== undefined && value > highest) highest = value;
    }
    return highest === -Infinity ? undefined : highest;
  }

  isHoliday(daysAgo: number): boolean {
    return this.history.daysOff[this.last - daysAgo] === DAY_OFF.holiday;
  }

  get daysPaidFor(): number {
    const { daysOff } = this.history;
    if (daysOff[this.last] !== DAY_OFF.none) return 1;
    let days = 1;
    while ((daysOff[this.last - days] ?? DAY_OFF.none) !== DAY_OFF.none) days += 1;
    return days;
  }
}
