import type { LessonStatus } from "../lesson/transitions.ts";
import type { RefundableLesson } from "./refund-case.ts";

/** What a refund does with a lesson. */
type Place =
  /** Not had: its amount goes back. */
  | "open"
  /** Held, whether its fee is asked for and paid out or not. Before it is asked for, the family can still dispute it. */
  | "taken"
  | "awaiting"
  | "disputed"
  | "refunded"
  /** Moved to another order of the family, with its money. */
  | "transferred";

/**
 * Where each status puts a lesson. Release and refund exclude each other, and a dispute freezes its lesson only;
 * a lesson that the pupil missed by contract was had, one that is to be made up was not.
 */
const placeOf: Readonly<Record<LessonStatus, Place>> = {
  scheduled: "open",
  absent: "open",
  taught: "taken",
  missed: "taken",
  requested: "awaiting",
  disputed: "disputed",
  confirmed: "taken",
  deemed: "taken",
  releasing: "taken",
  released: "taken",
  refunding: "refunded",
  returned: "refunded",
  transferred: "transferred",
  // The payer has its fee back, by the bank's own act.
  reversed: "refunded",
};

/** The lessons of an order as a refund sees them; each is in exactly one list. */
export interface SortedLessons {
  readonly returned: readonly RefundableLesson[];
  readonly taken: readonly RefundableLesson[];
  readonly awaiting: readonly RefundableLesson[];
  readonly disputed: readonly RefundableLesson[];
  readonly refunded: readonly RefundableLesson[];
  readonly transferred: readonly RefundableLesson[];
  /** Could be given back, and are kept. */
  readonly kept: readonly RefundableLesson[];
}

export function sortLessons(lessons: readonly RefundableLesson[]): SortedLessons {
  const inOrder = lessons.toSorted((a, b) => a.lessonNumber - b.lessonNumber);
  const at = (place: Place) => inOrder.filter(({ status }) => placeOf[status] === place);
  return {
    returned: at("open"),
    taken: at("taken"),
    awaiting: at("awaiting"),
    disputed: at("disputed"),
    refunded: at("refunded"),
    transferred: at("transferred"),
    kept: [],
  };
}

/** Narrows the returned lessons to those that the family chose; names the first that cannot be given back. */
export function choose(
  sorted: SortedLessons,
  chosen: readonly number[] | undefined,
):
  SortedLessons | { readonly refused: { readonly lessonNumber: number; readonly status: string } } {
  if (chosen === undefined) return sorted;
  const open = new Set(sorted.returned.map(({ lessonNumber }) => lessonNumber));
  const lessonNumber = chosen.find((number) => !open.has(number));
  if (lessonNumber !== undefined)
    return { refused: { lessonNumber, status: statusIn(sorted, lessonNumber) } };
  const isChosen = (lesson: RefundableLesson) => chosen.includes(lesson.lessonNumber);
  return {
    ...sorted,
    returned: sorted.returned.filter(isChosen),
    kept: sorted.returned.filter((lesson) => !isChosen(lesson)),
  };
}

function statusIn(sorted: SortedLessons, lessonNumber: number): string {
  const { taken, awaiting, disputed, refunded, transferred } = sorted;
  const found = [...taken, ...awaiting, ...disputed, ...refunded, ...transferred].find(
    (lesson) => lesson.lessonNumber === lessonNumber,
  );
  return found?.status ?? "-";
}
