import { beforeEach, describe, expect, it } from "vitest";
import { keys } from "../../../adapters/table/keys.ts";
import { InstitutionState } from "../../../domain/institution/institution.ts";
import { DAY_MS, toRfc3339 } from "../../../domain/shared/time.ts";
import { seedBankKey } from "../../support/bank-door.ts";
import {
  DEPOSIT_ACCOUNT,
  depositSetting,
  type DepositSetting,
  FEES_FEN,
} from "../../support/deposits.ts";
import { entriesIn } from "../../support/events.ts";
import { foldAll, fundsCalls } from "../../support/funds.ts";
import { anInstitution, seedInstitution } from "../../support/institution.ts";

const OTHER = InstitutionState.shape.institutionId.parse("ins_01KJNP0000000000000000000B");

let setting: DepositSetting;
beforeEach(async () => {
  setting = await depositSetting();
});

describe("a deposit account", () => {
  it("counts once a second officer has approved, and is no other institution's", async () => {
    const before = await setting.status();
    expect([before.status, before.body.code]).toEqual([409, "supervision.deposit-not-bound"]);
    const { status: accepted, body } = await setting.bind();
    expect([accepted, body.status]).toEqual([202, "ready"]);
    expect((await setting.decide(setting.officer, body.proposalId)).body.code).toBe(
      "proposal.author-decides",
    );
    expect((await setting.decide(setting.other, body.proposalId)).body).toMatchObject({
      kind: "deposit-account",
      status: "approved",
      depositAccountNo: DEPOSIT_ACCOUNT,
    });
    const again = await setting.bind();
    expect([again.status, again.body.code]).toEqual([409, "supervision.deposit-already-bound"]);

    await seedInstitution(setting.kit, anInstitution({ institutionId: OTHER }));
    const { proposalId } = (await setting.bind(OTHER)).body;
    const taken = await setting.decide(setting.other, proposalId);
    expect([taken.status, taken.body.code]).toEqual([409, "supervision.deposit-account-taken"]);
    expect(await setting.kit.table.get(keys.deposit(OTHER))).toBeUndefined();
  });

  it("that was rejected is none", async () => {
    const { proposalId } = (await setting.bind()).body;
    expect((await setting.decide(setting.other, proposalId, "reject")).body.status).toBe(
      "rejected",
    );
    expect((await setting.status()).status).toBe(409);
  });

  it("is the matter of the officers around it alone", async () => {
    expect((await setting.bind(setting.institutionId, setting.neighbour)).status).toBe(403);
    await setting.bound();
    expect((await setting.status({}, setting.neighbour)).status).toBe(403);
  });
});

describe("a deposit", () => {
  it("shows balance, floor with the months that made it, shortfall and history", async () => {
    await setting.bound();
    expect((await setting.push(FEES_FEN - 700)).status).toBe(200);
    const paidOn = "2026-03-02";
    await setting.nightOf("2026-03-10");
    const { body } = await setting.status();
    expect(body).toMatchObject({
      account: { bankId: "sandbox-bank", depositAccountNo: DEPOSIT_ACCOUNT },
      balance: { balanceFen: FEES_FEN - 700 },
      floor: { floorFen: FEES_FEN, feesFen: FEES_FEN, day: "2026-03-09" },
      nextReckoningAt: "2026-03-11T02:00:00.000+08:00",
      shortfallFen: 700,
    });
    expect(body.floor.from <= paidOn && paidOn <= body.floor.to).toBe(true);
    expect(body.history.map(({ event }: { event: string }) => event)).toEqual([
      "deposit-floor-reckoned",
      "deposit-balance-told",
      "deposit-account-bound",
    ]);
    expect(setting.kit.defects).toEqual([]);
  });

  it("has its floor reckoned once a night, and not by a message that comes again", async () => {
    await setting.bound();
    await setting.nightOf("2026-03-10");
    await setting.nightOf("2026-03-11");
    const reckoned = entriesIn(setting.kit.table).filter(
      ({ eventName }) => eventName === "deposit-floor-reckoned",
    );
    expect(reckoned.map(({ data }) => data["day"])).toEqual(["2026-03-09", "2026-03-10"]);
  });

  it("keeps its floor for a year after the last cycle with its fees, and no longer", async () => {
    await setting.bound();
    await setting.nightOf("2027-06-01");
    expect((await setting.status()).body.floor).toMatchObject({
      floorFen: FEES_FEN,
      day: "2027-05-31",
    });
    await setting.nightOf("2027-06-02");
    expect((await setting.status()).body.floor).toMatchObject({ floorFen: 0, day: "2027-06-01" });
  });

  it("shows its history page by page, the newest first", async () => {
    await setting.bound();
    await setting.push(5);
    setting.kit.advance(1);
    await setting.push(6);
    const first = await setting.status({ limit: "2" });
    expect(first.body.history).toMatchObject([{ balanceFen: 6 }, { balanceFen: 5 }]);
    const second = await setting.status({ limit: "2", cursor: first.body.nextCursor });
    expect(second.body.history).toMatchObject([{ sequence: 1, event: "deposit-account-bound" }]);
    expect(second.body.nextCursor).toBeUndefined();
  });

  it("counts in the overview of its county, with what it lacks", async () => {
    await setting.bound();
    await setting.push(FEES_FEN - 700);
    await setting.nightOf("2026-03-10");
    await foldAll(setting.kit);
    const { body } = await fundsCalls(setting.kit).overview(setting.officer);
    expect(body.fundsFen).toMatchObject({
      depositCount: 1,
      shortCount: 1,
      depositFen: FEES_FEN - 700,
      floorFen: FEES_FEN,
      shortfallFen: 700,
    });
  });
});

describe("a bank's word on a deposit", () => {
  it("is kept of its own accounts only, whose holder is the institution", async () => {
    await setting.bound();
    const stranger = await seedBankKey(setting.kit, "other-bank");
    expect((await setting.push(1, {}, stranger)).status).toBe(404);
    expect((await setting.push(1, { depositAccountNo: "77000002" })).status).toBe(404);
    const differs = await setting.push(1, { holderUscc: "91411102MA00000000" });
    expect([differs.status, differs.body.code]).toEqual([
      422,
      "supervision.deposit-holder-differs",
    ]);
    expect((await setting.push(-1)).status).toBe(400);
    expect((await setting.status()).body.balance).toBeUndefined();
  });

  it("that was overtaken on its way changes nothing", async () => {
    await setting.bound();
    await setting.push(9);
    const count = entriesIn(setting.kit.table).length;
    const late = await setting.push(1, { asOf: toRfc3339(setting.kit.now() - DAY_MS) });
    expect(late.body).toEqual({ asOf: toRfc3339(setting.kit.now()) });
    expect(entriesIn(setting.kit.table)).toHaveLength(count);
  });
});
