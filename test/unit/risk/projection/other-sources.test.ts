import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayNumber } from "../../../../domain/risk/day-number.ts";
import { factSourceOf } from "../../../../domain/risk/projection/facts-of-entry.ts";
import { localDate, toRfc3339 } from "../../../../domain/shared/time.ts";
import { ClassOpened, LessonCancelled, MakeUpPlanned } from "../../../../events/catalogue.ts";
import {
  ComplaintConcluded,
  ComplaintEscalated,
  ComplaintFiled,
  ComplaintReopened,
  ComplaintWithdrawn,
} from "../../../../events/complaint.ts";
import {
  CustodyAccountBound,
  InstitutionRegistered,
  InstitutionUpdated,
} from "../../../../events/institution.ts";
import { InspectionRecorded } from "../../../../events/measure.ts";
import { BalanceCompared } from "../../../../events/settlement.ts";
import { DepositBalanceTold, DepositFloorReckoned } from "../../../../events/supervision.ts";
import { noon, partsOf, sumsOf } from "../../../support/folded-facts.ts";
import { aCourse } from "../../../support/money-builders.ts";

const { institutionId } = aCourse();
const id = (prefix: string) => `${prefix}_${"1".padStart(26, "0")}`;

describe("the facts of a balance", () => {
  const told = (balanceFen: number, mustHoldFen: number, day: string, heldFen = mustHoldFen) =>
    BalanceCompared.make({
      ...{ institutionId, bankId: "sandbox-bank", custodyAccountNo: "1", balanceFen, mustHoldFen },
      ...{ heldFen, outcome: "break", asOf: toRfc3339(noon(day)) },
    });

  it("are nothing where the bank holds what the books say", () => {
    expect(partsOf("balance", [["2026-03-05", told(100, 100, "2026-03-04")]])).toEqual([]);
  });

  it("are what lies beside the books, and as outflow of the bank's day how much more is missing", () => {
    const sums = sumsOf(
      partsOf("balance", [
        ["2026-03-05", told(90, 100, "2026-03-04")],
        ["2026-03-06", told(90, 100, "2026-03-05")],
        ["2026-03-07", told(60, 100, "2026-03-06")],
        ["2026-03-08", told(105, 100, "2026-03-07")],
      ]),
    );
    expect(sums).toEqual({
      ...{ "2026-03-05 custodyBalanceFen": -10, "2026-03-04 outflowFen": 10 },
      ...{ "2026-03-07 custodyBalanceFen": -30, "2026-03-06 outflowFen": 30 },
      "2026-03-08 custodyBalanceFen": 45,
    });
  });

  it("leave out what may be on its way: paid after the bank looked, or released before it did", () => {
    expect(partsOf("balance", [["2026-03-04", told(40, 30, "2026-03-04", 100)]])).toEqual([]);
  });

  it("together with the books are the bank's balance at each of its words, whatever moved between them", () => {
    const words = fc.array(fc.record({ heldFen: fc.nat(1000), balanceFen: fc.integer() }));
    fc.assert(
      fc.property(words, (all) => {
        const heard = all.map(({ heldFen, balanceFen }) => told(balanceFen, heldFen, "2026-03-04"));
        const upTo = (count: number) =>
          partsOf(
            "balance",
            heard.slice(0, count).map((word) => ["2026-03-04", word] as const),
          )
            .filter(({ fact }) => fact === "custodyBalanceFen")
            .reduce((sum, { amount }) => sum + amount, 0);
        for (const [index, { heldFen, balanceFen }] of all.entries())
          expect(heldFen + upTo(index + 1)).toBe(balanceFen);
      }),
    );
  });
});

describe("the facts of a deposit", () => {
  it("are what it holds on the bank's day, and what it has to hold", () => {
    const account = { institutionId, bankId: "sandbox-bank", depositAccountNo: "2" };
    const days = { from: "2026-03-01", to: "2026-03-31", day: "2026-03-31" };
    const parts = partsOf("deposit", [
      [
        "2026-03-05",
        DepositBalanceTold.make({
          ...{ ...account, balanceFen: 900, asOf: toRfc3339(noon("2026-03-04")) },
        }),
      ],
      [
        "2026-03-05",
        DepositFloorReckoned.make({ institutionId, floorFen: 1000, feesFen: 1000, ...days }),
      ],
    ]);
    expect(sumsOf(parts)).toEqual({
      "2026-03-04 depositBalanceFen": 900,
      "2026-03-05 depositFloorFen": 1000,
    });
  });
});

describe("the facts of a complaint", () => {
  const common = { complaintId: id("cmp"), institutionId, lessons: [], dueOn: "2026-03-20" };
  const filed = ComplaintFiled.make({
    ...{ ...common, countyUnitId: "unt_411102", kind: "fee", memberCount: 1 },
    isAnonymousToInstitution: false,
  });
  const end = { tier: "county", finding: "upheld", ending: "final" } as const;
  const concluded = (lead?: "fee-outside-custody" | "unsafe-place") =>
    ComplaintConcluded.make({ ...common, ...end, ...(lead === undefined ? {} : { lead }) });

  it("follow it from one state to the next", () => {
    const climb = { from: "institution", to: "county", because: "overdue" } as const;
    const parts = partsOf("complaint", [
      ["2026-03-02", filed],
      ["2026-03-03", ComplaintEscalated.make({ ...common, ...climb, unitId: "unt_411102" })],
      ["2026-03-04", concluded()],
      ["2026-03-05", ComplaintReopened.make({ ...common, attempt: 2 })],
      ["2026-03-06", ComplaintWithdrawn.make(common)],
    ]);
    expect(sumsOf(parts)).toEqual({
      ...{ "2026-03-02 complaintFiledCount": 1, "2026-03-02 complaintOpenCount": 1 },
      "2026-03-03 complaintClimbedCount": 1,
      ...{ "2026-03-04 complaintConcludedCount": 1, "2026-03-04 complaintOpenCount": -1 },
      "2026-03-05 complaintOpenCount": 1,
      "2026-03-06 complaintOpenCount": -1,
    });
  });

  it.each([
    ["fee-outside-custody", 1],
    ["unsafe-place", undefined],
    [undefined, undefined],
  ] as const)("report a sale outside the platform by the lead %s", (lead, count) => {
    const sums = sumsOf(partsOf("complaint", [["2026-03-04", concluded(lead)]]));
    expect(sums["2026-03-04 offPlatformReportCount"]).toBe(count);
  });
});

