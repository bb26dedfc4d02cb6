import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { type FoundedInstitution, foundInstitution } from "./found-institution.ts";
import type { Stage } from "./stage.ts";

/** The institution of the demo, as the ministry's list has it. */
export const DEMO_USCC = "91411102XMX928U7EM";
export const DEMO_PAYOUT_ACCOUNT = "6222021708001234567";

/** What there is once the city is founded: an institution that may sell, and its course. */
export type FoundedCity = FoundedInstitution;

const COURSE = {
  title: "少儿素描入门",
  subjectKey: "sketching",
  category: "culture-art",
  mode: "offline",
  lessonCount: 20,
  priceFen: 299_990,
};

/**
 * Founds the demo city over HTTP, as its people would. Every step has an idempotency key of its own, so
 * that a founding which was interrupted goes on, and a second one finds everything done.
 */
export async function foundCity(stage: Stage): Promise<FoundedCity> {
  const founded = await foundInstitution(stage, {
    uscc: DEMO_USCC,
    list: readFileSync(join(import.meta.dirname, "institutions.csv")),
    payoutAccountNo: DEMO_PAYOUT_ACCOUNT,
    staff: { owner: ["owner"], finance: ["finance"], teacher: ["teacher"] },
    owner: "owner",
    course: COURSE,
    keyOf: (step) => `city-${step}`,
  });
  for (const guardian of ["guardian-wang", "guardian-li"])
    (await stage.as(guardian).post("/family/v1/guardians", undefined)).expect(z.object({}));
  return founded;
}
