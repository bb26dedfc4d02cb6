import { describe, expect, it } from "vitest";
import { itemBytes } from "../../../adapters/table/item-size.ts";
import { storable } from "../../../adapters/aggregates.ts";
import { complaintKind } from "../../../adapters/repositories/complaint-items.ts";
import {
  ComplaintAction,
  ComplaintStatus,
  complaintTransitions,
  tierOf,
  turnOf,
} from "../../../domain/complaint/transitions.ts";
import { step } from "../../../domain/complaint/turn.ts";
import { nextState } from "../../../domain/shared/lifecycle.ts";
import { fen } from "../../../domain/shared/money.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { aComplaint, OFFICER_ID } from "../../support/complaints.ts";
import { MONDAY, refusalOf } from "../../support/money-builders.ts";

const everyStep = ComplaintStatus.options.flatMap((status) =>
  ComplaintAction.options.map((action) => ({ status, action })),
);

describe("the lifecycle of a complaint", () => {
  it.each(everyStep)("$status: $action is taken, or refused with a reason", (one) => {
    const complaint = aComplaint({ status: one.status });
    const taken = step(complaint, one.action, MONDAY);
    const next = nextState(complaintTransitions, one.status, one.action);
    expect(taken.ok ? taken.value : undefined).toBe(next);
    if (!taken.ok) expect(taken.refusal.code).toMatch(/^complaint\./);
  });

  it("leads from each state but the last to an end", () => {
    const reaches = (from: ComplaintStatus, seen: readonly ComplaintStatus[]): boolean =>
      from === "concluded" ||
      from === "withdrawn" ||
      Object.values(complaintTransitions[from]).some(
        (next) => !seen.includes(next) && reaches(next, [...seen, next]),
      );
    for (const status of ComplaintStatus.options) expect(reaches(status, [status])).toBe(true);
  });

  it("knows for every state whose turn it is, or that it is over", () => {
    for (const status of ComplaintStatus.options) {
      const isOver = status === "concluded" || status === "withdrawn";
      expect(turnOf[status] === undefined).toBe(isOver);
      expect(tierOf[status] === undefined).toBe(isOver);
    }
  });

  it.each([
    ["withdrawn", "answer", "complaint.withdrawn"],
    ["withdrawn", "decide", "complaint.withdrawn"],
    ["withdrawn", "rate", "complaint.withdrawn"],
    ["concluded", "answer", "complaint.concluded"],
    ["with-county", "answer", "complaint.not-your-turn"],
    ["with-institution", "decide", "complaint.not-your-turn"],
    ["institution-answered", "answer", "complaint.already-answered"],
    ["county-decided", "decide", "complaint.already-decided"],
    ["city-decided", "withdraw", "complaint.already-decided"],
    ["with-county", "accept", "complaint.no-answer-yet"],
    ["with-institution", "reopen", "complaint.not-concluded"],
    ["with-city", "take-up", "complaint.step-of-the-county"],
    ["with-province", "decline", "complaint.step-of-the-county"],
  ] as const)("%s: %s is refused as %s", (status, action, code) => {
    expect(refusalOf(step(aComplaint({ status }), action, MONDAY))?.code).toBe(code);
  });

  it.each(["answer", "decide", "accept", "reject"] as const)(
    "lets nobody %s after the deadline, whether or not the platform has noticed",
    (action) => {
      const statusOf = {
        answer: "with-institution",
        decide: "with-city",
        accept: "county-decided",
        reject: "county-decided",
      } as const;
      const complaint = aComplaint({ status: statusOf[action] });
      const dueAt = complaint.deadline?.dueAt ?? 0;
      expect(step(complaint, action, dueAt - 1).ok).toBe(true);
      const late = refusalOf(step(complaint, action, dueAt));
      expect([late?.code, late?.facts]).toEqual(["complaint.too-late", { dueOn: "2026-03-09" }]);
    },
  );

  it("lets nothing expire by a day that the calendar does not know yet", () => {
    const complaint = aComplaint();
    const { deadline } = complaint;
    if (deadline === undefined) throw new Error("a time runs");
    const unsure = { ...complaint, deadline: { ...deadline, provisional: true } };
    expect(step(unsure, "answer", deadline.dueAt + DAY_MS).ok).toBe(true);
  });
});

describe("the head of a complaint", () => {
  it("stays within 1 KB, however much it has to remember", () => {
    const lessons = Array.from({ length: 20 }, (_, place) => place + 41);
    const largest = aComplaint({
      status: "county-decided",
      lessons,
      claimFen: fen(500_000),
      isTakenUp: true,
      isExtended: true,
      wasReassigned: true,
      remindedAt: MONDAY + DAY_MS,
      attempt: 2,
      stars: 5,
      memberCount: 201,
      evidenceCount: 20,
      resolution: {
        tier: "county",
        finding: "partly-upheld",
        refund: { lessons },
        lead: "fee-outside-custody",
        officerId: OFFICER_ID,
      },
    });
    const state = storable(complaintKind.schema.parse(largest));
    expect(itemBytes({ state })).toBeLessThanOrEqual(1024);
  });
});
