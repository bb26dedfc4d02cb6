import { packInForce, AdoptedPack } from "../domain/reference/rule-book.ts";
import type { RulePackVersions } from "../domain/reference/rule-packs.ts";
import type { EpochMs, LocalDate } from "../domain/shared/time.ts";
import { keys } from "./table/keys.ts";
import type { Item, Table } from "./table/table.ts";
import { storable } from "./aggregates.ts";
import type { Change } from "./unit-of-work.ts";

const CACHE_MS = 60_000;
const CACHE_SIZE = 4000;

/** The rule packs in force at a place; a new one is seen after 60 seconds at the latest, and applies from its day. */
export interface RulePacks {
  /**
   * The packs in force on a day, the nation's first.
   * @param unitPath the path of the place, `/unt_100000/unt_410000/`
   */
  inForce(unitPath: string, date: LocalDate): Promise<readonly AdoptedPack[]>;
  /** The packs of these versions, which an order or a contract keeps, whatever was adopted since. */
  ofVersions(unitPath: string, versions: RulePackVersions): Promise<readonly AdoptedPack[]>;
}

export function rulePacks(table: Table, now: () => EpochMs): RulePacks {
  const cache = new Map<
    string,
    { readonly packs: readonly AdoptedPack[]; readonly until: EpochMs }
  >();

  async function adoptedBy(unitId: string): Promise<readonly AdoptedPack[]> {
    const cached = cache.get(unitId);
    if (cached !== undefined && cached.until > now()) return cached.packs;
    const packs = await readPacks(table, unitId);
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(unitId, { packs, until: now() + CACHE_MS });
    return packs;
  }

  return {
    async inForce(unitPath, date) {
      const levels = await Promise.all(unitsOn(unitPath).map(adoptedBy));
      return levels.flatMap((packs) => packInForce(packs, date) ?? []);
    },
    async ofVersions(unitPath, versions) {
      const named = new Set(versions.split("+"));
      const levels = await Promise.all(unitsOn(unitPath).map(adoptedBy));
      return levels.flat().filter((pack) => named.has(pack.version));
    },
  };
}

/** The units on a path, the nation first. */
export const unitsOn = (unitPath: string): readonly string[] =>
  unitPath.split("/").filter((unitId) => unitId !== "");

/** Every pack that a unit has adopted, as the table has it now. */
export async function readPacks(table: Table, unitId: string): Promise<readonly AdoptedPack[]> {
  const { pk, beginsWith } = keys.rulePacks(unitId);
  const packs: AdoptedPack[] = [];
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const range = { pk, sk: { beginsWith }, consistent: true };
    const page = await table.query(after === undefined ? range : { ...range, after });
    packs.push(...page.items.map((item) => AdoptedPack.parse(item["pack"])));
    after = page.next;
  } while (after !== undefined);
  return packs;
}

export const rulePackItem = (pack: AdoptedPack): Item => ({
  ...keys.rulePack(pack.unitId, pack.number),
  type: "rule-pack",
  pack: storable(pack),
});

/** Keeps an adopted pack for good: no other may take its number. */
export const rulePackChange = (pack: AdoptedPack): Change => ({
  write: { kind: "put", item: rulePackItem(pack), condition: { kind: "absent" } },
});
