import { describe, expect, it } from "vitest";
import { decideAnswer } from "../../../domain/complaint/answer.ts";
import {
  type AuthorityDecision,
  decideByAuthority,
  decideDecline,
  decideExtend,
  decideReassign,
  decideTakeUp,
} from "../../../domain/complaint/authority.ts";
import { decideEscalate, unitInCharge } from "../../../domain/complaint/climb.ts";
import type { ComplaintState } from "../../../domain/complaint/complaint.ts";
import { decideAccept, decideLapse, decideReject } from "../../../domain/complaint/conclude.ts";
import { decideFileComplaint } from "../../../domain/complaint/file-complaint.ts";
import { fateOf } from "../../../domain/complaint/frozen-lessons.ts";
import { handOverLead, orderRefund } from "../../../domain/complaint/outcome.ts";
import { fen } from "../../../domain/shared/money.ts";
import { localDate } from "../../../domain/shared/time.ts";
import {
  aComplaint,
  aFiling,
  clocks2026,
  complaintId,
  OFFICER_ID,
  respondent,
  theOrder,
} from "../../support/complaints.ts";
import { MONDAY, refusalOf, valueOf } from "../../support/money-builders.ts";

const order = { priceFen: fen(30_000), lessonCount: 3 };
const rules = { clocks: clocks2026, oldestMonths: 36 };
const filing = (changes: Parameters<typeof aFiling>[0], about = true) =>
  decideFileComplaint(respondent, about ? theOrder : undefined, aFiling(changes), rules, MONDAY);

/** After the last day of whoever's turn it is. */
const late = ({ deadline }: ComplaintState) => deadline?.dueAt ?? 0;
const climbed = (complaint: ComplaintState) =>
  valueOf(decideEscalate(complaint, clocks2026, late(complaint)));

describe("filing", () => {
  it("gives the institution five working days from the notice", () => {
    const { complaint, event } = valueOf(filing({ lessons: [2, 1, 2] }));
    expect(complaint).toMatchObject({ status: "with-institution", lessons: [1, 2], attempt: 1 });
    expect(complaint.deadline).toMatchObject({ lastDay: "2026-03-09", workingDays: 5 });
    expect([event.name, event.data]).toMatchObject(["complaint-filed", { dueOn: "2026-03-09" }]);
  });

  it.each([
    ["another channel has it", { isAcceptedElsewhere: true }, true, "accepted-elsewhere"],
    ["it lies too far back", { happenedOn: localDate("2023-03-01") }, true, "too-old"],
    ["it is still to come", { happenedOn: localDate("2026-03-03") }, true, "not-happened-yet"],
    ["lessons have no order", {}, false, "lessons-without-order"],
    ["freezing would say who", { isAnonymousToInstitution: true }, true, "anonymous-with-lessons"],
    ["the order lacks a lesson", { lessons: [4] }, true, "no-such-lesson"],
  ] as const)("is refused when %s", (_why, changes, about, code) => {
    expect(refusalOf(filing(changes, about))?.code).toBe(`complaint.${code}`);
  });

  it("takes what is exactly three years old", () => {
    expect(filing({ happenedOn: localDate("2023-03-02") }).ok).toBe(true);
  });
});

describe("a complaint that nobody answers", () => {
  it("climbs from the institution to county, city and province, and stays there as overdue", () => {
    const county = climbed(aComplaint());
    expect(county.complaint).toMatchObject({ status: "with-county" });
    expect(county.event.data).toMatchObject({ from: "institution", to: "county" });
    expect(county.complaint.deadline).toMatchObject({ lastDay: "2026-03-19", workingDays: 7 });
    const city = climbed(county.complaint);
    expect(unitInCharge(city.complaint)).toBe("unt_411100");
    const province = climbed(city.complaint);
    expect(unitInCharge(province.complaint)).toBe("unt_410000");
    const stays = climbed(province.complaint);
    expect([stays.event.name, stays.complaint.status]).toEqual([
      "complaint-overdue",
      "with-province",
    ]);
    expect(stays.complaint.deadline).toBeUndefined();
    const again = decideEscalate(stays.complaint, clocks2026, late(province.complaint));
    expect(refusalOf(again)?.code).toBe("complaint.nothing-above");
  });

  it("goes from a city that does a county's work straight to the province", () => {
    const { cityUnitId: _none, ...dongguan } = climbed(aComplaint()).complaint;
    expect(climbed(dongguan).event.data).toMatchObject({ from: "county", to: "province" });
  });

  it("does not climb before its time", () => {
    const complaint = aComplaint();
    const early = decideEscalate(complaint, clocks2026, late(complaint) - 1);
    expect([refusalOf(early)?.code, refusalOf(early)?.facts]).toEqual([
      "complaint.not-overdue",
      { dueOn: "2026-03-09" },
    ]);
  });
});

const answered = () => valueOf(decideAnswer(aComplaint(), order, undefined, clocks2026, MONDAY));

