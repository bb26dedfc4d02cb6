import { describe, expect, it } from "vitest";
import { storable } from "../../../adapters/aggregates.ts";
import { itemBytes } from "../../../adapters/table/item-size.ts";
import { AlertState } from "../../../domain/alert/alert.ts";
import { decideAcknowledge, decideAssign, decideConclude } from "../../../domain/alert/dispose.ts";
import { followFacts, raiseAlert } from "../../../domain/alert/follow-facts.ts";
import { step } from "../../../domain/alert/step.ts";
import { AlertAction, AlertStatus, alertTransitions } from "../../../domain/alert/transitions.ts";
import { nextState } from "../../../domain/shared/lifecycle.ts";
import { DAY_MS, toRfc3339 } from "../../../domain/shared/time.ts";
import {
  anAlert,
  COLLEAGUE,
  decided,
  OFFICER,
  rules,
  subject,
  verdict,
} from "../../support/alerts.ts";
import { HOUR_MS, MONDAY, refusalOf, valueOf } from "../../support/money-builders.ts";

const everyStep = AlertStatus.options.flatMap((status) =>
  AlertAction.options.map((action) => ({ status, action })),
);

describe("the lifecycle of an alert", () => {
  it.each(everyStep)(
    "$status: $action is taken, or refused with a reason",
    ({ status, action }) => {
      const taken = step(anAlert({ status }), action);
      expect(taken.ok ? taken.value : undefined).toBe(nextState(alertTransitions, status, action));
      if (!taken.ok) expect(taken.refusal.code).toMatch(/^alert\./);
    },
  );

  it("lets the facts act in every state but the last", () => {
    for (const status of AlertStatus.options)
      for (const action of ["raise-higher", "lower", "clear"] as const)
        expect(action in alertTransitions[status]).toBe(status !== "cleared");
  });

  it.each([
    ["raised", "conclude", "alert.not-acknowledged"],
    ["raised", "assign", "alert.not-acknowledged"],
    ["acknowledged", "acknowledge", "alert.already-acknowledged"],
    ["concluded", "conclude", "alert.concluded"],
    ["cleared", "acknowledge", "alert.cleared"],
  ] as const)("%s: %s is refused as %s", (status, action, code) => {
    expect(refusalOf(step(anAlert({ status }), action))?.code).toBe(code);
  });
});

describe("an alert and its facts", () => {
  it("is raised for the county, with its times, and only where there is a warning", () => {
    expect(raiseAlert(subject, verdict("none"), rules, MONDAY)).toBeUndefined();
    const { alert, event } = decided(raiseAlert(subject, verdict("yellow", 2), rules, MONDAY));
    expect(AlertState.parse(alert)).toEqual(alert);
    expect(alert).toMatchObject({ status: "raised", tier: "county", inputs: { overdueCount: 2 } });
    expect(event).toMatchObject({
      name: "alert-raised",
      data: {
        level: "yellow",
        acknowledgeBy: "2026-03-04T00:00:00.000+08:00",
        concludeBy: "2026-03-10T00:00:00.000+08:00",
      },
    });
  });

  it("stays below 1 KB with all that it may hold", () => {
    const full: AlertState = {
      ...anAlert({ level: "red", tier: "province", isOverdue: true, clearedAt: MONDAY }),
      inputs: Object.fromEntries(
        ["one", "two", "three", "four", "five"].map((name) => [`${name}Count`, 1e9]),
      ),
      acknowledgedBy: OFFICER,
      assigneeId: COLLEAGUE,
      assigneeUnitId: subject.countyUnitId,
      conclusion: {
        finding: "confirmed",
        measures: ["talk", "stop-release", "stop-sale", "inspect", "file-case", "publish"],
        officerId: OFFICER,
        at: MONDAY,
      },
    };
    const state = storable(AlertState.parse(full));
    expect(itemBytes({ state })).toBeLessThanOrEqual(1024);
  });

  it("changes nothing when the same is said twice", () => {
    expect(followFacts(anAlert(), verdict("yellow", 3), rules, MONDAY)).toBeUndefined();
    const cleared = anAlert({ status: "cleared" });
    expect(followFacts(cleared, verdict("red"), rules, MONDAY)).toBeUndefined();
  });

  it("has to be acknowledged anew when it becomes red, within two hours", () => {
    const at = MONDAY + DAY_MS;
    const { alert: acknowledged } = valueOf(decideAcknowledge(anAlert(), OFFICER));
    const { alert, event } = decided(followFacts(acknowledged, verdict("red", 5), rules, at));
    expect(alert).toMatchObject({
      status: "raised",
      level: "red",
      acknowledgeBy: { dueAt: at + 2 * HOUR_MS },
    });
    expect(alert.acknowledgedBy).toBeUndefined();
    expect(event).toMatchObject({
      name: "alert-raised-higher",
      data: { concludeBy: "2026-03-07T00:00:00.000+08:00" },
    });
  });

  it("gains no time to conclude by becoming worse", () => {
    const late = MONDAY + 6 * DAY_MS;
    const { alert } = decided(followFacts(anAlert(), verdict("red"), rules, late));
    expect(toRfc3339(alert.concludeBy?.dueAt ?? 0)).toBe("2026-03-10T00:00:00.000+08:00");
  });

  it("keeps its times when it becomes better, and ends when nothing is left", () => {
    const red = anAlert({ level: "red" });
    const { alert: yellow, event } = decided(
      followFacts(red, verdict("yellow"), rules, MONDAY + HOUR_MS),
    );
    expect(event.name).toBe("alert-lowered");
    expect(yellow).toMatchObject({
      level: "yellow",
      status: "raised",
      acknowledgeBy: red.acknowledgeBy,
      concludeBy: red.concludeBy,
    });
    const over = decided(followFacts(yellow, verdict("none", 0), rules, MONDAY + 2 * HOUR_MS));
    expect(over.event).toMatchObject({
      name: "alert-cleared",
      data: { inputs: { overdueCount: 0 } },
    });
    expect(over.alert).toMatchObject({ status: "cleared", clearedAt: MONDAY + 2 * HOUR_MS });
    expect(over.alert.concludeBy).toBeUndefined();
  });

  it("is another indicator's: then somebody has mistaken it", () => {
    const other = { ...verdict("red"), indicatorId: "expiries" as const };
    expect(() => followFacts(anAlert(), other, rules, MONDAY)).toThrow("follows overdue-refunds");
  });
});

