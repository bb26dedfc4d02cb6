import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { localDate, startOfDay, toRfc3339 } from "../../domain/shared/time.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import { projectFacts } from "../../functions/stream/project-facts.ts";
import { bindDepositAccount } from "../../functions/supervision/bind-deposit-account.ts";
import * as contracts from "../../functions/supervision/deposit-contracts.ts";
import { getDepositStatus } from "../../functions/supervision/get-deposit-status.ts";
import { listDepositShortfalls } from "../../functions/supervision/list-deposit-shortfalls.ts";
import { pushDepositBalance } from "../../functions/supervision/push-deposit-balance.ts";
import { callAsBank } from "./bank-door.ts";
import { dueLine } from "./deadlines.ts";
import { call, type Caller, once, seedMember } from "./door.ts";
import { earnedSetting } from "./earned-setting.ts";
import { freezeCalls } from "./freezes.ts";
import { fundsOfficer } from "./institution.ts";
import { entryItems, readerOf, streamBatch } from "./stream.ts";
import { PRICE_FEN } from "./taught-class.ts";

type Query = Readonly<Record<string, string>>;

export const DEPOSIT_COUNTY = "unt_411102";
export const DEPOSIT_ACCOUNT = "77000001";
/** What two families paid on 2 March 2026. */
export const FEES_FEN = 2 * PRICE_FEN;

/** An institution whose two families have paid, and what officers and a bank do about its deposit. */
export async function depositSetting() {
  const setting = await earnedSetting(1, 2);
  const { kit, officer, signer } = setting;
  const other = await seedMember(kit.table, "other", fundsOfficer(DEPOSIT_COUNTY));
  const found = await aggregates(kit.table, institutionKind).find(setting.institutionId);
  const uscc = found?.state.uscc ?? "";

  const bind = (institutionId: string = setting.institutionId, as = officer) =>
    call(httpLambda(contracts.bindDepositAccount, bindDepositAccount, kit), {
      as,
      path: { institutionId },
      body: { bankId: "sandbox-bank", depositAccountNo: DEPOSIT_ACCOUNT },
      headers: once(),
    });
  const decide = (as: Caller, proposalId: string, decision?: string) =>
    freezeCalls(kit, setting.institutionId).decide(as, proposalId, decision);
  /** The facts of all that has happened so far are in. */
  const project = async (): Promise<void> => {
    const items = entryItems(kit.table.stream().map((record) => record.after));
    await readerOf(projectFacts, kit.table)(streamBatch(items));
  };

  return {
    ...setting,
    ...{ other, bind, decide },
    /** Two officers register its account. */
    async bound(): Promise<void> {
      const { proposalId } = (await bind()).body;
      const { status, body } = await decide(other, proposalId);
      if (status !== 200) throw new Error(JSON.stringify(body));
    },
    push: (balanceFen: number, changes: object = {}, as = signer) =>
      callAsBank(httpLambda(contracts.pushDepositBalance, pushDepositBalance, kit), kit, as, {
        depositAccountNo: DEPOSIT_ACCOUNT,
        holderUscc: uscc,
        balanceFen,
        asOf: toRfc3339(kit.now()),
        ...changes,
      }),
    status: (query: Query = {}, as = officer) =>
      call(httpLambda(contracts.getDepositStatus, getDepositStatus, kit), {
        as,
        path: { institutionId: setting.institutionId },
        query,
      }),
    shortfalls: (query: Query = {}, as: Caller = officer) =>
      call(httpLambda(contracts.listDepositShortfalls, listDepositShortfalls, kit), { as, query }),
    /** The clock moves on to two in the night that begins a day, and what is due is done, by messages that come twice. */
    async nightOf(day: string): Promise<void> {
      await project();
      kit.advance(startOfDay(localDate(day)) + 2 * 3_600_000 - kit.now());
      const due = dueLine(kit);
      const messages = await due.look();
      const failed = await due.actOn([...messages, ...messages]);
      if (failed.length > 0) throw new Error(`not done: ${JSON.stringify(failed)}`);
    },
  };
}
export type DepositSetting = Awaited<ReturnType<typeof depositSetting>>;
