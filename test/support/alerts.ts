import type { AlertDecision, AlertState } from "../../domain/alert/alert.ts";
import { alertRulesBy } from "../../domain/alert/clocks.ts";
import { type AlertSubject, raiseAlert, type Verdict } from "../../domain/alert/follow-facts.ts";
import { calendarOf } from "../../domain/reference/calendar-year.ts";
import { nationalRulePack } from "../../domain/reference/national-rule-pack.ts";
import { AlertId, InstitutionId, MemberId, UnitId } from "../../domain/shared/ids.ts";
import { localDate } from "../../domain/shared/time.ts";
import { calendar2026 } from "./complaints.ts";
import { MONDAY } from "./money-builders.ts";

export const OFFICER = MemberId.parse(`mem_${"0".repeat(25)}8`);
export const COLLEAGUE = MemberId.parse(`mem_${"0".repeat(25)}9`);

export const subject: AlertSubject = {
  alertId: AlertId.parse(`alr_${"0".repeat(25)}1`),
  institutionId: InstitutionId.parse("ins_01KJNP0000000000000000000A"),
  countyUnitId: UnitId.parse("unt_411102"),
  cityUnitId: UnitId.parse("unt_411100"),
  provinceUnitId: UnitId.parse("unt_410000"),
  category: "culture-art",
  ownerUscc: "91411102XMX928U7EM",
};

const context = {
  date: localDate("2026-03-02"),
  unitPath: "/unt_100000/unt_410000/unt_411100/unt_411102/",
};
export const rules = alertRulesBy([nationalRulePack], calendar2026, context);
/** Where nothing is known of any calendar. */
export const rulesWithoutCalendar = alertRulesBy([nationalRulePack], calendarOf([]), context);

export const verdict = (level: Verdict["level"], overdueCount = 1): Verdict => ({
  indicatorId: "overdue-refunds",
  level,
  inputs: { overdueCount },
});

/** A decision that has to be there. */
export function decided(decision: AlertDecision | undefined): AlertDecision {
  if (decision === undefined) throw new Error("something was to be decided");
  return decision;
}

export const anAlert = (changes: Partial<AlertState> = {}): AlertState => ({
  ...decided(raiseAlert(subject, verdict(changes.level ?? "yellow"), rules, MONDAY)).alert,
  ...changes,
});
