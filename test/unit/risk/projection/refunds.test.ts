import { describe, expect, it } from "vitest";
import { RefundDebtChanged, RefundDecided, RefundOpened } from "../../../../events/refund.ts";
import type { RefundStatus } from "../../../../domain/shared/refund-words.ts";
import { toRfc3339 } from "../../../../domain/shared/time.ts";
import { noon, partsOf, sumsOf } from "../../../support/folded-facts.ts";
import { aCourse, enrolmentId } from "../../../support/money-builders.ts";

const { institutionId } = aCourse();
const of = { enrolmentId: enrolmentId(1), institutionId };

describe("the facts of a refund", () => {
  const refund = { ...of, refundId: `rfd_${"1".padStart(26, "0")}`, custodyFen: 10_000 };
  const opened = (status: RefundStatus) =>
    RefundOpened.make({
      ...{ ...refund, status, ground: "consumer", deductedFen: 0, institutionFen: 0 },
      ...{ lessonCount: 1, payBy: toRfc3339(noon("2026-03-20")) },
    });
  const decided = (status: RefundStatus) => RefundDecided.make({ ...refund, status });
  const paidBack = RefundDebtChanged.make({
    ...{ ...refund, status: "paid", debtStatus: "settled", amountFen: 1 },
    payBy: toRfc3339(noon("2026-03-20")),
  });
  const sums = (entries: Parameters<typeof partsOf>[1]) => sumsOf(partsOf("refund", entries));

  it("say beforehand from which day on it is overdue", () => {
    expect(sums([["2026-03-05", opened("applied")]])).toEqual({
      "2026-03-05 refundAskedCount": 1,
      "2026-03-20 refundOverdueCount": 1,
    });
  });

  it("are agreed once, by whomever, and never overdue when it is paid in time", () => {
    const entries = [
      ["2026-03-05", opened("applied")],
      ["2026-03-06", decided("agreed")],
      ["2026-03-07", decided("instructed")],
      ["2026-03-09", paidBack],
    ] as const;
    expect(sums(entries)).toEqual({
      "2026-03-05 refundAskedCount": 1,
      "2026-03-06 refundAgreedCount": 1,
      "2026-03-09 refundPaidCount": 1,
      "2026-03-20 refundOverdueCount": 0,
    });
  });

  it("end its being overdue on the day on which it is paid", () => {
    const entries = [
      ["2026-03-05", opened("agreed")],
      ["2026-03-25", paidBack],
    ] as const;
    expect(sums(entries)).toMatchObject({
      "2026-03-20 refundOverdueCount": 1,
      "2026-03-25 refundOverdueCount": -1,
      "2026-03-25 refundPaidCount": 1,
    });
  });

  it("rest while an authority has to decide on a refusal", () => {
    const entries = [
      ["2026-03-05", opened("applied")],
      ["2026-03-06", decided("rejected")],
      ["2026-03-28", decided("ordered")],
    ] as const;
    expect(sums(entries)).toMatchObject({
      "2026-03-20 refundOverdueCount": 0,
      "2026-03-28 refundOverdueCount": 1,
      "2026-03-28 refundAgreedCount": 1,
    });
  });

  it("do not count what an authority orders as asked", () => {
    expect(sums([["2026-03-05", opened("ordered")]])).toEqual({
      "2026-03-05 refundAgreedCount": 1,
      "2026-03-20 refundOverdueCount": 1,
    });
  });
});
