import type { Department } from "../../domain/identity/competence.ts";
import type { OfficerDuty } from "../../domain/identity/member.ts";

/** The posts of the demo city's officers, by persona: 源汇区 of Luohe in Henan, its neighbour, and those above. */
export interface OfficerPost {
  readonly persona: string;
  readonly unitId: string;
  readonly department: Department;
  readonly duties: readonly OfficerDuty[];
}

const all = ["institutions", "funds", "complaints", "risk", "audit"] as const;

export const officerPosts: readonly OfficerPost[] = [
  { persona: "county-officer", unitId: "unt_411102", department: "education", duties: all },
  { persona: "county-officer-2", unitId: "unt_411102", department: "education", duties: all },
  { persona: "sports-officer", unitId: "unt_411102", department: "sports", duties: all },
  { persona: "neighbour-officer", unitId: "unt_411103", department: "education", duties: all },
  { persona: "city-officer", unitId: "unt_411100", department: "education", duties: all },
  { persona: "province-officer", unitId: "unt_410000", department: "education", duties: all },
  {
    persona: "nation-officer",
    unitId: "unt_100000",
    department: "education",
    duties: [...all, "reference"],
  },
];
