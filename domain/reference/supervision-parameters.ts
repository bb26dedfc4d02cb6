import type { Bilingual } from "../shared/result.ts";
import type { ParameterDefinition } from "./parameter-definition.ts";

/** What localities may set for the supervision of prepaid fees; the values lie in `supervision-rule-pack.ts`. */
export const SUPERVISION_PARAMETER_IDS = [
  "deposit.cycle-months",
  "deposit.look-back-months",
  "deposit.floor-per-cent",
  "custody.least-balance-per-cent",
] as const;

type SupervisionParameterId = (typeof SUPERVISION_PARAMETER_IDS)[number];

export const supervisionParameters = {
  "deposit.cycle-months": { unit: "calendar-month", strictest: "higher" },
  "deposit.look-back-months": { unit: "calendar-month", strictest: "higher" },
  "deposit.floor-per-cent": { unit: "per-cent", strictest: "higher" },
  "custody.least-balance-per-cent": { unit: "per-cent", strictest: "higher" },
} as const satisfies Record<SupervisionParameterId, ParameterDefinition>;

export const supervisionParameterNames = {
  "deposit.cycle-months": {
    zh: "风险保证金所依据的收费周期",
    en: "charging cycle that a performance deposit covers",
  },
  "deposit.look-back-months": {
    zh: "风险保证金最低额的回看时间",
    en: "how far back the largest charging cycle is looked for",
  },
  "deposit.floor-per-cent": {
    zh: "风险保证金占一个收费周期费用的最低比例",
    en: "least share of one charging cycle's fees that a deposit holds",
  },
  "custody.least-balance-per-cent": {
    zh: "托管账户最低余额占近一个收费周期费用的比例",
    en: "least share of the last charging cycle's fees that a custody account holds",
  },
} as const satisfies Record<SupervisionParameterId, Bilingual>;
