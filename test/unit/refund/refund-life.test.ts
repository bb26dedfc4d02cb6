import { describe, expect, it } from "vitest";
import {
  decideDeemRefund,
  decideDismissRefund,
  decideOrderRefund,
  decideRefund,
  decideWithdrawRefund,
} from "../../../domain/refund/decide-refund.ts";
import { RefundState } from "../../../domain/refund/refund.ts";
import { decideRequestRefund } from "../../../domain/refund/request-refund.ts";
import { refundTransitions } from "../../../domain/refund/transitions.ts";
import { MemberId } from "../../../domain/shared/ids.ts";
import { fen } from "../../../domain/shared/money.ts";
import { RefundStatus } from "../../../domain/shared/refund-words.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { HOUR_MS, refusalOf, valueOf } from "../../support/money-builders.ts";
import { attend, confirm, paidStory, requestConfirmation } from "../../support/money-story.ts";
import {
  after,
  basisOf,
  institutionTime,
  orderOf,
  quoteFor,
  refundId,
  requestFor,
} from "../../support/refund-story.ts";
import { MIDWAY } from "../../support/refunds.ts";

/** Four lessons of ¥120: one confirmed, one taught, two not yet held. */
const order = orderOf(
  attend(confirm(requestConfirmation(attend(paidStory(fen(48_000), 4), 1), 1), 1), 2),
);
const officer = MemberId.parse(`mem_${"9".padStart(26, "0")}`);
const applied = valueOf(requestFor(order, { ground: "consumer" }));
const held = after(order, applied);
const rejected = valueOf(
  decideRefund(applied.refund, { agree: false, reasonCode: "lessons-were-held" }, MIDWAY),
).refund;

/** The lifecycle drawn by hand from the law and the brief: rows are states, columns what may follow. */
const drawn: Readonly<Record<RefundStatus, string>> = {
  applied: "agreed deemed rejected withdrawn",
  agreed: "withdrawn instructed owed paid with-person",
  deemed: "withdrawn instructed owed paid with-person",
  ordered: "withdrawn instructed owed paid with-person",
  rejected: "withdrawn ordered dismissed",
  instructed: "paid bank-failed with-person",
  "bank-failed": "instructed with-person",
  "with-person": "paid bank-failed instructed",
  owed: "paid overdue",
  overdue: "paid",
  paid: "",
  withdrawn: "",
  dismissed: "",
};

describe("the lifecycle of a refund", () => {
  it.each(RefundStatus.options)("leads from %s where the rules say", (status) => {
    const followers = Object.values(refundTransitions[status]);
    expect(followers.toSorted()).toEqual(drawn[status].split(" ").filter(Boolean).toSorted());
  });
});

