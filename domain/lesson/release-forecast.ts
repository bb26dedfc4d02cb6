import type { EnrolmentId } from "../shared/ids.ts";
import { type Fen, sumFen } from "../shared/money.ts";
import { type LocalDate, shanghaiDate } from "../shared/time.ts";
import type { LessonState } from "./lesson.ts";

export interface ForecastLesson {
  readonly enrolmentId: EnrolmentId;
  readonly lessonNumber: number;
  readonly amountFen: Fen;
  readonly lastDay: LocalDate;
}

/** What silence would release on one day. */
export interface ForecastDay {
  readonly date: LocalDate;
  /** The calendar on the way there is not known: the day is shown, and nothing expires by it. */
  readonly provisional: boolean;
  readonly amountFen: Fen;
  readonly lessons: readonly ForecastLesson[];
}

/** The lessons that await an answer, by the day that begins when their families' time is over. */
export function forecastOf(lessons: readonly LessonState[]): readonly ForecastDay[] {
  const days = new Map<string, Omit<ForecastDay, "amountFen"> & { lessons: ForecastLesson[] }>();
  for (const { status, deadline, enrolmentId, lessonNumber, amountFen } of lessons) {
    if (status !== "requested" || deadline === undefined) continue;
    const { dueAt, lastDay, provisional } = deadline;
    const date = shanghaiDate(dueAt);
    const key = `${date} ${provisional ? 1 : 0}`;
    const day = days.get(key) ?? { date, provisional, lessons: [] };
    day.lessons.push({ enrolmentId, lessonNumber, amountFen, lastDay });
    days.set(key, day);
  }
  return [...days]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, day]) => ({ ...day, amountFen: sumFen(day.lessons.map((one) => one.amountFen)) }));
}
