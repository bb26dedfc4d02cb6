import { CoursePublished } from "../../events/catalogue.ts";
import { nextState } from "../shared/lifecycle.ts";
import { ok, type Result } from "../shared/result.ts";
import { shanghaiDate, type EpochMs } from "../shared/time.ts";
import type { CourseDecision, CourseState } from "./course.ts";
import { refuseCatalogue } from "./refusals.ts";
import { findUnmetConditions, unmetFacts, type SellableFacts } from "./sellable.ts";
import { courseTransitions } from "./transitions.ts";

export type PublishCourseRefusal = "catalogue.course-already-published" | "catalogue.not-sellable";

/** Puts a course on sale, if its institution may sell it; else names everything that stands against it. */
export function decidePublishCourse(
  course: CourseState,
  institution: SellableFacts,
  at: EpochMs,
): Result<CourseDecision, PublishCourseRefusal> {
  const status = nextState(courseTransitions, course.status, "publish");
  if (status === undefined)
    return refuseCatalogue("catalogue.course-already-published", { courseId: course.courseId });
  const unmet = findUnmetConditions(institution, course, shanghaiDate(at));
  if (unmet.length > 0) return refuseCatalogue("catalogue.not-sellable", unmetFacts(unmet));
  return ok({
    course: { ...course, status, publishedAt: at },
    event: CoursePublished.make({
      courseId: course.courseId,
      institutionId: course.institutionId,
    }),
  });
}
