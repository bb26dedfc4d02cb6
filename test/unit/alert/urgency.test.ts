import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AlertState } from "../../../domain/alert/alert.ts";
import { warnedInstitutions } from "../../../domain/alert/urgency.ts";
import { AlertStatus } from "../../../domain/alert/transitions.ts";
import { InstitutionId } from "../../../domain/shared/ids.ts";
import { AlertLevel } from "../../../domain/shared/risk-codes.ts";
import { EpochMs } from "../../../domain/shared/time.ts";
import { anAlert } from "../../support/alerts.ts";

const institution = (number: number) =>
  InstitutionId.parse(`ins_${String(number).padStart(26, "0")}`);

type Told = Partial<Pick<AlertState, "level" | "status" | "indicatorId">> & {
  readonly at?: number;
};

const alertOf = (number: number, { at = 1, ...changes }: Told = {}) =>
  anAlert({ institutionId: institution(number), raisedAt: EpochMs.parse(at), ...changes });

const orderOf = (alerts: readonly AlertState[]) =>
  warnedInstitutions(alerts).map(({ institutionId }) => Number(institutionId.slice(4)));

describe("institutions that are warned of", () => {
  it("stand by red alerts, then by how many indicators warn at once, then the newest first", () => {
    const order = orderOf([
      alertOf(1, { at: 2 }),
      alertOf(2, { at: 3 }),
      alertOf(3),
      alertOf(3, { indicatorId: "expiries" }),
      alertOf(4, { level: "red" }),
      alertOf(5, { level: "red" }),
      alertOf(5, { indicatorId: "complaint-rate" }),
    ]);
    expect(order).toEqual([5, 4, 3, 2, 1]);
  });

  it("come last once everything is concluded, however red, and not at all when it is over", () => {
    const concluded = alertOf(1, { level: "red", status: "concluded" });
    const over = alertOf(3, { level: "red", status: "cleared" });
    expect(orderOf([concluded, alertOf(2), over])).toEqual([2, 1]);
    const both = warnedInstitutions([concluded, alertOf(1, { indicatorId: "expiries" })]);
    expect(both.map(({ urgency }) => urgency)).toEqual([
      { toDoCount: 1, redCount: 1, openCount: 2, latestAt: 1 },
    ]);
  });

  it("show their own alerts in the same order", () => {
    const alerts = [
      alertOf(1, { at: 5, level: "red", status: "concluded" }),
      alertOf(1, { at: 1 }),
      alertOf(1, { at: 2 }),
      alertOf(1, { at: 0, level: "red" }),
    ];
    const [only] = warnedInstitutions(alerts);
    expect(only?.alerts.map(({ raisedAt }) => raisedAt)).toEqual([0, 2, 1, 5]);
  });

  it("stand in one order, whatever the order in which their alerts are found", () => {
    const anyAlert = fc
      .record({
        number: fc.integer({ min: 1, max: 6 }),
        level: fc.constantFrom(...AlertLevel.options),
        status: fc.constantFrom(...AlertStatus.options),
        at: fc.integer({ min: 0, max: 3 }),
      })
      .map(({ number, ...told }) => alertOf(number, told));
    fc.assert(
      fc.property(fc.array(anyAlert, { maxLength: 15 }), (alerts) => {
        expect(orderOf(alerts.toReversed())).toEqual(orderOf(alerts));
      }),
    );
  });
});
