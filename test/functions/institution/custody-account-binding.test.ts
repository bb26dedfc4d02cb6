import { bankThat, busEventOf } from "../../support/events.ts";
import {
  anInstitution,
  confirmationOf,
  fundsOfficer,
  seedInstitution,
} from "../../support/institution.ts";
import { beforeEach, describe, expect, it } from "vitest";
import { BankUnavailable } from "../../../adapters/bank/bank-client.ts";
import { AccountBindingProposed } from "../../../events/institution.ts";
import { bindCustodyAccount } from "../../../functions/institution/bind-custody-account.ts";
import * as contracts from "../../../functions/institution/contracts.ts";
import * as proposalContracts from "../../../functions/proposal/contracts.ts";
import { decideProposal } from "../../../functions/proposal/decide-proposal.ts";
import { listProposals } from "../../../functions/proposal/list-proposals.ts";
import { openCustodyAccount } from "../../../functions/institution/open-custody-account.ts";
import { eventLambda } from "../../../functions/kit/event.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import {
  call,
  type Caller,
  once,
  seedMember,
  seedUnits,
  testKit,
  type TestKit,
} from "../../support/door.ts";

const institution = anInstitution();
const INSTITUTION = institution.institutionId;

let kit: TestKit;
let author: Caller;
let other: Caller;
let neighbour: Caller;
let holder = "";
let bankAnswers = true;

beforeEach(async () => {
  kit = testKit();
  holder = institution.name;
  bankAnswers = true;
  await seedUnits(kit.table);
  author = await seedMember(kit.table, "author", fundsOfficer("unt_411102"));
  other = await seedMember(kit.table, "other", fundsOfficer("unt_411102"));
  neighbour = await seedMember(kit.table, "neighbour", fundsOfficer("unt_411103"));
  await seedInstitution(kit, institution);
});

const bind = (
  as: Caller,
  body: unknown = { bankId: "sandbox-bank", payoutAccountNo: "6222000012345678" },
  headers = once(),
) =>
  call(httpLambda(contracts.bindCustodyAccount, bindCustodyAccount, kit), {
    as,
    path: { institutionId: INSTITUTION },
    body,
    headers,
  });

const decide = (as: Caller, proposalId: string, decision = "approve", headers = once()) =>
  call(httpLambda(proposalContracts.decideProposal, decideProposal, kit), {
    as,
    path: { proposalId },
    body: { decision, reason: "材料齐全" },
    headers,
  });

const list = (as: Caller, query: Record<string, string> = {}) =>
  call(httpLambda(proposalContracts.listProposals, listProposals, kit), { as, query });

/** Delivers the proposal's event to its consumer, as relay, bus and rule do. */
async function bankConfirms(proposalId: string): Promise<void> {
  const bank = bankThat({
    openCustodyAccount: () =>
      bankAnswers
        ? Promise.resolve(confirmationOf(proposalId, holder))
        : Promise.reject(new BankUnavailable("down")),
  });
  const consumer = eventLambda(
    contracts.openCustodyAccount,
    AccountBindingProposed,
    openCustodyAccount,
    { ...kit, bank: () => bank, knowsBank: () => true },
  );
  await consumer(busEventOf(kit.table, "account-binding-proposed"));
}

