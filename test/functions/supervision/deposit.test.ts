import { beforeEach, describe, expect, it } from "vitest";
import { aggregates } from "../../../adapters/aggregates.ts";
import { institutionKind } from "../../../adapters/repositories/institution-kinds.ts";
import { keys } from "../../../adapters/table/keys.ts";
import { InstitutionState } from "../../../domain/institution/institution.ts";
import { DAY_MS, startOfDay, localDate, toRfc3339 } from "../../../domain/shared/time.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import { bindDepositAccount } from "../../../functions/supervision/bind-deposit-account.ts";
import * as contracts from "../../../functions/supervision/deposit-contracts.ts";
import { getDepositStatus } from "../../../functions/supervision/get-deposit-status.ts";
import { pushDepositBalance } from "../../../functions/supervision/push-deposit-balance.ts";
import { projectFacts } from "../../../functions/stream/project-facts.ts";
import { callAsBank, seedBankKey } from "../../support/bank-door.ts";
import { dueLine } from "../../support/deadlines.ts";
import { call, type Caller, once, seedMember } from "../../support/door.ts";
import { type EarnedSetting, earnedSetting } from "../../support/earned-setting.ts";
import { entriesIn } from "../../support/events.ts";
import { freezeCalls } from "../../support/freezes.ts";
import { foldAll, fundsCalls } from "../../support/funds.ts";
import { anInstitution, fundsOfficer, seedInstitution } from "../../support/institution.ts";
import { entryItems, readerOf, streamBatch } from "../../support/stream.ts";
import { PRICE_FEN } from "../../support/taught-class.ts";

const COUNTY = "unt_411102";
const DEPOSIT_ACCOUNT = "77000001";
const OTHER = InstitutionState.shape.institutionId.parse("ins_01KJNP0000000000000000000B");
/** What two families paid on 2 March 2026. */
const FEES_FEN = 2 * PRICE_FEN;

let setting: EarnedSetting;
let other: Caller;
let uscc: string;
beforeEach(async () => {
  setting = await earnedSetting(1, 2);
  other = await seedMember(setting.kit.table, "other", fundsOfficer(COUNTY));
  const found = await aggregates(setting.kit.table, institutionKind).find(setting.institutionId);
  uscc = found?.state.uscc ?? "";
});

const bind = (institutionId: string = setting.institutionId, as = setting.officer) =>
  call(httpLambda(contracts.bindDepositAccount, bindDepositAccount, setting.kit), {
    as,
    path: { institutionId },
    body: { bankId: "sandbox-bank", depositAccountNo: DEPOSIT_ACCOUNT },
    headers: once(),
  });
const decide = (as: Caller, proposalId: string, decision?: string) =>
  freezeCalls(setting.kit, setting.institutionId).decide(as, proposalId, decision);
async function bound(): Promise<void> {
  const { proposalId } = (await bind()).body;
  expect((await decide(other, proposalId)).body).toMatchObject({
    kind: "deposit-account",
    status: "approved",
    depositAccountNo: DEPOSIT_ACCOUNT,
  });
}
const push = (balanceFen: number, changes: object = {}, signer = setting.signer) =>
  callAsBank(
    httpLambda(contracts.pushDepositBalance, pushDepositBalance, setting.kit),
    setting.kit,
    signer,
    {
      depositAccountNo: DEPOSIT_ACCOUNT,
      holderUscc: uscc,
      balanceFen,
      asOf: toRfc3339(setting.kit.now()),
      ...changes,
    },
  );
const status = (query = {}, as = setting.officer) =>
  call(httpLambda(contracts.getDepositStatus, getDepositStatus, setting.kit), {
    as,
    path: { institutionId: setting.institutionId },
    query,
  });
/** The facts of all that has happened so far are in. */
const project = async (): Promise<void> => {
  const items = entryItems(setting.kit.table.stream().map((record) => record.after));
  await readerOf(projectFacts, setting.kit.table)(streamBatch(items));
};
/** The clock moves on to two in the night that begins a day, and what is due is done. */
async function nightOf(day: string): Promise<void> {
  const { kit } = setting;
  await project();
  kit.advance(startOfDay(localDate(day)) + 2 * 3_600_000 - kit.now());
  const due = dueLine(kit);
  const messages = await due.look();
  expect(await due.actOn([...messages, ...messages])).toEqual([]);
}

