import * as z from "zod";

/**
 * Which absences count as lessons taken, by contract. Nothing counts unless the family has signed that it does:
 * under 一课一消 a fee is earned lesson by lesson as it is taught, and the model form leaves it to the parties.
 * @source 中小学生校外培训服务合同（示范文本）GF-2021-2604 (2021); 民法典 art. 496 (2021-01-01): a standard term
 * that was not pointed out is no part of the contract
 */
export const CountedAbsence = z.enum(["never", "without-leave", "always"]);
export type CountedAbsence = z.infer<typeof CountedAbsence>;

/** What a contract says of lessons that the pupil misses. */
export const AbsenceTerms = z.strictObject({
  counted: CountedAbsence,
  /** So many hours before a session the family asks for leave at the latest. */
  leaveNoticeHours: z.int().min(0),
});
export type AbsenceTerms = z.infer<typeof AbsenceTerms>;

/** What an institution offers with a course: unless it says otherwise, no absence counts. */
export const absenceOffered = (
  course: { readonly countedAbsence?: CountedAbsence | undefined },
  leaveNoticeHours: number,
): AbsenceTerms => ({ counted: course.countedAbsence ?? "never", leaveNoticeHours });

/** What holds where a contract says nothing of absence: it costs nothing, and leave can be asked to the last. */
export const NOTHING_AGREED: AbsenceTerms = { counted: "never", leaveNoticeHours: 0 };

/**
 * Whether a lesson that was missed counts as taken.
 * @param counted absent where no absence counts
 */
export const isAbsenceCounted = (counted: CountedAbsence | undefined, onLeave: boolean): boolean =>
  counted === "always" || (counted === "without-leave" && !onLeave);
