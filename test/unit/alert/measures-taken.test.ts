import { describe, expect, it } from "vitest";
import { measuresNotTaken } from "../../../domain/alert/measures-taken.ts";
import type { MeasureState } from "../../../domain/measure/measure.ts";
import { MeasureId, ProposalId } from "../../../domain/shared/ids.ts";
import { HOUR_MS } from "../../../domain/shared/time.ts";
import { anInstitution } from "../../support/institution.ts";
import { MONDAY } from "../../support/money-builders.ts";
import { OFFICER } from "../../support/alerts.ts";

const aStop = (changes: Partial<MeasureState> = {}): MeasureState => {
  const { institutionId, countyUnitId, category } = anInstitution();
  return {
    ...{ institutionId, countyUnitId, category },
    measureId: MeasureId.parse(`msr_${"0".repeat(26)}`),
    kind: "stop-release",
    basis: "penalty-54",
    officerId: OFFICER,
    orderedAt: MONDAY + HOUR_MS,
    status: "in-force",
    ...changes,
  };
};
const before = { orderedAt: MONDAY - 1 };

describe("a measure that a conclusion names", () => {
  it.each([
    ["ordered since the alert and in force", aStop(), []],
    ["ordered earlier and still in force", aStop(before), []],
    ["ordered since and taken back", aStop({ status: "lifted", end: "officers" }), []],
    ["ordered since and met", aStop({ status: "fulfilled" }), []],
    ["over before the alert", aStop({ ...before, status: "fulfilled" }), ["stop-release"]],
    [
      "rejected by the second officer",
      aStop({ status: "lifted", end: "rejected" }),
      ["stop-release"],
    ],
    ["lapsed unconfirmed", aStop({ status: "lifted", end: "lapsed" }), ["stop-release"]],
    ["of another kind", aStop({ kind: "stop-sale" }), ["stop-release"]],
  ] as const)("counts by what became of it: %s", (_, ordered, expected) => {
    expect(measuresNotTaken(["stop-release"], anInstitution(), [ordered], MONDAY)).toEqual(
      expected,
    );
  });

  it("is a freeze where the institution is frozen", () => {
    const frozen = anInstitution({
      freeze: {
        proposalId: ProposalId.parse(`pro_${"0".repeat(26)}`),
        basis: "prepaid-fees-2021-2",
        since: MONDAY,
      },
    });
    expect(measuresNotTaken(["freeze"], frozen, [], MONDAY)).toEqual([]);
    expect(measuresNotTaken(["freeze"], anInstitution(), [], MONDAY)).toEqual(["freeze"]);
  });

  it("is the officer's word where it is taken elsewhere", () => {
    expect(measuresNotTaken(["file-case", "publish"], anInstitution(), [], MONDAY)).toEqual([]);
  });
});
