import { describe, expect, it } from "vitest";
import { BankId, MemberId, ProposalId } from "../../../domain/shared/ids.ts";
import { fen } from "../../../domain/shared/money.ts";
import { HOUR_MS, localDate } from "../../../domain/shared/time.ts";
import {
  decideDeposit,
  type DepositState,
  keepFloor,
  proposeDeposit,
  shortfallFen,
  tellDepositBalance,
} from "../../../domain/supervision/deposit.ts";
import { anInstitution } from "../../support/institution.ts";

const NOON = Date.parse("2026-03-02T12:00:00+08:00");
const institution = anInstitution();
const member = (letter: string) => MemberId.parse(`mem_01KJNP0000000000000000000${letter}`);
const command = {
  proposalId: ProposalId.parse("pro_01KJNP0000000000000000000A"),
  authorId: member("A"),
  bankId: BankId.parse("sandbox-bank"),
  depositAccountNo: "77000001",
};
const yes = { approve: true, officerId: member("B"), reason: "材料齐全" };

const proposed = (bound?: DepositState) => proposeDeposit(institution, bound, command, NOON);
const proposal = () => {
  const made = proposed();
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value.proposal;
};
function aDeposit(changes: Partial<DepositState> = {}): DepositState {
  const decided = decideDeposit(proposal(), undefined, yes, NOON);
  if (!decided.ok || decided.value.bound === undefined) throw new Error("it was to be bound");
  return { ...decided.value.bound.deposit, ...changes };
}
const floor = (floorFen: number) => ({
  floorFen: fen(floorFen),
  feesFen: fen(floorFen),
  from: localDate("2025-12-03"),
  to: localDate("2026-03-02"),
  day: localDate("2026-03-02"),
});

describe("a deposit account", () => {
  it("is bound by a second officer, and its floor reckoned from the next night on", () => {
    expect(aDeposit()).toEqual({
      institutionId: institution.institutionId,
      countyUnitId: "unt_411102",
      bankId: "sandbox-bank",
      depositAccountNo: "77000001",
      boundAt: NOON,
      reckonAt: Date.parse("2026-03-03T02:00:00+08:00"),
    });
  });

  it("is not bound by its author, nor a second time, nor where the other officer says no", () => {
    const author = decideDeposit(proposal(), undefined, { ...yes, officerId: member("A") }, NOON);
    expect(author).toMatchObject({ ok: false, refusal: { code: "proposal.author-decides" } });
    for (const again of [proposed(aDeposit()), decideDeposit(proposal(), aDeposit(), yes, NOON)])
      expect(again).toMatchObject({
        ok: false,
        refusal: { code: "supervision.deposit-already-bound" },
      });
    const no = decideDeposit(proposal(), undefined, { ...yes, approve: false }, NOON);
    expect(no.ok && [no.value.proposal.status, no.value.bound]).toEqual(["rejected", undefined]);
  });
});

describe("a bank's word on a deposit", () => {
  const told = (balanceFen: number, asOf: number, holderUscc = institution.uscc) =>
    tellDepositBalance(
      aDeposit({ balance: { balanceFen: fen(5), asOf: NOON } }),
      { balanceFen: fen(balanceFen), asOf, holderUscc },
      institution.uscc,
    );

  it("replaces an older one, and is nothing new where it was overtaken", () => {
    expect(told(7, NOON + 1)).toMatchObject({
      ok: true,
      value: { deposit: { balance: { balanceFen: 7, asOf: NOON + 1 } } },
    });
    expect(told(7, NOON)).toEqual({ ok: true, value: undefined });
  });

  it("counts only where the account is the institution's by the bank's books", () => {
    expect(told(7, NOON + 1, "91411102MA00000000")).toMatchObject({
      ok: false,
      refusal: { code: "supervision.deposit-holder-differs" },
    });
  });
});

describe("what a deposit lacks", () => {
  it.each([
    [100, 30, 70],
    [100, 100, 0],
    [100, 250, 0],
  ])("of a floor of %i fen with %i held is %i", (least, held, lacking) => {
    const balance = { balanceFen: fen(held), asOf: NOON };
    expect(shortfallFen({ floor: floor(least), balance })).toBe(lacking);
  });

  it("is all of the floor while no bank has spoken, and nothing before there is a floor", () => {
    expect(shortfallFen({ floor: floor(100) })).toBe(100);
    expect(shortfallFen({})).toBe(0);
  });

  it("follows a floor that is reckoned once a night", () => {
    const { deposit, event } = keepFloor(aDeposit(), floor(42), NOON + 20 * HOUR_MS);
    expect(deposit).toMatchObject({
      floor: { floorFen: 42 },
      reckonAt: Date.parse("2026-03-04T02:00:00+08:00"),
    });
    expect(event).toMatchObject({ name: "deposit-floor-reckoned", data: { floorFen: 42 } });
  });

  it("begins with the night or the word that shows it, and ends when nothing lacks", () => {
    const told = (deposit: DepositState, balanceFen: number, asOf: number) => {
      const holder = { balanceFen: fen(balanceFen), asOf, holderUscc: institution.uscc };
      const decided = tellDepositBalance(deposit, holder, institution.uscc);
      if (!decided.ok || decided.value === undefined) throw new Error("it was to be kept");
      return decided.value.deposit;
    };
    const unspoken = keepFloor(aDeposit(), floor(100), NOON).deposit;
    expect(unspoken.shortSince).toBe(NOON);
    const less = told(unspoken, 40, NOON + 1);
    expect(less.shortSince).toBe(NOON);
    expect(keepFloor(less, floor(300), NOON + 2).deposit.shortSince).toBe(NOON);
    const whole = told(less, 100, NOON + 3);
    expect("shortSince" in whole).toBe(false);
    expect(told(whole, 99, NOON + 4).shortSince).toBe(NOON + 4);
    expect("shortSince" in keepFloor(less, floor(40), NOON + 5).deposit).toBe(false);
  });
});
