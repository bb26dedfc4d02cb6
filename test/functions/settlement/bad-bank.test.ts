import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { entriesIn } from "../../support/events.ts";
import { settledCity, type SettledCity } from "../../support/settled-city.ts";

let city: SettledCity;
let order: Awaited<ReturnType<SettledCity["anOrder"]>>;
beforeEach(async () => {
  city = await settledCity();
  order = await city.anOrder();
});
afterEach(() => city.stop());

const DAY_MS = 24 * 3_600_000;
const countOf = (name: string): number =>
  entriesIn(city.kit.table).filter((entry) => entry.eventName === name).length;
const balancesOf = async () => (await city.enrolmentOf(order.enrolmentId)).balances;

async function paid(): Promise<void> {
  await city.payAtBank(order.payUrl, order.amountFen);
  await vi.waitFor(async () => expect((await balancesOf()).paid).toBe(order.amountFen));
}

/** Wakes the consumers until the platform's books and the bank's agree on this many released fen. */
const untilReleased = (fen: number) =>
  vi.waitFor(async () => {
    await city.pump();
    const { released, unconsumed } = await balancesOf();
    expect(released).toBe(fen);
    expect(await city.balances()).toEqual({ custodyFen: unconsumed, payoutFen: released });
  });

/** Every fault has struck as often as it was to. */
async function expectStruck(name: string, times: number): Promise<void> {
  expect((await city.admin("GET", "faults")).struck).toEqual({ [name]: times });
}

/** Switches one fault on for this many times. */
const faults = (of: "pay-ins" | "instruction-results" | "answers", name: string, times: number) =>
  city.admin("PUT", "faults", {
    seed: 7,
    lateMs: 20,
    ...(of === "answers"
      ? { answers: { [name]: { chance: 1, times } } }
      : { noticesOf: of, notices: { [name]: { chance: 1, times } } }),
  });

/** One lesson of four at 480.01 yuan. */
const LESSON_FEN = 12_000;

describe("a bank whose notice of a payment is", () => {
  it.each(["late", "twice", "out-of-order", "wrong-signature", "old-key"])(
    "%s books it once",
    async (fault) => {
      await faults("pay-ins", fault, 1);
      await paid();
      expect(countOf("payment-received")).toBe(1);
      expect(countOf("pay-in-suspended")).toBe(0);
      await expectStruck(`notices.${fault}`, 1);
      expect(city.kit.defects).toEqual([]);
    },
  );

  it("of a wrong amount buys no seat: its return does not fit, and a person is called", async () => {
    await faults("pay-ins", "wrong-amount", 1);
    await city.payAtBank(order.payUrl, order.amountFen);
    await vi.waitFor(async () => {
      await city.pump();
      expect((await city.tasks()).body.tasks).toMatchObject([
        { kind: "return-refused", reasonCode: "amount-differs", state: "open" },
      ]);
    });
    expect((await balancesOf()).paid).toBe(0);
    expect((await city.balances()).custodyFen).toBe(order.amountFen);
  });

  it("never told is found by the balance: a lasting difference calls a person", async () => {
    await faults("pay-ins", "never", 1);
    await city.payAtBank(order.payUrl, order.amountFen);
    await vi.waitFor(async () =>
      expect((await city.admin("GET", "faults")).struck).not.toEqual({}),
    );
    const outcomes = () =>
      entriesIn(city.kit.table)
        .filter((entry) => entry.eventName === "balance-compared")
        .map((entry) => entry.data["outcome"]);
    for (const seen of [["under-way"], ["under-way", "break"]]) {
      await city.admin("POST", "balances");
      await vi.waitFor(() => expect(outcomes()).toEqual(seen));
      city.kit.advance(DAY_MS);
    }
    const { body } = await city.tasks();
    expect(body.tasks).toMatchObject([
      { kind: "balance-break", reasonCode: "bank-holds-more", amountFen: order.amountFen },
    ]);
    await city.admin("POST", "outbox/retry");
    await vi.waitFor(async () => expect((await balancesOf()).paid).toBe(order.amountFen));
    await city.pump();
    city.kit.advance(DAY_MS);
    await city.admin("POST", "balances");
    await vi.waitFor(() => expect(outcomes().at(-1)).toBe("agrees"));
    expect(countOf("task-opened")).toBe(1);
  });
});