describe("the institution's answer", () => {
  it("gives the family ten working days, after which it counts as accepted", () => {
    const { complaint } = answered();
    expect(complaint.deadline).toMatchObject({ lastDay: "2026-03-16", action: "close-complaint" });
    const early = decideLapse(complaint, late(complaint) - 1);
    expect(refusalOf(early)?.code).toBe("complaint.silence-not-over");
    const lapsed = valueOf(decideLapse(complaint, late(complaint)));
    expect(lapsed.event.data).toMatchObject({ ending: "silence", finding: "offered" });
  });

  it.each([
    ["more than was paid", order, { amountFen: fen(30_001) }, "refund-too-high"],
    ["a lesson that is not there", order, { lessons: [4] }, "no-such-lesson"],
    ["money of no order", undefined, { amountFen: fen(1) }, "refund-without-order"],
  ])("cannot offer %s", (_what, of, refund, code) => {
    const decided = decideAnswer(aComplaint(), of, refund, clocks2026, MONDAY);
    expect(refusalOf(decided)?.code).toBe(`complaint.${code}`);
  });

  it("goes to the county when the family rejects it", () => {
    const { complaint, event } = valueOf(decideReject(answered().complaint, clocks2026, MONDAY));
    expect(event.data).toMatchObject({ because: "rejected", to: "county" });
    expect(complaint.resolution).toBeUndefined();
  });
});

describe("the county", () => {
  const withCounty = () =>
    valueOf(decideReject(answered().complaint, clocks2026, MONDAY)).complaint;
  const takenUp = () => valueOf(decideTakeUp(withCounty(), clocks2026, MONDAY)).complaint;
  const upheld = { finding: "upheld", officerId: OFFICER_ID } as const;

  it("takes up, settles within thirty working days, and extends them once", () => {
    expect(takenUp().deadline).toMatchObject({ workingDays: 30, lastDay: "2026-04-14" });
    const longer = valueOf(decideExtend(takenUp(), clocks2026, MONDAY)).complaint;
    expect(longer.deadline).toMatchObject({ workingDays: 60, fromAt: MONDAY });
    expect(refusalOf(decideExtend(longer, clocks2026, MONDAY))?.code).toBe(
      "complaint.already-extended",
    );
  });

  it("decides only what it has taken up, which it takes up once", () => {
    const early = decideByAuthority(withCounty(), order, upheld, clocks2026, MONDAY);
    expect(refusalOf(early)?.code).toBe("complaint.not-taken-up");
    expect(refusalOf(decideTakeUp(takenUp(), clocks2026, MONDAY))?.code).toBe(
      "complaint.already-taken-up",
    );
    expect(refusalOf(decideDecline(takenUp(), OFFICER_ID, MONDAY))?.code).toBe(
      "complaint.already-taken-up",
    );
  });

  it("orders nothing where it finds for the institution", () => {
    const dismissed = { finding: "dismissed", officerId: OFFICER_ID, lead: "other" } as const;
    const decided = decideByAuthority(takenUp(), order, dismissed, clocks2026, MONDAY);
    expect(refusalOf(decided)?.code).toBe("complaint.dismissed-with-orders");
  });

  it("hands a complaint on once, within its province", () => {
    const neighbour = { ...respondent, countyUnitId: respondent.provinceUnitId };
    const moved = valueOf(decideReassign(withCounty(), neighbour, clocks2026, MONDAY)).complaint;
    expect(moved).toMatchObject({ countyUnitId: "unt_410000", wasReassigned: true });
    const again = decideReassign(moved, respondent, clocks2026, MONDAY);
    expect(refusalOf(again)?.code).toBe("complaint.reassigned-before");
    const same = decideReassign(withCounty(), respondent, clocks2026, MONDAY);
    expect(refusalOf(same)?.code).toBe("complaint.not-a-county");
  });

  it("brings about a refund and a lead, each once, and only when its decision has effect", () => {
    const orders: AuthorityDecision = { ...upheld, refund: { lessons: [1] }, lead: "unsafe-place" };
    const decided = decideByAuthority(takenUp(), order, orders, clocks2026, MONDAY);
    const waiting = valueOf(decided).complaint;
    expect([orderRefund(waiting), handOverLead(waiting)]).toEqual([undefined, undefined]);
    const { complaint } = valueOf(decideAccept(waiting, MONDAY));
    const refund = orderRefund(complaint);
    expect(refund?.event).toMatchObject({
      name: "refund-ordered",
      data: { complaintId: complaintId(), refund: { lessons: [1] }, orderedBy: "authority" },
    });
    expect(refund && orderRefund(refund.complaint)).toBeUndefined();
    const lead = handOverLead(complaint);
    expect(lead?.event.data).toMatchObject({ lead: "unsafe-place", tier: "county" });
    expect(lead && handOverLead(lead.complaint)).toBeUndefined();
  });
});

describe("a frozen lesson, when its complaint is over,", () => {
  const ended = (finding: "upheld" | "dismissed" | "mediated" | "offered", lessons?: number[]) =>
    aComplaint({
      status: "concluded",
      resolution: { tier: "county", finding, ...(lessons && { refund: { lessons } }) },
    });

  it.each([
    ["is the family's where the complaint is upheld", ended("upheld"), "family"],
    ["is the institution's where it is dismissed", ended("dismissed"), "institution"],
    ["is the family's where both agreed to give it back", ended("mediated", [1]), "family"],
    ["awaits the family where they agreed on another", ended("mediated", [2]), "confirm-again"],
    ["awaits the family where no authority found", ended("offered"), "confirm-again"],
    ["awaits the family after a withdrawal", aComplaint({ status: "withdrawn" }), "confirm-again"],
  ] as const)("%s", (_what, complaint, fate) => {
    expect(fateOf(complaint, 1)).toBe(fate);
  });
});
