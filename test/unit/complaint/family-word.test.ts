import { describe, expect, it } from "vitest";
import type { ComplaintState } from "../../../domain/complaint/complaint.ts";
import { dueOfComplaint } from "../../../domain/complaint/clocks.ts";
import { decideRate, decideReopen, decideWithdraw } from "../../../domain/complaint/family-word.ts";
import { recountTime, remind } from "../../../domain/complaint/reminder.ts";
import { DAY_MS, startOfDay, localDate } from "../../../domain/shared/time.ts";
import {
  aComplaint,
  calendar2026,
  clocks2026,
  clocksWithoutCalendar,
} from "../../support/complaints.ts";
import { MONDAY, refusalOf, valueOf } from "../../support/money-builders.ts";

const concluded = (changes: Partial<ComplaintState> = {}) =>
  aComplaint({
    status: "concluded",
    concludedAt: MONDAY,
    deadline: undefined,
    isTakenUp: true,
    resolution: { tier: "county", finding: "dismissed" },
    ...changes,
  });

describe("a complaint that is over", () => {
  it("is reopened once and in time, and begins anew with the county", () => {
    const { complaint, event } = valueOf(decideReopen(concluded(), clocks2026, MONDAY + DAY_MS));
    expect(complaint).toMatchObject({ status: "with-county", attempt: 2 });
    expect([complaint.resolution, complaint.isTakenUp, complaint.concludedAt]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(event.data).toMatchObject({ attempt: 2, dueOn: complaint.deadline?.lastDay });
    const again = decideReopen(concluded({ attempt: 2 }), clocks2026, MONDAY);
    expect(refusalOf(again)?.code).toBe("complaint.reopened-before");
  });

  it("is not reopened after thirty working days, the last one included", () => {
    const lastInstant = startOfDay(localDate("2026-04-15")) - 1;
    expect(decideReopen(concluded(), clocks2026, lastInstant).ok).toBe(true);
    const late = refusalOf(decideReopen(concluded(), clocks2026, lastInstant + 1));
    expect([late?.code, late?.facts]).toEqual([
      "complaint.reopening-too-late",
      { dueOn: "2026-04-14" },
    ]);
  });

  it("is rated once", () => {
    const { complaint } = valueOf(decideRate(concluded(), 4, MONDAY));
    expect(complaint.stars).toBe(4);
    expect(refusalOf(decideRate(complaint, 1, MONDAY))?.code).toBe("complaint.already-rated");
  });

  it("is never taken back", () => {
    expect(refusalOf(decideWithdraw(concluded(), MONDAY))?.code).toBe("complaint.concluded");
    const { complaint } = valueOf(decideWithdraw(aComplaint(), MONDAY));
    expect(refusalOf(decideWithdraw(complaint, MONDAY))?.code).toBe("complaint.withdrawn");
  });
});

describe("whoever has to answer", () => {
  it("is reminded at half time and a day before the end, once each", () => {
    let complaint = aComplaint();
    const told: number[] = [];
    for (let due = dueOfComplaint(complaint); due !== undefined;) {
      const reminded = remind(complaint, due.at);
      if (reminded === undefined) break;
      told.push(due.at);
      ({ complaint } = reminded);
      due = dueOfComplaint(complaint);
    }
    const { deadline } = complaint;
    expect(told).toHaveLength(2);
    expect(told[1]).toBe((deadline?.dueAt ?? 0) - DAY_MS);
    expect(dueOfComplaint(complaint)).toEqual({ at: deadline?.dueAt, provisional: false });
    expect(remind(complaint, deadline?.dueAt ?? 0)).toBeUndefined();
  });

  it("has a provisional day until the calendar is in, and is told of the right one", () => {
    const unsure = aComplaint({ deadline: clocksWithoutCalendar.start("institution", MONDAY) });
    expect(dueOfComplaint(unsure)).toMatchObject({ provisional: true });
    expect(remind(unsure, MONDAY + 3 * DAY_MS)).toBeUndefined();
    const counted = recountTime(unsure, calendar2026);
    expect(counted?.event).toMatchObject({
      name: "complaint-recounted",
      data: { turn: "institution", dueOn: "2026-03-09" },
    });
    expect(counted && recountTime(counted.complaint, calendar2026)).toBeUndefined();
  });
});
