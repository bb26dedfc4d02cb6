import { NATION_ID } from "../../domain/reference/division.ts";
import { nationalRulePack } from "../../domain/reference/national-rule-pack.ts";
import type { AdoptedPack } from "../../domain/reference/rule-book.ts";
import { RuleParameter } from "../../domain/reference/rule-packs.ts";
import { allIndicators } from "../../domain/risk/indicators/all.ts";
import {
  draftVersion,
  type IndicatorVersion,
  type RulesAround,
} from "../../domain/risk/versions/version.ts";
import { IndicatorVersionId, MemberId, UnitId } from "../../domain/shared/ids.ts";
import type { Result } from "../../domain/shared/result.ts";
import type { IndicatorId } from "../../domain/shared/risk-codes.ts";
import { localDate } from "../../domain/shared/time.ts";

/** Limits that a county drafts on the day on which the tests begin. */

export const ulid = (letter: string): string => `01KJNP0000000000000000000${letter}`;
export const AT = Date.parse("2026-03-02T09:00:00+08:00");
export const EFFECTIVE = localDate("2026-04-01");
export const COUNTY = UnitId.parse("unt_411102");
export const nation: AdoptedPack = {
  ...nationalRulePack,
  unitId: UnitId.parse(NATION_ID),
  number: 1,
  effectiveFrom: localDate("2026-01-01"),
};
export const unitPath = "/unt_100000/unt_410000/unt_411100/unt_411102/";
export const rules: RulesAround = { unitPath, above: [[nation]], own: [] };

export const indicatorOf = (id: string) => {
  const found = allIndicators.find((indicator) => indicator.id === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
};
export const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};
export const codeOf = (result: Result<unknown>): string | undefined =>
  result.ok ? undefined : result.refusal.code;

export const limit = (id: string, value: number, changes: object = {}) =>
  RuleParameter.parse({
    ...{ id, value, scope: COUNTY, validFrom: EFFECTIVE, status: "default" },
    source: { article: "样例", date: "2026-02-01" },
    ...changes,
  });

export const draftedBy = MemberId.parse(`mem_${ulid("D")}`);
export const drafted = (indicatorId: IndicatorId, parameters: RuleParameter[], unitId = COUNTY) =>
  draftVersion(
    indicatorId,
    {
      versionId: IndicatorVersionId.parse(`irv_${ulid("V")}`),
      authorId: draftedBy,
      ...{ unitId, effectiveFrom: EFFECTIVE, parameters },
    },
    unitId === COUNTY ? rules : { unitPath: "/unt_100000/", above: [], own: [nation] },
    AT,
  );
export const aVersion = (): IndicatorVersion =>
  valueOf(drafted("custody-cover", [limit("risk.custody-cover-yellow", 110)])).version;
