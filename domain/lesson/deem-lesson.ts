import { LessonDeemed } from "../../events/lesson.ts";
import type { EnrolmentState } from "../enrolment/enrolment.ts";
import { hasExpired } from "../shared/deadline.ts";
import { nextState } from "../shared/lifecycle.ts";
import { ok, type Result } from "../shared/result.ts";
import { toRfc3339, type EpochMs } from "../shared/time.ts";
import {
  type ConfirmationDecision,
  type ConfirmLessonRefusal,
  earnPending,
  unconfirmable,
} from "./confirm-lesson.ts";
import { assertLessonOf, type LessonState } from "./lesson.ts";
import { refuseLesson } from "./refusals.ts";
import { lessonTransitions } from "./transitions.ts";

export type DeemLessonRefusal = ConfirmLessonRefusal | "lesson.silence-not-over";

/**
 * The family was told and has been silent for the legal time: the lesson counts as confirmed. A deadline
 * exists only together with the notice that started it, so that without a recorded notice nothing is deemed.
 * @source the platform's notices to families (各地家长端使用公告, 2023): 15 working days
 */
export function decideDeemLesson(
  enrolment: EnrolmentState,
  lesson: LessonState,
  at: EpochMs,
): Result<ConfirmationDecision, DeemLessonRefusal> {
  assertLessonOf(enrolment, lesson);
  const { lessonNumber, deadline } = lesson;
  const status = nextState(lessonTransitions, lesson.status, "deem");
  if (status === undefined)
    return refuseLesson(unconfirmable(lesson.status), { lessonNumber, status: lesson.status });
  if (deadline === undefined || !hasExpired(deadline, at))
    return refuseLesson("lesson.silence-not-over", {
      lessonNumber,
      dueAt: deadline === undefined ? "-" : toRfc3339(deadline.dueAt),
    });
  const { facts, ...earned } = earnPending(enrolment, lesson, "lesson-deemed");
  return ok({
    ...earned,
    lesson: { ...lesson, status, confirmedAt: at, confirmedBy: "silence" },
    event: LessonDeemed.make(facts),
  });
}
