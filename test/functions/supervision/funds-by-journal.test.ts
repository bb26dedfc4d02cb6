import { beforeAll, describe, expect, it } from "vitest";
import { aggregates } from "../../../adapters/aggregates.ts";
import { enrolmentKind } from "../../../adapters/repositories/enrolment-kinds.ts";
import { keys } from "../../../adapters/table/keys.ts";
import { EnrolmentId } from "../../../domain/shared/ids.ts";
import type { LedgerMove } from "../../../domain/shared/money-move.ts";
import { toRfc3339 } from "../../../domain/shared/time.ts";
import * as custody from "../../../functions/custody/contracts.ts";
import { listJournal } from "../../../functions/custody/list-journal.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import { listSuspendedPayments } from "../../../functions/settlement/list-suspended-payments.ts";
import { listSuspendedPayments as suspense } from "../../../functions/settlement/suspense-contracts.ts";
import * as deposits from "../../../functions/supervision/deposit-contracts.ts";
import { listDepositShortfalls } from "../../../functions/supervision/list-deposit-shortfalls.ts";
import { projectPositions } from "../../../functions/stream/project-positions.ts";
import { askingOn } from "../../support/all-operations/ask.ts";
import { aWorld, COUNTY, CUSTODY_ACCOUNT, type World } from "../../support/all-operations/world.ts";
import { FROZEN, numbered, WATCHED } from "../../support/all-operations/world-institutions.ts";
import { type Answer, call, type Caller, seedMember } from "../../support/door.ts";
import { entriesIn } from "../../support/events.ts";
import { foldAll, fundsCalls, markChangedOf } from "../../support/funds.ts";
import { fundsOfficer } from "../../support/institution.ts";
import {
  fundsByJournal,
  heldFenOf,
  type JournalFunds,
} from "../../support/oracles/funds-by-journal.ts";

/**
 * A county with five institutions: lessons in every state, refunds under way, misplaced money on its way back and
 * kept, a change of class, a payment that the bank took back though half of it was used, a deposit, and two banks'
 * words of which one does not agree.
 */
const INSTITUTIONS = ["A", "B", "C", "D", "E"].map(numbered);
const [SELLER = ""] = INSTITUTIONS;
/** So much less than the books the bank holds for it. */
const LACKING_FEN = 3;

let world: World;
let officer: Caller;
beforeAll(async () => {
  world = await aWorld();
  const { kit, guardian, signer, things } = world;
  const ask = askingOn(kit);
  // The world gives it a position that rests on no journal.
  await kit.table.commit([{ kind: "delete", key: keys.position(FROZEN) }]);
  officer = await seedMember(kit.table, "county-funds", fundsOfficer(COUNTY));
  await ask("changeClass", guardian, {
    path: { enrolmentId: things.orderAhead },
    body: { quote: things.changeQuote },
  });
  const used = await aggregates(kit.table, enrolmentKind).find(EnrolmentId.parse(things.paidOrder));
  if (used === undefined) throw new Error("the order whose first lessons were held is paid");
  const reversed = await ask("reportPayInReversal", signer, {
    body: {
      ...{ bankSerial: used.state.payment?.bankSerial, reversalSerial: "SB0000000099" },
      ...{ amountFen: used.state.priceFen, reversedAt: toRfc3339(kit.now()) },
      reasonCode: "not-covered",
    },
  });
  expect(reversed.outcome).toBe("short");
  await projectPositions(kit.table)(entriesIn(kit.table));
  const { heldInCustodyFen, asideFen } = (await shown(SELLER)).body;
  const balanceFen = Number(heldInCustodyFen) + Number(asideFen) - LACKING_FEN;
  await ask("pushBalance", signer, {
    body: {
      ...{ custodyAccountNo: CUSTODY_ACCOUNT, balanceFen },
      ...{ asOf: toRfc3339(kit.now()), serialCount: 40 },
    },
  });
  for (const institutionId of INSTITUTIONS) await markChangedOf(kit, institutionId);
  await foldAll(kit);
});

