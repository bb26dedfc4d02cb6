import * as z from "zod";
import type { Lifecycle } from "../shared/lifecycle.ts";

export const CourseStatus = z.enum([
  /** Being prepared; nobody can order it. 草稿 */
  "draft",
  /** Shown and sold. 已上架 */
  "published",
]);
export type CourseStatus = z.infer<typeof CourseStatus>;

export const CourseAction = z.enum(["publish", "open-class"]);
export type CourseAction = z.infer<typeof CourseAction>;

/** The life of a course: only a published one opens classes. */
export const courseTransitions: Lifecycle<CourseStatus, CourseAction> = {
  draft: { publish: "published" },
  published: { "open-class": "published" },
};
