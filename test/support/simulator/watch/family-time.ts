import type { ChangeRecord } from "../../../../adapters/table/memory-store.ts";
import type { Item } from "../../../../adapters/table/table.ts";
import { type CalendarItem, itemAs } from "./watched-items.ts";

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
/** So many working days a family has to answer, and an institution that is asked for a refund; the day of the question not counted. */
const WORKING_DAYS = { family: 15, institution: 5 };
/** A function may remember a calendar for a minute: a second for each step of a story. */
const REMEMBERED_STEPS = 61;

type NamedDays = CalendarItem["state"]["namedDays"];

/** The end, in Shanghai, of somebody's last day; counted from the notice's words, not by the platform's code. */
export function endOfSilence(
  fromAt: number,
  namedDays: NamedDays,
  whose: keyof typeof WORKING_DAYS,
): number {
  const named = new Map(namedDays.map(({ date, kind }) => [date, kind]));
  let day = Math.floor((fromAt + SHANGHAI_MS) / DAY_MS);
  for (let left = WORKING_DAYS[whose]; left > 0;) {
    day += 1;
    const date = new Date(day * DAY_MS);
    const kind = named.get(date.toISOString().slice(0, 10));
    const isWeekend = [0, 6].includes(date.getUTCDay());
    if (kind === "makeup-workday" || (kind === undefined && !isWeekend)) left -= 1;
  }
  return (day + 1) * DAY_MS - SHANGHAI_MS;
}

/** Which calendars have stood when, and whether silence has ever counted too early by them. */
export class FamilyTime {
  readonly #calendars: { readonly namedDays: NamedDays; readonly since: number }[] = [];

  get knowsCalendar(): boolean {
    return this.#calendars.length > 0;
  }

  /** A calendar stands from now on. */
  learn(items: readonly Item[], step: number): void {
    for (const item of items) {
      const year = itemAs(item, "calendar-year");
      if (year !== undefined) this.#calendars.push({ ...year.state, since: step });
    }
  }

  /**
   * Looks at one of the items that a commit has written.
   * @returns what is wrong with a family's time, if anything
   */
  wrongIn({ before, after }: ChangeRecord, written: readonly Item[], at: number, step: number) {
    if (after === undefined) return undefined;
    this.learn([after], step);
    const refund = itemAs(after, "refund")?.state;
    const applied = before && itemAs(before, "refund")?.state;
    if (refund?.status === "deemed" && applied?.status === "applied")
      return this.#deemed(`refund ${refund.refundId}`, "institution", applied.deadline, at, step);
    const lesson = itemAs(after, "lesson")?.state;
    const asked = before && itemAs(before, "lesson")?.state;
    if (lesson === undefined || lesson.status === asked?.status) return undefined;
    const name = `lesson ${lesson.lessonNumber} of ${lesson.enrolmentId}`;
    if (lesson.status === "requested" && !written.some(({ type }) => type === "notice"))
      return `${name} is asked for, and nobody is told`;
    return lesson.status === "deemed"
      ? this.#deemed(name, "family", asked?.deadline, at, step)
      : undefined;
  }

  #deemed(
    name: string,
    whose: keyof typeof WORKING_DAYS,
    clock: { readonly fromAt: number } | undefined,
    at: number,
    step: number,
  ): string | undefined {
    if (clock === undefined) return `${name} is deemed, and nobody was asked`;
    const rememberable = this.#calendars.filter((_calendar, place) => {
      const next = this.#calendars[place + 1];
      return next === undefined || next.since + REMEMBERED_STEPS >= step;
    });
    const isOver = rememberable.some(
      ({ namedDays }) => at >= endOfSilence(clock.fromAt, namedDays, whose),
    );
    return isOver ? undefined : `${name} is deemed while its ${whose} has time to answer`;
  }
}
