import { localDate } from "../shared/time.ts";
import { platformDefault } from "./platform-default.ts";
import type { RuleParameter } from "./rule-packs.ts";

/**
 * Prepaid fees. Luoyang's measure names the cycle and its whole fees; that the largest cycle of a year counts is the
 * platform's reading. The nation asks for no least balance in custody; places that do so state it in their packs.
 */
export const supervisionRules: readonly RuleParameter[] = [
  {
    id: "deposit.cycle-months",
    value: 3,
    scope: "nation",
    validFrom: localDate("2023-02-28"),
    source: { article: "洛阳市校外培训机构风险保证金规定（各地）", date: "2023-02" },
    status: "unverified",
  },
  { id: "deposit.look-back-months", value: 12, ...platformDefault },
  {
    id: "deposit.floor-per-cent",
    value: 100,
    scope: "nation",
    validFrom: localDate("2023-02-28"),
    source: { article: "洛阳市校外培训机构风险保证金规定（各地）", date: "2023-02" },
    status: "unverified",
  },
  { id: "custody.least-balance-per-cent", value: 0, ...platformDefault },
];
