import { PREFIX } from "./key-names.ts";
import type { Key } from "./table.ts";

const ofInstitution = (id: string): string => `${PREFIX.facts}#${id}`;
/** A rebuild fills a generation of its own, while the one before it is read and goes on. */
const ofGeneration = (id: string, generation: number): string =>
  `${ofInstitution(id)}#${generation}`;

/** The keys of the facts projected from an institution's journals; part of `keys`. */
export const factsKeys = {
  /** Which generation of its facts is read; absent while there was no rebuild. */
  factsGenerations: (institutionId: string): Key => ({
    pk: ofInstitution(institutionId),
    sk: "HEAD",
  }),
  factsOfDay: (institutionId: string, generation: number, day: string): Key => ({
    pk: ofGeneration(institutionId, generation),
    sk: `DAY#${day}`,
  }),
  /** All days, or those from one to another, both included. */
  factsOfDays: (institutionId: string, generation: number, from = "", to = "~") => ({
    pk: ofGeneration(institutionId, generation),
    sk: { from: `DAY#${from}`, to: `DAY#${to}` },
  }),
  /** How its facts stand after all days, the days to come included. */
  factsStanding: (institutionId: string, generation: number): Key => ({
    pk: ofGeneration(institutionId, generation),
    sk: "STANDING",
  }),
  /** How far one aggregate's journal is folded, and what the next entry has to know of it. */
  factsShare: (institutionId: string, generation: number, type: string, id: string): Key => ({
    pk: ofGeneration(institutionId, generation),
    sk: `SHARE#${type}#${id}`,
  }),
  factsShares: (institutionId: string, generation: number) => ({
    pk: ofGeneration(institutionId, generation),
    beginsWith: "SHARE#",
  }),
  allFacts: ofGeneration,
} as const;