describe("binding a custody account", () => {
  it("takes a proposal, the bank's word and another officer's approval", async () => {
    const proposed = await bind(author);
    expect(proposed.status).toBe(202);
    expect(proposed.body.status).toBe("awaiting-bank");

    const early = await decide(other, proposed.body.proposalId);
    expect([early.status, early.body.code]).toEqual([422, "proposal.awaits-bank"]);

    await bankConfirms(proposed.body.proposalId);
    const listed = await list(other, { status: "ready" });
    expect(listed.body.proposals).toHaveLength(1);
    expect(listed.body.proposals[0].bank.holderMatches).toBe(true);

    const own = await decide(author, proposed.body.proposalId);
    expect([own.status, own.body.code]).toEqual([422, "proposal.author-decides"]);

    const approved = await decide(other, proposed.body.proposalId);
    expect([approved.status, approved.body.status]).toEqual([200, "approved"]);
    const again = await bind(author);
    expect([again.status, again.body.code]).toEqual([409, "institution.account-already-bound"]);
    expect(kit.defects).toEqual([]);
  });

  it("refuses an account that the bank keeps in another name", async () => {
    holder = "某某个人账户";
    const { body } = await bind(author);
    await bankConfirms(body.proposalId);
    const refused = await decide(other, body.proposalId);
    expect([refused.status, refused.body.code]).toEqual([422, "proposal.holder-mismatch"]);
    expect(refused.body.detail).toContain("某某个人账户");
    const rejected = await decide(other, body.proposalId, "reject");
    expect(rejected.body.status).toBe("rejected");
    expect((await bind(author)).status).toBe(202);
  });

  it("commits the bank's word once, however often the event arrives", async () => {
    const { body } = await bind(author);
    await bankConfirms(body.proposalId);
    await bankConfirms(body.proposalId);
    const confirmed = kit.table.all().filter((i) => i["eventName"] === "account-binding-confirmed");
    expect(confirmed).toHaveLength(1);
  });

  it("leaves everything as it was when the bank does not answer", async () => {
    bankAnswers = false;
    const { body } = await bind(author);
    const before = kit.table.all().length;
    await expect(bankConfirms(body.proposalId)).rejects.toThrow(BankUnavailable);
    expect(kit.table.all()).toHaveLength(before);
  });

  it("lets nobody outside the county or the duty propose, list or decide", async () => {
    const denied = await bind(neighbour);
    expect([denied.status, denied.body.code]).toEqual([403, "identity.outside-unit"]);
    const guardian = await seedMember(kit.table, "guardian", { role: "guardian" });
    expect((await bind(guardian)).status).toBe(403);
    expect((await bind({ subject: "stranger", memberId: "" })).body.code).toBe(
      "identity.not-a-member",
    );
    const { body } = await bind(author);
    expect((await decide(neighbour, body.proposalId)).status).toBe(403);
    expect((await list(neighbour)).body.proposals).toEqual([]);
  });
});

describe("a money command", () => {
  it("is answered once: the same key and body get the first answer, word by word", async () => {
    const headers = once();
    const first = await bind(author, undefined, headers);
    const second = await bind(author, undefined, headers);
    expect(second.body).toEqual(first.body);
    expect(second.headers["idempotency-replayed"]).toBe("true");
    expect(second.status).toBe(202);
    expect(kit.table.all().filter((i) => i.type === "proposal")).toHaveLength(1);
  });

  it("refuses the same key with another body, and a call without a key", async () => {
    const headers = once();
    await bind(author, undefined, headers);
    const reused = await bind(
      author,
      { bankId: "sandbox-bank", payoutAccountNo: "6222000087654321" },
      headers,
    );
    expect([reused.status, reused.body.code]).toEqual([422, "idempotency.key-reused"]);
    const without = await bind(author, undefined, {});
    expect([without.status, without.body.code]).toEqual([400, "idempotency.key-required"]);
  });

  it("names each place that does not fit, unknown fields among them", async () => {
    const refused = await bind(author, {
      bankId: "Sandbox Bank",
      payoutAccountNo: "12",
      holder: "x",
    });
    expect(refused.status).toBe(400);
    const paths = refused.body.fields.map((field: { path: string }) => field.path);
    expect(paths.sort()).toEqual(["body.bankId", "body.holder", "body.payoutAccountNo"]);
  });

  it("answers in the caller's language", async () => {
    const refused = await bind(author, {}, { "accept-language": "en-GB, zh;q=0.5" });
    expect(refused.body.detail).toMatch(/^Commands|^The request/);
    expect((await bind(author, {}, {})).body.detail).toMatch(/[\u4e00-\u9fff]/);
  });
});
