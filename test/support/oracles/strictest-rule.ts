/**
 * The rule that binds, worked out the slow way and without the platform's code: for each unit on the way from the
 * nation to the county it walks its packs in the order of their adoption, keeps the last one whose day has come
 * (a later day beats an earlier one, and of the same day the later pack), and takes the extreme of all that apply.
 */
export interface OracleRule {
  readonly value: number;
  readonly from: string;
  readonly to?: string | undefined;
  readonly category?: string | undefined;
  readonly mode?: string | undefined;
}

export interface OraclePack {
  readonly unit: string;
  readonly day: string;
  readonly rules: readonly OracleRule[];
}

interface Case {
  readonly date: string;
  readonly units: readonly string[];
  readonly category: string;
  readonly mode: string;
}

export function strictestRule(
  packs: readonly OraclePack[],
  { date, units, category, mode }: Case,
  wants: "lowest" | "highest",
): number | undefined {
  let best: number | undefined;
  for (const unit of units) {
    let current: OraclePack | undefined;
    for (const pack of packs) {
      if (pack.unit !== unit || pack.day > date) continue;
      if (current === undefined || pack.day >= current.day) current = pack;
    }
    for (const rule of current?.rules ?? []) {
      if (date < rule.from) continue;
      if (rule.to !== undefined && date > rule.to) continue;
      if (rule.category !== undefined && rule.category !== category) continue;
      if (rule.mode !== undefined && rule.mode !== mode) continue;
      if (best === undefined) best = rule.value;
      else best = wants === "lowest" ? Math.min(best, rule.value) : Math.max(best, rule.value);
    }
  }
  return best;
}
