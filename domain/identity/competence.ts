import type { TrainingCategory } from "../shared/training.ts";

/** The departments (主管部门) that supervise training together. */
export const DEPARTMENTS = ["education", "culture", "sports", "science-tech"] as const;
export type Department = (typeof DEPARTMENTS)[number];

const ownCategory: Record<Exclude<Department, "education">, TrainingCategory> = {
  culture: "culture-art",
  sports: "sports",
  "science-tech": "science-tech",
};

/**
 * Whether a department is competent for institutions of a category. Education leads the supervision and
 * is competent for all; each other department for its own trade.
 * @source 13-department opinion of 2022-12-29 on non-subject training; who approves varies by province
 */
export const isCompetent = (department: Department, category: TrainingCategory): boolean =>
  department === "education" || ownCategory[department] === category;