describe("a deposit account", () => {
  it("counts once a second officer has approved, and is no other institution's", async () => {
    const before = await status();
    expect([before.status, before.body.code]).toEqual([409, "supervision.deposit-not-bound"]);
    const { status: accepted, body } = await bind();
    expect([accepted, body.status]).toEqual([202, "ready"]);
    expect((await decide(setting.officer, body.proposalId)).body.code).toBe(
      "proposal.author-decides",
    );
    expect((await decide(other, body.proposalId)).status).toBe(200);
    const again = await bind();
    expect([again.status, again.body.code]).toEqual([409, "supervision.deposit-already-bound"]);

    await seedInstitution(setting.kit, anInstitution({ institutionId: OTHER }));
    const { proposalId } = (await bind(OTHER)).body;
    const taken = await decide(other, proposalId);
    expect([taken.status, taken.body.code]).toEqual([409, "supervision.deposit-account-taken"]);
    expect(await setting.kit.table.get(keys.deposit(OTHER))).toBeUndefined();
  });

  it("that was rejected is none", async () => {
    const { proposalId } = (await bind()).body;
    expect((await decide(other, proposalId, "reject")).body.status).toBe("rejected");
    expect((await status()).status).toBe(409);
  });

  it("is the matter of the officers around it alone", async () => {
    expect((await bind(setting.institutionId, setting.neighbour)).status).toBe(403);
    await bound();
    expect((await status({}, setting.neighbour)).status).toBe(403);
  });
});

describe("a deposit", () => {
  it("shows balance, floor with the months that made it, shortfall and history", async () => {
    await bound();
    expect((await push(FEES_FEN - 700)).status).toBe(200);
    const paidOn = "2026-03-02";
    await nightOf("2026-03-10");
    const { body } = await status();
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
    await bound();
    await nightOf("2026-03-10");
    await nightOf("2026-03-11");
    const reckoned = entriesIn(setting.kit.table).filter(
      ({ eventName }) => eventName === "deposit-floor-reckoned",
    );
    expect(reckoned.map(({ data }) => data["day"])).toEqual(["2026-03-09", "2026-03-10"]);
  });

  it("keeps its floor for a year after the last cycle with its fees, and no longer", async () => {
    await bound();
    await nightOf("2027-06-01");
    expect((await status()).body.floor).toMatchObject({ floorFen: FEES_FEN, day: "2027-05-31" });
    await nightOf("2027-06-02");
    expect((await status()).body.floor).toMatchObject({ floorFen: 0, day: "2027-06-01" });
  });

  it("shows its history page by page, the newest first", async () => {
    await bound();
    await push(5);
    setting.kit.advance(1);
    await push(6);
    const first = await status({ limit: "2" });
    expect(first.body.history).toMatchObject([{ balanceFen: 6 }, { balanceFen: 5 }]);
    const second = await status({ limit: "2", cursor: first.body.nextCursor });
    expect(second.body.history).toMatchObject([{ sequence: 1, event: "deposit-account-bound" }]);
    expect(second.body.nextCursor).toBeUndefined();
  });

  it("counts in the overview of its county, with what it lacks", async () => {
    await bound();
    await push(FEES_FEN - 700);
    await nightOf("2026-03-10");
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
    await bound();
    const stranger = await seedBankKey(setting.kit, "other-bank");
    expect((await push(1, {}, stranger)).status).toBe(404);
    expect((await push(1, { depositAccountNo: "77000002" })).status).toBe(404);
    const differs = await push(1, { holderUscc: "91411102MA00000000" });
    expect([differs.status, differs.body.code]).toEqual([
      422,
      "supervision.deposit-holder-differs",
    ]);
    expect((await push(-1)).status).toBe(400);
    expect((await status()).body.balance).toBeUndefined();
  });

  it("that was overtaken on its way changes nothing", async () => {
    await bound();
    await push(9);
    const count = entriesIn(setting.kit.table).length;
    const late = await push(1, { asOf: toRfc3339(setting.kit.now() - DAY_MS) });
    expect(late.body).toEqual({ asOf: toRfc3339(setting.kit.now()) });
    expect(entriesIn(setting.kit.table)).toHaveLength(count);
  });
});
