import { UnitId } from "../shared/ids.ts";
import { localDate } from "../shared/time.ts";
import { NATION_ID } from "./division.ts";
import { nationalRulePack } from "./national-rule-pack.ts";
import type { PackToAdopt } from "./rule-book.ts";
import { RuleParameter, type RuleSource } from "./rule-packs.ts";

/** What a place is reported to ask for; the texts themselves were not seen. */
const reported = (
  unitId: string,
  [article, date, validFrom]: readonly [string, string, string],
  parameters: readonly object[],
): PackToAdopt & { readonly version: string } => {
  const source: RuleSource = { article, date };
  const own = { scope: unitId, validFrom, source, status: "unverified" };
  return {
    unitId: UnitId.parse(unitId),
    version: `${unitId.replace("unt_", "")}-${date.slice(0, 4)}`,
    effectiveFrom: localDate(validFrom),
    parameters: parameters.map((parameter) => RuleParameter.parse({ ...own, ...parameter })),
  };
};

/** One month before the start, where a place allows no earlier charge. */
const earliestCharge = (
  unitId: string,
  source: readonly [string, string, string],
  ...others: readonly object[]
) => reported(unitId, source, [{ id: "charge.earliest-months", value: 1 }, ...others]);

/**
 * The rules of places as press and local sites report them. Where only the month is known, a rule is taken to
 * hold from the end of that month on; Zigong's, whose day is not known, from the platform's first year on.
 */
const localPacks = [
  earliestCharge("unt_110000", ["北京市校外培训预收费规定", "2021-05-21", "2021-05-21"]),
  earliestCharge("unt_320000", ["江苏省校外培训预收费规定", "2022-04", "2022-04-30"]),
  earliestCharge("unt_460000", ["海南省校外培训预收费规定", "2021-11", "2021-11-30"]),
  earliestCharge("unt_510100", ["成都市校外培训预收费规定", "2022-02", "2022-02-28"], {
    id: "charge.across-terms-forbidden",
    value: 1,
  }),
  reported(
    "unt_510300",
    ["自贡市校外培训预收费资金监管规定", "2026", "2026-01-01"],
    [{ id: "custody.least-balance-per-cent", value: 20 }],
  ),
  earliestCharge("unt_630000", ["青海省校外培训预收费规定", "2022-06", "2022-06-30"]),
];

/** What comes with the platform: the nation's pack, and those of places; authorities add theirs. */
export const builtInPacks: readonly (PackToAdopt & { readonly version: string })[] = [
  {
    unitId: NATION_ID,
    version: nationalRulePack.version,
    // The day of its oldest rule: each parameter has a first day of its own.
    effectiveFrom: localDate("2021-04-02"),
    parameters: nationalRulePack.parameters,
  },
  ...localPacks,
];
