import { describe, expect, it } from "vitest";
import { NO_MONEY } from "../../../domain/custody/balances.ts";
import {
  type BalanceState,
  bookedMoney,
  compareBalance,
  type PushedBalance,
} from "../../../domain/custody/compare-balance.ts";
import { BankId, InstitutionId, PaymentId, UnitId } from "../../../domain/shared/ids.ts";
import { fen } from "../../../domain/shared/money.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { anOpening, saleOf } from "../../support/opening-builders.ts";

const NOON = Date.parse("2026-03-02T12:00:00+08:00");

const pushed = (balanceFen: number, asOf = NOON): PushedBalance => ({
  institutionId: InstitutionId.parse("ins_01KJNP0000000000000000000A"),
  countyUnitId: UnitId.parse("unt_411102"),
  bankId: BankId.parse("sandbox-bank"),
  custodyAccountNo: "88000001",
  balanceFen,
  serialCount: 3,
  asOf,
});
const booked = (heldFen: number, mustHoldFen = heldFen) => ({
  heldFen: fen(heldFen),
  asideFen: fen(0),
  mustHoldFen: fen(mustHoldFen),
});
const before = (balanceFen: number, heldFen: number, asOf = NOON): BalanceState =>
  compareBalance(undefined, pushed(balanceFen, asOf), booked(heldFen, 0));

const enrolment = (balances: object, receivedAt?: number) => ({
  balances: { ...NO_MONEY, ...balances },
  payment: {
    paymentId: PaymentId.parse("pay_01KJNP0000000000000000000A"),
    custodyAccountNo: "88000001",
    requestedAt: NOON,
    expiresAt: NOON,
    receivedAt,
  },
});

describe("the books of an institution", () => {
  it("say what the bank must hold: not what may have left, nor what came after it looked", () => {
    const early = enrolment(
      { paid: fen(100), unconsumed: fen(50), releasing: fen(30), released: fen(20) },
      NOON - 1,
    );
    const late = enrolment({ paid: fen(40), unconsumed: fen(40) }, NOON + 1);
    expect(bookedMoney([early, late], [], NOON)).toMatchObject({ heldFen: 120, mustHoldFen: 50 });
  });

  it("count an institution's deposit from when it was recorded, as they count a payment", () => {
    const { opening } = anOpening(saleOf(8), 1);
    if (opening === undefined) throw new Error("it comes from a list");
    const balances = { ...NO_MONEY, paid: fen(40), unconsumed: fen(40) };
    const depositedAt = (receivedAt: number) => ({ balances, opening: { ...opening, receivedAt } });
    expect(bookedMoney([depositedAt(NOON - 1)], [], NOON).mustHoldFen).toBe(40);
    expect(bookedMoney([depositedAt(NOON + 1)], [], NOON).mustHoldFen).toBe(0);
  });

  it("count money held aside until it has gone back, and never ask for what may have left", () => {
    const aside = (
      amountFen: number,
      status: "held" | "returning" | "returned",
      at = NOON - 1,
    ) => ({
      amountFen: fen(amountFen),
      status,
      suspendedAt: at,
    });
    const all = [aside(7, "held"), aside(20, "returning"), aside(300, "returned")];
    expect(bookedMoney([], all, NOON)).toEqual({ heldFen: 27, asideFen: 27, mustHoldFen: 7 });
    expect(bookedMoney([], [aside(7, "held", NOON + 1)], NOON)).toEqual({
      heldFen: 7,
      asideFen: 7,
      mustHoldFen: 0,
    });
  });

  it("say nothing of an institution without orders", () => {
    expect(bookedMoney([], [], NOON)).toEqual({ heldFen: 0, asideFen: 0, mustHoldFen: 0 });
  });
});

describe("a bank's balance", () => {
  it.each([
    ["agrees", 100, 100, 100],
    ["under-way", 99, 100, 99],
    ["under-way", 101, 100, 100],
    ["break", 98, 100, 99],
  ])("%s when it is %i fen where %i are held and %i must be", (outcome, fenNow, held, must) => {
    const compared = compareBalance(undefined, pushed(fenNow), booked(held, must));
    expect(compared.outcome).toBe(outcome);
  });

  it.each([
    ["under-way", 110, DAY_MS - 1],
    ["break", 110, DAY_MS],
    ["under-way", 111, DAY_MS],
    ["agrees", 100, DAY_MS],
  ])("is %s at %i fen, %i ms after it first held 10 fen too many", (outcome, fenNow, later) => {
    const first = before(110, 100);
    const compared = compareBalance(first, pushed(fenNow, NOON + later), booked(100));
    expect(compared.outcome).toBe(outcome);
  });

  it("counts from the first of several equal differences", () => {
    const half = compareBalance(before(110, 100), pushed(120, NOON + DAY_MS / 2), booked(110));
    expect(half).toMatchObject({ outcome: "under-way", differsSince: NOON });
    expect(compareBalance(half, pushed(120, NOON + DAY_MS), booked(110)).outcome).toBe("break");
  });
});
