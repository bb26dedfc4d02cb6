import * as z from "zod";
import { RulePackAdopted } from "../../events/reference.ts";
import type { DomainEvent } from "../../events/define.ts";
import { UnitId } from "../shared/ids.ts";
import { LocalDate } from "../shared/time.ts";
import { RulePack, type RuleParameter } from "./rule-packs.ts";

/**
 * A pack that a unit has adopted: all of the unit's own parameters, in force from one day until the next pack
 * takes its place. `number` counts the unit's packs in the order of their adoption.
 */
export const AdoptedPack = RulePack.extend({
  unitId: UnitId,
  number: z.int().min(1),
  effectiveFrom: LocalDate,
});
export type AdoptedPack = z.infer<typeof AdoptedPack>;

/** Which packs a unit has adopted, by their versions, the first one first. */
export const RuleBook = z.object({ unitId: UnitId, versions: z.array(z.string()).min(1) });
export type RuleBook = z.infer<typeof RuleBook>;

/** What a unit wants to hold from a day on: its version is given when it is adopted. */
export interface PackToAdopt {
  readonly unitId: UnitId;
  readonly effectiveFrom: LocalDate;
  readonly parameters: readonly RuleParameter[];
  /** The version of a pack that comes with the platform; others are numbered. */
  readonly version?: string;
}

interface Adoption {
  readonly book: RuleBook;
  readonly pack: AdoptedPack;
  readonly event: DomainEvent;
}

/** Enters a pack in the unit's book: nothing that was adopted before is ever changed. */
export function adoptPack(book: RuleBook | undefined, pack: PackToAdopt): Adoption {
  const { unitId, effectiveFrom, parameters } = pack;
  const versions = book?.versions ?? [];
  const number = versions.length + 1;
  const version = pack.version ?? `${unitId.replace("unt_", "").toLowerCase()}.${number}`;
  return {
    book: { unitId, versions: [...versions, version] },
    pack: { unitId, number, version, effectiveFrom, parameters: [...parameters] },
    event: RulePackAdopted.make({ unitId, version, effectiveFrom }),
  };
}

/** Of a unit's packs the one in force on a day: the latest to have taken effect, of two the later adopted. */
export const packInForce = (
  packs: readonly AdoptedPack[],
  date: LocalDate,
): AdoptedPack | undefined =>
  packs
    .filter((pack) => pack.effectiveFrom <= date)
    .toSorted((a, b) =>
      a.effectiveFrom === b.effectiveFrom
        ? b.number - a.number
        : a.effectiveFrom < b.effectiveFrom
          ? 1
          : -1,
    )[0];
