import { describe, expect, it } from "vitest";
import { NO_MONEY } from "../../../domain/custody/balances.ts";
import { heldBy } from "../../../domain/custody/held-release.ts";
import { heldByBankFen, shortFenAfter } from "../../../domain/enrolment/shortage.ts";
import { fen, ZERO_FEN } from "../../../domain/shared/money.ts";
import reversed from "../../../events/examples/payment-reversed.v1.json" with { type: "json" };
import madeGood from "../../../events/examples/shortage-made-good.v1.json" with { type: "json" };
import { MONDAY } from "../../support/money-builders.ts";

const short = { reversalSerial: "R1", at: MONDAY, shortFen: fen(10_000) };

describe("what an order is short of", () => {
  it("is what its journal says: from the reversal on, until it was made good", () => {
    const other = { eventName: "lesson-confirmed", data: {} };
    const after = [other, { eventName: "payment-reversed", data: reversed.data }, other];
    expect(after.reduce(shortFenAfter, ZERO_FEN)).toBe(10_000);
    const end = { eventName: "shortage-made-good", data: madeGood.data };
    expect([...after, end, other].reduce(shortFenAfter, ZERO_FEN)).toBe(0);
  });

  it("is not with the bank, which never holds less than nothing", () => {
    const balances = { ...NO_MONEY, earned: fen(300), released: fen(900) };
    expect(heldByBankFen(balances, fen(100))).toBe(200);
    expect(heldByBankFen(balances, fen(1_000))).toBe(0);
  });

  it("keeps its fees back, unless the authority does so anyway", () => {
    expect(heldBy({}, undefined)).toBeUndefined();
    expect(heldBy({ reversal: { ...short, shortFen: ZERO_FEN } }, undefined)).toBeUndefined();
    expect(heldBy({ reversal: short }, undefined)).toEqual({
      ...{ kind: "shortage", shortFen: short.shortFen },
    });
    const freeze = { kind: "freeze", since: MONDAY } as const;
    expect(heldBy({ reversal: short }, freeze)).toBe(freeze);
  });
});
