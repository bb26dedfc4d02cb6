import { describe, expect, it } from "vitest";
import { isLate, nextDueOf } from "../../../domain/alert/clocks.ts";
import { decideAcknowledge, decideConclude } from "../../../domain/alert/dispose.ts";
import { decideOverdue, escalateBySpread } from "../../../domain/alert/escalate.ts";
import { raiseAlert } from "../../../domain/alert/follow-facts.ts";
import { routeOf } from "../../../domain/alert/route.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import {
  anAlert,
  decided,
  OFFICER,
  rules,
  rulesWithoutCalendar,
  subject,
  verdict,
} from "../../support/alerts.ts";
import { HOUR_MS, MONDAY, refusalOf, valueOf } from "../../support/money-builders.ts";

const red = () => anAlert({ level: "red" });
const endOf = (day: string) => Date.parse(`${day}T00:00:00+08:00`) + DAY_MS;

describe("who acts on an alert, and who is told", () => {
  const { cityUnitId: _none, ...withoutCity } = subject;

  it.each([
    ["yellow", "county", ["unt_411102"], []],
    ["red", "county", ["unt_411102", "unt_411100"], ["unt_410000"]],
    ["yellow", "province", ["unt_410000"], ["unt_411102", "unt_411100"]],
    ["red", "nation", ["unt_100000"], ["unt_410000", "unt_411102", "unt_411100"]],
  ] as const)("%s at the %s: %j, and %j", (level, tier, act, told) => {
    expect(routeOf(anAlert({ level, tier }))).toEqual({ act, told });
  });

  it("is the county alone where no city lies above it", () => {
    const { alert } = decided(raiseAlert(withoutCity, verdict("red"), rules, MONDAY));
    expect(routeOf(alert)).toEqual({ act: ["unt_411102"], told: ["unt_410000"] });
  });
});

describe("an alert that nobody looks at", () => {
  it("is late after its time to acknowledge, and then after its time to conclude", () => {
    const yellow = anAlert();
    expect(nextDueOf(yellow)?.dueAt).toBe(endOf("2026-03-03"));
    expect(isLate(yellow, endOf("2026-03-03") - 1)).toBe(false);
    expect(isLate(yellow, endOf("2026-03-03"))).toBe(true);
    const { alert } = valueOf(decideAcknowledge(yellow, OFFICER));
    expect(nextDueOf(alert)?.dueAt).toBe(endOf("2026-03-09"));
    expect(isLate(alert, endOf("2026-03-09") - 1)).toBe(false);
    expect(isLate(alert, endOf("2026-03-09"))).toBe(true);
  });

  it("goes to the province, whose own times begin", () => {
    const at = MONDAY + 2 * HOUR_MS;
    expect(refusalOf(decideOverdue(red(), rules, at - 1))?.code).toBe("alert.not-late");
    const { alert, event } = valueOf(decideOverdue(red(), rules, at));
    expect(alert).toMatchObject({
      tier: "province",
      status: "raised",
      acknowledgeBy: { dueAt: at + 2 * HOUR_MS },
    });
    expect(event).toMatchObject({
      name: "alert-escalated",
      data: { from: "county", to: "province", unitId: "unt_410000", because: "overdue" },
    });
  });

  it("stays with the province when that is late too, and is shown as overdue once", () => {
    const at = MONDAY + 30 * DAY_MS;
    const { alert, event } = valueOf(decideOverdue(anAlert({ tier: "province" }), rules, at));
    expect(event).toMatchObject({ name: "alert-overdue", data: { tier: "province" } });
    expect(alert).toMatchObject({ isOverdue: true, status: "raised", tier: "province" });
    expect(nextDueOf(alert)).toBeUndefined();
    expect(refusalOf(decideOverdue(alert, rules, at))?.code).toBe("alert.nothing-above");
  });

  it("does not go up by a day of which the calendar is not known", () => {
    const alert = decided(
      raiseAlert(subject, verdict("yellow"), rulesWithoutCalendar, MONDAY),
    ).alert;
    const refusal = refusalOf(decideOverdue(alert, rules, MONDAY + 30 * DAY_MS));
    expect(refusal?.code).toBe("alert.not-late");
  });

  it("does not go up once it is concluded or cleared", () => {
    const at = MONDAY + 30 * DAY_MS;
    const said = {
      finding: "explained",
      measures: [],
      notTaken: [],
      officerId: OFFICER,
    } as const;
    const { alert: acknowledged } = valueOf(decideAcknowledge(anAlert(), OFFICER));
    const { alert: concluded } = valueOf(decideConclude(acknowledged, said, MONDAY));
    expect(refusalOf(decideOverdue(concluded, rules, at))?.code).toBe("alert.concluded");
    const cleared = anAlert({ status: "cleared" });
    expect(refusalOf(decideOverdue(cleared, rules, at))?.code).toBe("alert.cleared");
  });
});

describe("the alerts of one owner in several places", () => {
  const spread = (counties: number, provinces: number, alert = anAlert()) =>
    escalateBySpread(alert, { counties, provinces }, rules, MONDAY);

  it("go to the province from three counties, to the nation from two provinces", () => {
    expect(spread(2, 1)).toBeUndefined();
    expect(spread(3, 1)).toMatchObject({
      alert: { tier: "province" },
      event: { data: { because: "several-counties", unitId: "unt_410000" } },
    });
    expect(spread(2, 2)).toMatchObject({
      alert: { tier: "nation" },
      event: { data: { because: "several-provinces", unitId: "unt_100000" } },
    });
  });

  it("do not go where they are already, nor down", () => {
    expect(spread(3, 1, anAlert({ tier: "province" }))).toBeUndefined();
    expect(spread(5, 1, anAlert({ tier: "nation" }))).toBeUndefined();
    expect(spread(5, 3, anAlert({ tier: "nation" }))).toBeUndefined();
    expect(spread(5, 3, anAlert({ tier: "province" }))?.alert.tier).toBe("nation");
  });

  it("stay where they are once nobody has to act on them", () => {
    expect(spread(5, 3, anAlert({ status: "concluded" }))).toBeUndefined();
    expect(spread(5, 3, anAlert({ status: "cleared" }))).toBeUndefined();
  });
});
