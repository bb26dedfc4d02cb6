import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shareCustody } from "../../../domain/refund/mass-refund.ts";
import { fen } from "../../../domain/shared/money.ts";
import { enrolmentId } from "../../support/money-builders.ts";

const claimsOf = (amounts: readonly number[]) =>
  amounts.map((amount, index) => ({ enrolmentId: enrolmentId(index + 1), claimFen: fen(amount) }));
const shares = (amounts: readonly number[], custody: number) =>
  shareCustody(claimsOf(amounts), fen(custody)).map(({ shareFen }) => shareFen);

const anyCollapse = fc.record({
  amounts: fc.array(fc.nat({ max: 500_000 }), { maxLength: 30 }),
  custody: fc.nat({ max: 8_000_000 }),
});
const sum = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0);

describe("sharing what custody holds", () => {
  it.each([
    { amounts: [100, 200, 300], custody: 600, expected: [100, 200, 300] },
    { amounts: [100, 200, 300], custody: 1_000, expected: [100, 200, 300] },
    { amounts: [100, 200, 300], custody: 300, expected: [50, 100, 150] },
    { amounts: [1, 1, 1], custody: 2, expected: [1, 1, 0] },
    { amounts: [10, 10, 11], custody: 10, expected: [3, 3, 4] },
    { amounts: [336_000, 60_000, 1], custody: 0, expected: [0, 0, 0] },
  ])("$amounts from $custody gives $expected", ({ amounts, custody, expected }) => {
    expect(shares(amounts, custody)).toEqual(expected);
  });

  it("sums to the smaller of claims and custody, and nobody gets more than is claimed", () => {
    fc.assert(
      fc.property(anyCollapse, ({ amounts, custody }) => {
        const shared = shareCustody(claimsOf(amounts), fen(custody));
        expect(sum(shared.map(({ shareFen }) => shareFen))).toBe(Math.min(sum(amounts), custody));
        for (const { claimFen, shareFen, shortFen } of shared)
          expect(shareFen + shortFen).toBe(claimFen);
      }),
    );
  });

  it("strays less than a fen from the exact proportion", () => {
    fc.assert(
      fc.property(anyCollapse, ({ amounts, custody }) => {
        fc.pre(sum(amounts) > custody);
        shares(amounts, custody).forEach((share, index) => {
          const off =
            BigInt(share) * BigInt(sum(amounts)) - BigInt(custody) * BigInt(amounts[index] ?? 0);
          expect(off > -BigInt(sum(amounts)) && off < BigInt(sum(amounts))).toBe(true);
        });
      }),
    );
  });

  it("does not depend on the order of the claims", () => {
    fc.assert(
      fc.property(anyCollapse, ({ amounts, custody }) => {
        const claims = claimsOf(amounts);
        const backwards = shareCustody(claims.toReversed(), fen(custody)).toReversed();
        expect(backwards).toEqual(shareCustody(claims, fen(custody)));
      }),
    );
  });

  it("stops when an enrolment claims twice", () => {
    const [claim] = claimsOf([5]);
    if (claim === undefined) throw new Error("there is a claim");
    expect(() => shareCustody([claim, claim], fen(5))).toThrow("each enrolment claims once");
  });
});
