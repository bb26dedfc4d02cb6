import * as z from "zod";

/** The category of training; each has its own supervising authority. */
export const TrainingCategory = z.enum([
  "subject",
  "sports",
  "culture-art",
  "science-tech",
  "other",
]);
export type TrainingCategory = z.infer<typeof TrainingCategory>;

export const TrainingMode = z.enum(["offline", "online"]);
export type TrainingMode = z.infer<typeof TrainingMode>;

/** A subject as the limits count it, for example `mathematics` or `calligraphy`. */
export const SubjectKey = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);
export type SubjectKey = z.infer<typeof SubjectKey>;
