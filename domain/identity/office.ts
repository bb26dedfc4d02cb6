import * as z from "zod";
import type { TrainingCategory } from "../shared/training.ts";
import { DEPARTMENTS, isCompetent } from "./competence.ts";

/** Where an officer serves: a unit, and the department there. */
export const Office = z.object({ unitId: z.string(), department: z.enum(DEPARTMENTS) });
export type Office = z.infer<typeof Office>;

/** The offices in whose area a place lies. @param path of the place's unit, `/unt_100000/…/` */
export const officesAround = (
  offices: readonly Office[],
  path: string | undefined,
): readonly Office[] => offices.filter((office) => path?.includes(`/${office.unitId}/`) === true);

/** Whether some office has both the place in its area and the category among its trades. */
export const isCovered = (
  offices: readonly Office[],
  path: string | undefined,
  category: TrainingCategory,
): boolean =>
  officesAround(offices, path).some((office) => isCompetent(office.department, category));