describe("a bank whose notice of a result is", () => {
  beforeEach(async () => {
    await paid();
    await city.earn(order.enrolmentId, order.classId);
  });

  it.each(["late", "twice", "out-of-order", "wrong-signature", "old-key"])(
    "%s releases the fee once",
    async (fault) => {
      await faults("instruction-results", fault, 1);
      await untilReleased(LESSON_FEN);
      expect(countOf("release-executed")).toBe(1);
      await expectStruck(`notices.${fault}`, 1);
    },
  );

  it.each(["wrong-amount", "never"])(
    "%s posts nothing until the bank's people send the right one",
    async (fault) => {
      await faults("instruction-results", fault, 1);
      await vi.waitFor(async () => {
        await city.pump();
        const { open } = await city.admin("GET", "outbox");
        expect(open).toMatchObject([{ state: "parked" }]);
      });
      expect((await balancesOf()).releasing).toBe(LESSON_FEN);
      expect(countOf("release-executed")).toBe(0);
      await city.admin("POST", "outbox/retry");
      await untilReleased(LESSON_FEN);
      expect(countOf("release-executed")).toBe(1);
    },
  );
});

describe("a bank whose answer to an instruction is", () => {
  beforeEach(async () => {
    await paid();
    await city.earn(order.enrolmentId, order.classId);
  });

  it.each(["late", "never", "error-after-executing", "wrong-signature"])(
    "%s executes it once, however often it is asked",
    async (fault) => {
      await faults("answers", fault, 2);
      await untilReleased(LESSON_FEN);
      expect(countOf("release-instructed")).toBe(1);
      expect(countOf("release-executed")).toBe(1);
      expect(city.kit.defects).toEqual([]);
    },
  );
});

describe("a bank that changes its key", () => {
  it("does so without a stop, and its former key is worth nothing once it is revoked", async () => {
    const former = city.bank.publicJwk;
    const next = await city.admin("POST", "keys");
    await city.trust(next);
    await paid();
    expect(city.bank.publicJwk.kid).toBe(former.kid);
    await city.admin("POST", "keys/use-newest");
    expect(city.bank.publicJwk.kid).toBe(next.kid);
    await city.earn(order.enrolmentId, order.classId);
    await city.pump();
    await untilReleased(LESSON_FEN);

    await city.trust(former, city.kit.now());
    const second = await city.anOrder(9);
    await faults("pay-ins", "old-key", 2);
    await city.payAtBank(second.payUrl, second.amountFen);
    await vi.waitFor(async () =>
      expect((await city.enrolmentOf(second.enrolmentId)).balances.paid).toBe(second.amountFen),
    );
    await expectStruck("notices.old-key", 2);
  });
});

describe("a bank's day", () => {
  it("begins with the balance of each account, told once", async () => {
    await paid();
    expect(countOf("balance-compared")).toBe(0);
    await city.pump();
    city.kit.advance(DAY_MS);
    for (const _time of [1, 2]) {
      city.bank.clockMoved();
      await vi.waitFor(() => expect(countOf("balance-compared")).toBe(1));
    }
    expect(entriesIn(city.kit.table).at(-1)?.data).toMatchObject({
      outcome: "agrees",
      balanceFen: order.amountFen,
    });
    expect(city.kit.defects).toEqual([]);
  });
});

describe("a bank that refuses a release", () => {
  it("leaves the fee earned, and says why; as often as it was told to", async () => {
    await paid();
    await city.admin("PUT", "faults", { releases: { refused: { chance: 1, times: 1 } } });
    await city.earn(order.enrolmentId, order.classId);
    await vi.waitFor(async () => {
      await city.pump();
      expect(countOf("release-returned")).toBe(1);
    });
    expect(await balancesOf()).toMatchObject({ earned: LESSON_FEN, releasing: 0, released: 0 });
    expect(await city.balances()).toEqual({ custodyFen: order.amountFen, payoutFen: 0 });
    const returned = entriesIn(city.kit.table).find(
      ({ eventName }) => eventName === "release-returned",
    );
    expect(returned?.data).toMatchObject({ reasonCode: "payout-account-not-confirmed" });
    await expectStruck("releases.refused", 1);
  });
});
