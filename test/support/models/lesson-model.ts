import { DONE, type Outcome } from "./attempt.ts";

export type Status = "scheduled" | "taught" | "absent" | "requested" | "disputed" | "confirmed";

export interface Lesson {
  status: Status;
  isDisputedBefore: boolean;
  /** Whether the family's own word confirmed it, and lately enough to be taken back. */
  undo: "possible" | "over" | "not-its-own";
}

/** Three lessons of one order, as far as families, teachers and officers bring them. */
export interface Model {
  readonly lessons: Record<string, Lesson>;
}

/** Where the fee of a lesson lies. */
export const moneyOf: Readonly<Record<Status, string>> = {
  scheduled: "unconsumed",
  taught: "unconsumed",
  absent: "unconsumed",
  requested: "pending",
  disputed: "disputed",
  confirmed: "earned",
};

/** Before the institution asks for its fee. */
export const isBefore = (status: Status): boolean =>
  ["scheduled", "taught", "absent"].includes(status);
export const on = (model: Model, lesson: string) => {
  const found = model.lessons[lesson];
  if (found === undefined) throw new Error(`there is no lesson ${lesson}`);
  return found;
};

/** What the family may do with a lesson that it is asked about, and how it is refused before that. */
export const answered = (status: Status, tooEarly: string): Outcome => {
  if (status === "requested") return DONE;
  if (status === "disputed") return "lesson.disputed";
  return isBefore(status) ? tooEarly : "lesson.already-confirmed";
};

/** What ends a dispute needs one. */
export const isDisputed = (model: Model, lesson: string): Outcome =>
  on(model, lesson).status === "disputed" ? DONE : "lesson.not-disputed";
