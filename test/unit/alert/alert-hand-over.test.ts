import { describe, expect, it } from "vitest";
import type { AlertState } from "../../../domain/alert/alert.ts";
import { decideAcknowledge, decideAssign } from "../../../domain/alert/dispose.ts";
import { decideEscalate, decideOverdue } from "../../../domain/alert/escalate.ts";
import { followFacts } from "../../../domain/alert/follow-facts.ts";
import { actingOffice } from "../../../domain/alert/route.ts";
import { type UnitId } from "../../../domain/shared/ids.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import {
  anAlert,
  COLLEAGUE,
  decided,
  OFFICER,
  rules,
  subject,
  verdict,
} from "../../support/alerts.ts";
import { MONDAY, valueOf } from "../../support/money-builders.ts";

const { countyUnitId: COUNTY, cityUnitId: CITY = COUNTY } = subject;

/** A red alert, given to an officer of one of the two units that act on it. */
function assignedIn(assigneeUnitId: UnitId): AlertState {
  const { alert } = valueOf(decideAcknowledge(anAlert({ level: "red" }), OFFICER));
  const task = { assigneeId: COLLEAGUE, assigneeUnitId, officerId: OFFICER };
  return valueOf(decideAssign(alert, task)).alert;
}

describe("who works on an alert", () => {
  it("works on it no longer when it goes up, and the timeline says so", () => {
    const { alert, event } = valueOf(decideEscalate(assignedIn(COUNTY), OFFICER, rules, MONDAY));
    expect(alert).not.toHaveProperty("assigneeId");
    expect(alert).not.toHaveProperty("assigneeUnitId");
    expect(event.data).toMatchObject({ to: "province", formerAssigneeId: COLLEAGUE });
  });

  it("works on it no longer when it becomes yellow, and the city does not act on it", () => {
    const lowered = decided(followFacts(assignedIn(CITY), verdict("yellow"), rules, MONDAY));
    expect(lowered.alert).not.toHaveProperty("assigneeId");
    expect(lowered.event.data).toHaveProperty("formerAssigneeId", COLLEAGUE);
  });

  it("goes on where the unit still acts on it", () => {
    const lowered = decided(followFacts(assignedIn(COUNTY), verdict("yellow"), rules, MONDAY));
    expect(lowered.alert.assigneeId).toBe(COLLEAGUE);
    expect(lowered.event.data).toHaveProperty("formerAssigneeId", undefined);
    const raised = decided(followFacts(lowered.alert, verdict("red"), rules, MONDAY));
    expect(raised.alert.assigneeId).toBe(COLLEAGUE);
  });

  it("works on it for the lowest of several offices", () => {
    const offices = [CITY, COUNTY].map((unitId) => ({ unitId, department: "culture" as const }));
    expect(actingOffice(anAlert({ level: "red" }), offices)?.unitId).toBe(COUNTY);
    expect(actingOffice(anAlert(), offices.slice(0, 1))).toBeUndefined();
  });
});

describe("an alert that a province let pass", () => {
  it("is not overdue any more once it is over", () => {
    const at = MONDAY + 30 * DAY_MS;
    const late = valueOf(decideOverdue(anAlert({ tier: "province" }), rules, at)).alert;
    expect(late.isOverdue).toBe(true);
    const { alert } = decided(followFacts(late, verdict("none", 0), rules, at));
    expect(alert.status).toBe("cleared");
    expect(alert).not.toHaveProperty("isOverdue");
  });
});