const shown = (institutionId: string) =>
  fundsCalls(world.kit).institution(officer, institutionId, { limit: "100" });
const journalled = (institutionId: string): JournalFunds =>
  fundsByJournal(entriesIn(world.kit.table), institutionId);

/** A state that no entry names holds nothing. */
const withNothing = (stateFen: JournalFunds["stateFen"], columns: object) => ({
  ...Object.fromEntries(Object.keys(columns).map((state) => [state, 0])),
  ...stateFen,
});

describe("the prepaid fees of a county", () => {
  it("hold something of everything that this test is about", () => {
    const { stateFen, shortFen, asideCount } = journalled(SELLER);
    const states = ["unconsumed", "pending", "disputed", "releasing", "refunding"];
    for (const state of [...states, "transferredOut", "reversed"])
      expect([state, (stateFen[state] ?? 0) > 0]).toEqual([state, true]);
    expect([shortFen > 0, asideCount]).toEqual([true, 2]);
    expect(journalled(WATCHED)).toMatchObject({ bankFen: 700, depositFen: 5000 });
  });

  it.each(INSTITUTIONS)("are, of %s, what its journals add up to, to the fen", async (id) => {
    const told = journalled(id);
    const { body } = await shown(id);
    expect(body.totalsFen).toEqual(withNothing(told.stateFen, body.totalsFen));
    expect(body).toMatchObject({
      ...{ shortFen: told.shortFen, enrolmentCount: told.enrolmentCount },
      ...{ asideFen: told.asideFen, asideCount: told.asideCount },
      heldInCustodyFen: heldFenOf(told),
    });
    expect(body.bank?.balanceFen).toBe(told.bankFen);
    expect(body.bank?.comparedFen).toBe(told.comparedFen);
    if (told.bankFen !== undefined)
      expect(body.difference.nowFen).toBe(told.bankFen - heldFenOf(told) - told.asideFen);
  });

  it("are, of all institutions together, what the overview shows", async () => {
    const all = INSTITUTIONS.map(journalled);
    const total = (pick: (one: JournalFunds) => number | undefined) =>
      all.reduce((sum, one) => sum + (pick(one) ?? 0), 0);
    const { body } = await fundsCalls(world.kit).overview(officer);
    const { fundsFen } = body;
    expect(fundsFen).toMatchObject({
      institutionCount: INSTITUTIONS.length,
      heldInCustodyFen: total(heldFenOf),
      shortFen: total(({ shortFen }) => shortFen),
      bankFen: total(({ bankFen }) => bankFen),
      comparedFen: total(({ comparedFen }) => comparedFen),
      differenceFen: total(({ bankFen = 0, comparedFen = 0 }) => bankFen - comparedFen),
      asideFen: total(({ asideFen }) => asideFen),
      surplusFen: 700,
      missingFen: LACKING_FEN,
      depositFen: total(({ depositFen }) => depositFen),
      shortfallFen: total(({ floorFen = 0, depositFen = 0 }) => Math.max(0, floorFen - depositFen)),
    });
    for (const [state, amountFen] of Object.entries(fundsFen.balancesFen))
      expect([state, amountFen]).toEqual([state, total(({ stateFen }) => stateFen[state])]);
    expect(world.kit.defects).toEqual([]);
  });
});

/** All pages of an answer, under its name, in the order in which they come. */
async function allOf(
  name: string,
  ask: (query: Readonly<Record<string, string>>) => Promise<Answer>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let query: Readonly<Record<string, string>> = { limit: "2" }; ;) {
    const { status, body } = await ask(query);
    expect(status).toBe(200);
    rows.push(...body[name]);
    if (body.nextCursor === undefined) return rows;
    query = { limit: "2", cursor: body.nextCursor };
  }
}
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers freely
type Row = any;