describe("asking for a refund", () => {
  it("holds the returned lessons' money, and awaits the institution", () => {
    expect(applied.refund).toMatchObject({ status: "applied", custodyFen: 24_000 });
    expect(RefundState.parse(applied.refund)).toEqual(applied.refund);
    expect(applied.enrolment.balances).toMatchObject({
      unconsumed: 12_000,
      refunding: 24_000,
      earned: 12_000,
    });
    expect(held.lessons.map(({ status }) => status)).toEqual([
      "confirmed",
      "taught",
      "refunding",
      "refunding",
    ]);
    expect(applied.event.data).toMatchObject({ lessonNumbers: [3, 4] });
  });

  it("leaves to the next refund only what is free", () => {
    const quote = quoteFor(held, { ground: "consumer" }, { refunds: [applied.refund] });
    expect(quote.totalFen).toBe(0);
    const again = requestFor(held, { ground: "consumer" }, { refunds: [applied.refund] });
    expect(refusalOf(again)?.code).toBe("refund.nothing-to-refund");
  });

  it("asks nobody where the institution is frozen", () => {
    const frozen = requestFor(order, { ground: "institution" }, {}, { isInstitutionFrozen: true });
    expect(valueOf(frozen).refund).toMatchObject({ status: "agreed", decidedAt: MIDWAY });
  });

  it("binds to the fen while the quote is valid, and no longer", () => {
    const quote = quoteFor(order, { ground: "consumer" });
    const ask = (at: number, of = order) =>
      decideRequestRefund(
        of,
        basisOf(of),
        { refundId: refundId(1), quote, isInstitutionFrozen: false, deadline: institutionTime(at) },
        at,
      );
    expect(valueOf(ask(MIDWAY + 24 * HOUR_MS - 1)).refund.custodyFen).toBe(quote.custodyFen);
    expect(refusalOf(ask(MIDWAY + 24 * HOUR_MS))?.code).toBe("refund.quote-expired");
    expect(refusalOf(ask(MIDWAY, held))?.code).toBe("refund.lesson-not-refundable");
  });

  it("refuses a quote of which a fen was changed", () => {
    const quote = { ...quoteFor(order, { ground: "consumer" }), custodyFen: fen(24_001) };
    const asked = decideRequestRefund(
      order,
      basisOf(order),
      { refundId: refundId(1), quote, isInstitutionFrozen: false, deadline: institutionTime(0) },
      MIDWAY,
    );
    expect(refusalOf(asked)?.code).toBe("refund.quote-outdated");
  });
});

describe("the institution's answer", () => {
  it("agrees, and may not change its mind", () => {
    const { refund } = valueOf(decideRefund(applied.refund, { agree: true }, MIDWAY));
    expect(refund.status).toBe("agreed");
    expect(refund.deadline).toBeUndefined();
    const again = decideRefund(refund, { agree: false, reasonCode: "x" }, MIDWAY);
    expect(refusalOf(again)?.code).toBe("refund.not-awaiting-answer");
  });

  it("is consent when it does not come in five working days", () => {
    const dueAt = applied.refund.deadline?.dueAt ?? 0;
    expect(dueAt).toBe(Date.parse("2026-04-10T00:00:00+08:00"));
    expect(refusalOf(decideDeemRefund(applied.refund, dueAt - 1))?.code).toBe(
      "refund.silence-not-over",
    );
    expect(valueOf(decideDeemRefund(applied.refund, dueAt)).refund.status).toBe("deemed");
    expect(refusalOf(decideDeemRefund(rejected, dueAt))?.code).toBe("refund.not-awaiting-answer");
  });

  it("is no consent without a clock that was started, or while its day is not known", () => {
    const { deadline, ...unclocked } = applied.refund;
    if (deadline === undefined) throw new Error("the clock runs");
    const provisional = { ...unclocked, deadline: { ...deadline, provisional: true } };
    for (const refund of [unclocked, provisional])
      expect(refusalOf(decideDeemRefund(refund, MIDWAY + 90 * DAY_MS))?.code).toBe(
        "refund.silence-not-over",
      );
  });
});

describe("a refund of which nothing comes", () => {
  it.each([
    ["withdrawn by the family", () => decideWithdrawRefund(held, applied.refund, MIDWAY)],
    ["dismissed by the authority", () => decideDismissRefund(held, rejected, officer, MIDWAY)],
  ])("%s leaves money and lessons as they were", (_how, decide) => {
    const decided = valueOf(decide());
    expect(after(held, decided)).toEqual(order);
    expect(decided.refund.closedAt).toBe(MIDWAY);
  });
});

describe("arbitration", () => {
  it("orders what the institution refused, and nothing else", () => {
    expect(valueOf(decideOrderRefund(rejected, officer, MIDWAY)).refund).toMatchObject({
      status: "ordered",
      arbitratedBy: officer,
    });
    expect(refusalOf(decideOrderRefund(applied.refund, officer, MIDWAY))?.code).toBe(
      "refund.not-rejected",
    );
    expect(refusalOf(decideDismissRefund(held, applied.refund, officer, MIDWAY))?.code).toBe(
      "refund.not-rejected",
    );
  });
});
