import * as z from "zod";
import type { Bilingual } from "../shared/result.ts";
import type { TrainingCategory, TrainingMode } from "../shared/training.ts";

/** Whom a course is for (学段): children of 3 to 6 years, compulsory education (K9), senior high school. */
export const TrainingStage = z.enum(["preschool", "compulsory", "senior-high"]);
export type TrainingStage = z.infer<typeof TrainingStage>;

/** How large an institution is (机构规模), by the pupils it teaches; where each begins, rule packs say. */
export const InstitutionSize = z.enum(["small", "medium", "large"]);
export type InstitutionSize = z.infer<typeof InstitutionSize>;

/** The words for each category (培训类别); `zh` is also how authorities' lists write it. */
export const categoryNames: Readonly<Record<TrainingCategory, Bilingual>> = {
  subject: { zh: "学科", en: "subject" },
  sports: { zh: "体育", en: "sports" },
  "culture-art": { zh: "文化艺术", en: "culture and art" },
  "science-tech": { zh: "科技", en: "science and technology" },
  other: { zh: "其他", en: "other" },
};

/** The words for each form of training (培训形式); `zh` is also how authorities' lists write it. */
export const modeNames: Readonly<Record<TrainingMode, Bilingual>> = {
  offline: { zh: "线下", en: "offline" },
  online: { zh: "线上", en: "online" },
};