describe("each figure leads an officer to the entries behind it", () => {
  it("from the overview over an institution and its orders to what moved, page by page", async () => {
    const { kit } = world;
    const listed = httpLambda(custody.listJournal, listJournal, kit);
    const fromEntries: Record<string, number> = {};
    const shares = await allOf("shares", (query) =>
      fundsCalls(kit).institution(officer, SELLER, query),
    );
    for (const { enrolmentId, balancesFen, entryCount } of shares) {
      const entries = await allOf("entries", (query) =>
        call(listed, { as: officer, path: { enrolmentId }, query }),
      );
      expect(entries).toHaveLength(entryCount);
      const ofOrder: Record<string, number> = {};
      const moves: readonly LedgerMove[] = entries.flatMap(({ moves: some }) => some);
      for (const { from, to, amountFen, reason } of moves) {
        const source = reason === "transferred-in" ? "transferredIn" : "paid";
        const out = from === "outside" ? source : from;
        ofOrder[out] = (ofOrder[out] ?? 0) + (from === "outside" ? amountFen : 0 - amountFen);
        ofOrder[to] = (ofOrder[to] ?? 0) + amountFen;
      }
      expect(withNothing(ofOrder, balancesFen)).toEqual(balancesFen);
      for (const [state, amountFen] of Object.entries(ofOrder))
        fromEntries[state] = (fromEntries[state] ?? 0) + amountFen;
    }
    const { totalsFen } = (await shown(SELLER)).body;
    expect(withNothing(fromEntries, totalsFen)).toEqual(totalsFen);
    const { fundsFen } = (await fundsCalls(kit).overview(officer)).body;
    expect(fundsFen.balancesFen).toEqual(totalsFen);
  });

  it("from money held aside to each payment", async () => {
    const handler = httpLambda(suspense, listSuspendedPayments, world.kit);
    const payments = await allOf("payments", (query) =>
      call(handler, { as: officer, query: { ...query, institutionId: SELLER } }),
    );
    const aside = payments.filter(({ status }) => ["held", "returning"].includes(status));
    const { asideFen, asideCount } = (await shown(SELLER)).body;
    expect(aside).toHaveLength(asideCount);
    expect(aside.reduce<number>((sum, { amountFen }) => sum + Number(amountFen), 0)).toBe(asideFen);
  });

  it("from deposits that are short to each of them", async () => {
    const handler = httpLambda(deposits.listDepositShortfalls, listDepositShortfalls, world.kit);
    const rows = await allOf("shortfalls", (query) => call(handler, { as: officer, query }));
    const { fundsFen } = (await fundsCalls(world.kit).overview(officer)).body;
    expect([rows.length, rows[0].institutionId]).toEqual([fundsFen.shortCount, WATCHED]);
    expect(rows[0].shortfallFen).toBe(fundsFen.shortfallFen);
  });

  it("from what the bank holds to all that it told before", async () => {
    const { kit, signer } = world;
    const { asideFen, bank } = (await shown(SELLER)).body;
    const balanceFen = Number(bank.balanceFen);
    kit.advance(60_000);
    await askingOn(kit)("pushBalance", signer, {
      body: {
        ...{ custodyAccountNo: CUSTODY_ACCOUNT, balanceFen: balanceFen + LACKING_FEN },
        ...{ asOf: toRfc3339(kit.now()), serialCount: 41 },
      },
    });
    const told = await allOf("balances", (query) =>
      fundsCalls(kit).balances(officer, SELLER, query),
    );
    expect(told).toMatchObject([
      { sequence: 2, outcome: "agrees", differenceFen: 0, actor: "bank:sandbox-bank", asideFen },
      { sequence: 1, balanceFen, differenceFen: -LACKING_FEN, outcome: "under-way" },
    ]);
    expect(told[0].balanceFen).toBe((await shown(SELLER)).body.bank.balanceFen);
    const [, bare = ""] = INSTITUTIONS;
    expect((await fundsCalls(kit).balances(officer, bare)).body.balances).toEqual([]);
  });
});
