import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareBalance } from "../../../domain/custody/compare-balance.ts";
import { BankId, InstitutionId, UnitId } from "../../../domain/shared/ids.ts";
import { fen } from "../../../domain/shared/money.ts";
import { explainDifference } from "../../../domain/supervision/difference.ts";

const told = (balanceFen: number, heldFen: number, mustHoldFen: number) =>
  compareBalance(
    undefined,
    {
      institutionId: InstitutionId.parse("ins_01KJNP0000000000000000000A"),
      countyUnitId: UnitId.parse("unt_411102"),
      bankId: BankId.parse("sandbox-bank"),
      custodyAccountNo: "88000001",
      serialCount: 1,
      asOf: 0,
      balanceFen,
    },
    { heldFen: fen(heldFen), asideFen: fen(0), mustHoldFen: fen(mustHoldFen) },
  );

describe("the difference between bank and books", () => {
  it("is told apart into what it was and what the books have moved since", () => {
    expect(explainDifference(told(90, 100, 80), 130)).toEqual({
      nowFen: -40,
      whenComparedFen: -10,
      movedSinceFen: 30,
      mayBeUnderWayFen: 20,
    });
  });

  it("is always what the bank holds less the books of now", () => {
    const amount = fc.nat(10_000_000);
    fc.assert(
      fc.property(amount, amount, amount, (balanceFen, heldFen, bookedFen) => {
        const { nowFen } = explainDifference(told(balanceFen, heldFen, 0), bookedFen);
        expect(nowFen).toBe(balanceFen - bookedFen);
      }),
    );
  });
});
