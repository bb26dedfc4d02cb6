import type { ParameterId } from "../../../domain/reference/rule-parameters.ts";
import type { InstitutionSize } from "../../../domain/reference/vocabulary.ts";

/** Other values of some limits; every other one is the nation's. */
export interface LimitTrial {
  readonly name: string;
  readonly values: Readonly<
    Partial<Record<ParameterId, number | Readonly<Record<InstitutionSize, number>>>>
  >;
}

/** What the handbook leaves open, read otherwise than in the national rule pack. */
export const readings: readonly LimitTrial[] = [
  { name: "repeated: 2 days", values: { "risk.limits-and-prices-red": 2 } },
  { name: "repeated: 3 days", values: { "risk.limits-and-prices-red": 3 } },
  { name: "repeated: 5 days", values: { "risk.limits-and-prices-red": 5 } },
  {
    name: "repeated: 2, 3, 5 days by size",
    values: { "risk.limits-and-prices-red": { small: 2, medium: 3, large: 5 } },
  },
  {
    name: "complaints: 1 in a medium school",
    values: { "risk.complaint-rate-least-yellow": { small: 2, medium: 1, large: 2 } },
  },
  {
    name: "silence: from 200 lessons",
    values: { "risk.silent-confirmations-least-lessons": 200 },
  },
  { name: "staff: 1 gone is a sign", values: { "risk.closing-signs-staff-least": 1 } },
  { name: "a mean from 28 days", values: { "risk.least-history-days": 28 } },
];

const found = {
  "risk.closing-signs-red": 2,
  "risk.overdue-refunds-red": 3,
  "risk.untaught-confirmations-red": 3,
};
const seldom = {
  "risk.limits-and-prices-yellow": 2,
  "risk.overdue-refunds-yellow": 2,
  "risk.untaught-confirmations-yellow": 2,
};

/** Numbers that the handbook names, with others in their place: what a city might try in shadow first. */
export const handbookNumbers: readonly LimitTrial[] = [
  { name: "closing signs: red from 2", values: { "risk.closing-signs-red": 2 } },
  { name: "overdue refunds: red from 3", values: { "risk.overdue-refunds-red": 3 } },
  { name: "untaught lessons: red from 3", values: { "risk.untaught-confirmations-red": 3 } },
  { name: "these three together", values: found },
  { name: "silence: red above 60 %", values: { "risk.silent-confirmations-red": 60 } },
  { name: "refund requests: red from 5", values: { "risk.refund-surge-least-red": 5 } },
  { name: "deposit: red above 30 %", values: { "risk.deposit-shortfall-red": 30 } },
  { name: "yellow from 2: limits, overdue, untaught", values: seldom },
  { name: "all of red from 2 or 3, and yellow from 2", values: { ...found, ...seldom } },
];