describe("an officer and an alert", () => {
  const { alert: acknowledged } = valueOf(decideAcknowledge(anAlert(), OFFICER));

  it("acknowledges it, gives it to a colleague, and concludes it with what is done", () => {
    expect(acknowledged).toMatchObject({ status: "acknowledged", acknowledgedBy: OFFICER });
    const task = {
      assigneeId: COLLEAGUE,
      assigneeUnitId: subject.countyUnitId,
      officerId: OFFICER,
    };
    const { alert: assigned } = valueOf(decideAssign(acknowledged, task));
    expect(assigned.assigneeId).toBe(COLLEAGUE);
    expect(refusalOf(decideAssign(assigned, task))?.code).toBe("alert.assigned-already");
    const { alert, event } = valueOf(
      decideConclude(
        assigned,
        {
          finding: "confirmed",
          measures: ["talk", "inspect", "talk"],
          notTaken: [],
          officerId: COLLEAGUE,
        },
        MONDAY,
      ),
    );
    expect(alert).toMatchObject({
      status: "concluded",
      conclusion: { finding: "confirmed", measures: ["talk", "inspect"], at: MONDAY },
    });
    expect(alert.concludeBy).toBeUndefined();
    expect(event.name).toBe("alert-concluded");
  });

  it.each([
    ["confirmed", [], "alert.measure-missing"],
    ["explained", ["talk"], "alert.measure-unfounded"],
    ["data-error", ["publish"], "alert.measure-unfounded"],
    ["confirmed", ["talk"], "alert.measure-not-taken"],
  ] as const)("cannot conclude %s with %j: %s", (finding, measures, code) => {
    const said = { finding, measures, notTaken: measures, officerId: OFFICER };
    expect(refusalOf(decideConclude(acknowledged, said, MONDAY))?.code).toBe(code);
  });

  it("is not warned again of what was explained, until it becomes worse", () => {
    const said = {
      finding: "explained",
      measures: [],
      notTaken: [],
      officerId: OFFICER,
    } as const;
    const { alert: concluded } = valueOf(decideConclude(acknowledged, said, MONDAY));
    expect(followFacts(concluded, verdict("yellow", 2), rules, MONDAY)).toBeUndefined();
    const { alert } = decided(followFacts(concluded, verdict("red", 5), rules, MONDAY));
    expect(alert).toMatchObject({ status: "raised", level: "red" });
    expect(alert.conclusion).toBeUndefined();
  });
});
