import { describe, expect, it } from "vitest";
import {
  isFrozen,
  isSaleStopped,
  releaseHoldOf,
  withoutStop,
  withStop,
} from "../../../domain/institution/holds.ts";
import { legalBases } from "../../../domain/measure/legal-bases.ts";
import { orderInspection } from "../../../domain/measure/order.ts";
import { lapseStop, stopNow } from "../../../domain/measure/stop.ts";
import {
  type MeasureAction,
  MeasureStatus,
  nextStatus,
} from "../../../domain/measure/transitions.ts";
import { MeasureId, MemberId, ProposalId } from "../../../domain/shared/ids.ts";
import { MeasureKind } from "../../../domain/shared/measure-codes.ts";
import { HOUR_MS } from "../../../domain/shared/time.ts";
import { anInstitution } from "../../support/institution.ts";
import { MONDAY, valueOf } from "../../support/money-builders.ts";

const measureId = MeasureId.parse(`msr_${"0".repeat(25)}1`);
const otherId = MeasureId.parse(`msr_${"0".repeat(25)}2`);
const officerId = MemberId.parse(`mem_${"0".repeat(25)}1`);
const order = { measureId, officerId, basis: "prepaid-fees-2021-2" } as const;
const stopOrder = {
  ...order,
  proposalId: ProposalId.parse(`pro_${"0".repeat(25)}1`),
  stop: "release",
  confirmHours: 24,
} as const;

describe("the life of a measure", () => {
  const ACTIONS: readonly MeasureAction[] = ["submit", "return", "fulfil", "record", "lift"];
  /** All that may be done, by kind: whatever is not here is refused. */
  const ALLOWED = {
    talk: ["in-force fulfil fulfilled", "in-force lift lifted"],
    "stop-release": ["in-force lift lifted"],
    "stop-sale": ["in-force lift lifted"],
    rectify: [
      "in-force submit submitted",
      "in-force lift lifted",
      "submitted return in-force",
      "submitted fulfil fulfilled",
      "submitted lift lifted",
    ],
    inspect: ["in-force record fulfilled", "in-force lift lifted"],
  };

  it.each(MeasureKind.options)("of the kind %s allows this and nothing else", (kind) => {
    const allowed = MeasureStatus.options.flatMap((status) =>
      ACTIONS.flatMap((action) => {
        const next = nextStatus(kind, status, action);
        return next === undefined ? [] : [`${status} ${action} ${next}`];
      }),
    );
    expect(allowed).toEqual(ALLOWED[kind]);
  });
});

describe("the articles", () => {
  it.each(MeasureKind.options)("bear %s", (kind) => {
    const bearing = Object.values(legalBases).filter(({ measures }) => measures.includes(kind));
    expect(bearing.length).toBeGreaterThan(0);
  });

  it("bear nothing beyond what they say", () => {
    const refused = orderInspection(anInstitution(), { ...order, basis: "penalty-28" }, MONDAY);
    expect(refused).toMatchObject({ ok: false, refusal: { code: "measure.basis-unfit" } });
  });
});

describe("what an institution is kept from", () => {
  const free = anInstitution();
  const freeze = { proposalId: stopOrder.proposalId, basis: order.basis, since: MONDAY };

  it("is nothing, or its releases, or its sales, or both", () => {
    expect([releaseHoldOf(free), isSaleStopped(free)]).toEqual([undefined, false]);
    const both = withStop(withStop(free, "release", measureId), "sale", otherId);
    expect([releaseHoldOf(both), isSaleStopped(both), isFrozen(both)]).toEqual([
      { kind: "stop", measureId },
      true,
      false,
    ]);
    expect(releaseHoldOf({ ...both, freeze })).toEqual({ kind: "freeze", since: MONDAY });
    expect(withoutStop(both, "release").stops).toEqual({ sale: otherId });
    expect(withoutStop(withoutStop(both, "release"), "sale")).toEqual(free);
  });
});

describe("a stop that nobody confirms", () => {
  const stopped = valueOf(stopNow(anInstitution(), stopOrder, MONDAY));
  const lapse = (at: number, measure = stopped.measure) =>
    valueOf(lapseStop(stopped.proposal, measure, stopped.institution, at));

  it("ends with its last instant, and not before", () => {
    expect(lapse(MONDAY + 24 * HOUR_MS - 1)).toBeUndefined();
    expect(lapse(MONDAY + 24 * HOUR_MS)).toMatchObject({
      proposal: { status: "lapsed" },
      measure: { status: "lifted", end: "lapsed" },
      institutionEvent: { name: "institution-resumed" },
    });
  });

  it("is left alone where it ended between two reads", () => {
    const { measure } = lapse(MONDAY + 24 * HOUR_MS) ?? {};
    expect(lapse(MONDAY + 25 * HOUR_MS, measure)).toBeUndefined();
  });
});
