import type { ComplaintState } from "./complaint.ts";

/** What becomes of a lesson that a complaint froze: for whom is found, or the family is asked once more. */
export type FrozenFate = "family" | "institution" | "confirm-again";

/**
 * What the end of a complaint means for one of its frozen lessons. Only an authority finds: after a withdrawal,
 * or an answer of the institution that the family let stand, the lesson awaits the family's word as before. A
 * finding in part is for the family in the lessons whose fee it gives back, and decides no other.
 */
export function fateOf({ status, resolution }: ComplaintState, lessonNumber: number): FrozenFate {
  if (status !== "concluded" || resolution === undefined) return "confirm-again";
  const { finding, refund } = resolution;
  switch (finding) {
    case "upheld":
      return "family";
    case "dismissed":
      return "institution";
    case "partly-upheld":
    case "mediated":
      return refund !== undefined && "lessons" in refund && refund.lessons.includes(lessonNumber)
        ? "family"
        : "confirm-again";
    case "offered":
    case "declined":
      return "confirm-again";
  }
}