describe("the facts of a class", () => {
  it("are the sessions planned and cancelled", () => {
    const ofClass = { classId: id("cls"), institutionId };
    const times = {
      startsAt: toRfc3339(noon("2026-03-09")),
      endsAt: toRfc3339(noon("2026-03-09")),
    };
    const session = { ...ofClass, ...times, sessionNumber: 2, lessonNumber: 2 };
    const plan = { courseId: id("crs"), capacity: 10, sessionCount: 12 };
    const parts = partsOf("class", [
      ["2026-03-02", ClassOpened.make({ ...ofClass, ...times, ...plan })],
      ["2026-03-03", LessonCancelled.make(session)],
      ["2026-03-04", MakeUpPlanned.make(session)],
    ]);
    expect(sumsOf(parts)).toEqual({
      "2026-03-02 lessonScheduledCount": 12,
      "2026-03-03 lessonCancelledCount": 1,
      "2026-03-04 lessonScheduledCount": 1,
    });
  });
});

describe("the facts of an institution's record", () => {
  const row = {
    ...{ institutionId, uscc: "91411102XMX928U7EM", countyUnitId: "unt_411102" },
    ...{ jobId: id("job"), line: 2 },
  };
  const bound = CustodyAccountBound.make({
    ...{ institutionId, proposalId: id("pro"), bankId: "sandbox-bank", custodyAccountNo: "1" },
  });

  it("are its licence, where the event names it, and whether somebody else represents it", () => {
    const parts = partsOf("institution", [
      ["2026-03-02", InstitutionRegistered.make({ ...row, licenceValidTo: "2028-10-09" })],
      ["2026-03-03", InstitutionUpdated.make(row)],
      ["2026-03-04", InstitutionUpdated.make({ ...row, legalPersonChanged: true })],
    ]);
    expect(sumsOf(parts)).toEqual({
      "2026-03-02 licenceEndsOn": dayNumber(localDate("2028-10-09")),
      "2026-03-04 legalPersonChangeCount": 1,
    });
  });

  it("count every account but the first as a change", () => {
    const parts = partsOf("institution", [
      ["2026-03-02", bound],
      ["2026-03-09", bound],
    ]);
    expect(sumsOf(parts)).toEqual({ "2026-03-09 accountChangeCount": 1 });
  });
});

describe("the facts of an inspection", () => {
  const measure = { measureId: id("msr"), institutionId, officerId: id("mem") };

  it("are what officers have found out, and nothing else", () => {
    const inspected = InspectionRecorded.make({
      ...{ ...measure, result: "defects", seenHeadcount: 30, staffCount: 4 },
      ...{ leaseEndsOn: "2026-04-30", certificateEndsOn: "2026-05-31" },
      ...{ licenceEndsOn: "2027-01-31", inspectionEndsOn: "2026-12-31" },
    });
    const number = (day: string) => dayNumber(localDate(day));
    expect(sumsOf(partsOf("measure", [["2026-03-04", inspected]]))).toEqual({
      ...{ "2026-03-04 seenHeadcount": 30, "2026-03-04 staffCount": 4 },
      "2026-03-04 leaseEndsOn": number("2026-04-30"),
      "2026-03-04 certificateEndsOn": number("2026-05-31"),
      "2026-03-04 licenceEndsOn": number("2027-01-31"),
      "2026-03-04 inspectionEndsOn": number("2026-12-31"),
    });
    const bare = InspectionRecorded.make({ ...measure, result: "closed" });
    expect(partsOf("measure", [["2026-03-04", bare]])).toEqual([]);
  });
});

describe("a kind of aggregate", () => {
  it("tells no facts unless it is declared", () => {
    expect(factSourceOf("notice")).toBeUndefined();
  });

  it("says nothing by events, or versions of events, that it does not declare", () => {
    const recorded = { at: noon("2026-03-04"), data: {} };
    const speaksOf = (eventName: string, eventVersion: number) =>
      factSourceOf("complaint")?.speaksOf({ ...recorded, eventName, eventVersion });
    expect(speaksOf("complaint-filed", 1)).toBe(true);
    expect(speaksOf("complaint-filed", 2)).toBe(false);
    expect(speaksOf("complaint-rated", 1)).toBe(false);
    const unknown = { eventName: "complaint-rated", eventVersion: 1, ...recorded };
    const folded = factSourceOf("complaint")?.fold(undefined, unknown);
    expect(folded).toEqual({ state: {}, parts: [] });
  });

  it("refuses data that its event does not declare", () => {
    const spoilt = { eventName: "balance-compared", eventVersion: 1, at: 0, data: {} };
    expect(() => factSourceOf("balance")?.fold(undefined, spoilt)).toThrow();
  });
});
