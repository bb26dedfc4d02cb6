import type { SQSEvent } from "aws-lambda";
import { CloudEvent } from "../../events/define.ts";
import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { balanceKind } from "../../adapters/repositories/settlement-kinds.ts";
import type { Table } from "../../adapters/table/table.ts";
import { heldInCustodyFen } from "../../domain/custody/balances.ts";
import { BalanceState, balanceCompared } from "../../domain/custody/compare-balance.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { sumFen } from "../../domain/shared/money.ts";
import { MassRefundOrdered, MassRefundPlanned } from "../../events/mass-refund.ts";
import {
  RefundCancelled,
  RefundExecuted,
  RefundInstructed,
  RefundOpened,
} from "../../events/refund.ts";
import { eventLambda } from "../../functions/kit/event.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import { queueLambda } from "../../functions/kit/queue.ts";
import { repeatableContext } from "../../functions/kit/task.ts";
import { sendRefund as sendContract } from "../../functions/refund/bank-contracts.ts";
import { followShare } from "../../functions/refund/follow-share.ts";
import { getMassRefund } from "../../functions/refund/get-mass-refund.ts";
import { instructRefund } from "../../functions/refund/instruct-refund.ts";
import * as contracts from "../../functions/refund/mass-refund-contracts.ts";
import { openShares } from "../../functions/refund/open-shares.ts";
import { planMassRefund } from "../../functions/refund/plan-mass-refund.ts";
import { FamiliesToPay, queueShares } from "../../functions/refund/queue-shares.ts";
import { sendRefund } from "../../functions/refund/send-refund.ts";
import { startMassRefund } from "../../functions/refund/start-mass-refund.ts";
import { seedBankKey } from "./bank-door.ts";
import { queueRecord } from "./deadlines.ts";
import { type Answer, call, type Caller, once, seedMember, type TestKit } from "./door.ts";
import { withTestVault } from "./enrolment.ts";
import { busEvent, entriesIn } from "./events.ts";
import { type Because, freezeCalls, projectAll } from "./freezes.ts";
import { fundsOfficer } from "./institution.ts";
import { CUSTODY_ACCOUNT, SANDBOX_BANK } from "./money-builders.ts";
import { aRefundBank, refundExecuted, reportRefund } from "./refund-bank.ts";
import type { TaughtClass } from "./taught-class.ts";

const COUNTY = "unt_411102";

/** A frozen institution, and everything that pays its families back; each step when a test says so. */
export async function collapsed(
  world: Omit<TaughtClass, "kit">,
  kit: TestKit,
  /** What the functions that pay work on, where it is not the table itself. */
  worn: Table = kit.table,
  because: Because = {},
) {
  const { institutionId } = world;
  const { table } = kit;
  const author = await seedMember(table, "collapse-author", fundsOfficer(COUNTY));
  const other = await seedMember(table, "collapse-other", fundsOfficer(COUNTY));
  const freezes = freezeCalls(kit, institutionId);
  const { proposalId } = (await freezes.freeze(author, once(), because)).body;
  await freezes.decide(other, proposalId);
  await projectAll(kit);

  const enrolments = async (): Promise<readonly EnrolmentState[]> => {
    const kind = aggregates(table, enrolmentKind);
    const found = await Promise.all(
      world.families.map(({ enrolmentId }) => kind.find(enrolmentId)),
    );
    return found.flatMap((one) => (one === undefined ? [] : [one.state]));
  };
  const bank = aRefundBank();
  const signer = await seedBankKey(kit);
  const line = massRefundLine(kit, worn, bank);

  return {
    ...{ author, other, bank, signer, freezes, line, enrolments },
    start: (as: Caller = author): Promise<Answer> =>
      call(httpLambda(contracts.startMassRefund, startMassRefund, kit), {
        as,
        path: { institutionId },
        body: { reason: "机构已停业，无法继续履约" },
        headers: once(),
      }),
    look: (
      massRefundId: string,
      query: Readonly<Record<string, string>> = {},
      as: Caller = other,
    ): Promise<Answer> =>
      call(httpLambda(contracts.getMassRefund, getMassRefund, kit), {
        as,
        path: { institutionId, massRefundId },
        query,
      }),
    /** The bank tells what it holds: so much less than the books, of which so much was on its way. */
    async bankHolds(
      missingFen = 0,
      outcome: BalanceState["outcome"] = "agrees",
      underWayFen = 0,
    ): Promise<void> {
      const heldFen = sumFen(
        (await enrolments()).map(({ balances }) => heldInCustodyFen(balances)),
      );
      const state = BalanceState.parse({
        ...{ institutionId, bankId: SANDBOX_BANK, custodyAccountNo: CUSTODY_ACCOUNT, outcome },
        ...{ heldFen, mustHoldFen: heldFen - underWayFen, serialCount: 1, asOf: kit.now() },
        countyUnitId: "unt_411102",
        balanceFen: heldFen - missingFen,
      });
      const kind = aggregates(table, balanceKind);
      const before = await kind.find(institutionId);
      const context = lineContext(kit);
      const changes =
        before === undefined
          ? kind.create(state, balanceCompared(state), context)
          : kind.change(before, state, balanceCompared(state), context);
      await table.commit(changes.map(({ write }) => write));
    },
    /** Two officers order it; answers with its id. */
    async ordered(): Promise<string> {
      const started = await this.start();
      const approved = await freezes.decide(other, started.body.proposalId);
      if (approved.status !== 200) throw new Error(JSON.stringify(approved.body));
      const institution = await aggregates(table, institutionKind).find(institutionId);
      return institution?.state.massRefundId ?? "";
    },
    /** The bank pays whatever it was asked and has not paid yet. */
    async bankPays(): Promise<void> {
      for (const payment of bank.paid.values())
        await reportRefund(kit, signer, refundExecuted(payment));
    },
  };
}
export type Collapsed = Awaited<ReturnType<typeof collapsed>>;

const lineContext = (kit: TestKit) =>
  repeatableContext(contracts.openShares, kit, { correlationId: "test", causationId: "test" });

/** From the order to the bank's last word. */
function massRefundLine(kit: TestKit, table: Table, bank: ReturnType<typeof aRefundBank>) {
  const waiting: unknown[] = [];
  const queue = {
    send: (messages: readonly unknown[]) => {
      waiting.push(...messages);
      return Promise.resolve();
    },
  };
  const able = {
    ...withTestVault(kit),
    ...{ table, queue, bank: () => bank.client, knowsBank: () => true },
  };
  const plan = eventLambda(contracts.planMassRefund, MassRefundOrdered, planMassRefund, able);
  const fill = eventLambda(contracts.queueShares, MassRefundPlanned, queueShares, able);
  const work = queueLambda(contracts.openShares, FamiliesToPay, openShares, able);
  const send = eventLambda(sendContract, RefundInstructed, sendRefund, able);
  const executed = eventLambda(contracts.followShare, RefundExecuted, followShare, able);
  const cancelled = eventLambda(contracts.followShare, RefundCancelled, followShare, able);
  const instruct = instructRefund(able);
  /** Entries come to their consumer until it has taken them; one that broke off gets them again. */
  const tell = async (
    name: string,
    consumer: (event: ReturnType<typeof busEvent>) => Promise<unknown>,
  ): Promise<void> => {
    for (const entry of entriesIn(kit.table).filter(({ eventName }) => eventName === name))
      await untilTaken(() => consumer(busEvent(entry)));
  };

  const open = async (messages: readonly unknown[]): Promise<readonly string[]> => {
    const event: SQSEvent = {
      Records: messages.map((message, index) => queueRecord(JSON.stringify(message), index)),
    };
    const { batchItemFailures } = await work(event);
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  };
  return {
    open,
    plan: () => tell(MassRefundOrdered.name, plan),
    /** What the fixed plan queues. */
    async queued(): Promise<readonly unknown[]> {
      await tell(MassRefundPlanned.name, fill);
      return waiting.splice(0);
    },
    /** Instructs the bank as the refunds' workflows do, and sends. */
    async instruct(): Promise<void> {
      await tell(RefundOpened.name, (event) => {
        const { refundId } = RefundOpened.parse(CloudEvent.parse(event.detail)).data;
        return instruct({ execution: "test", refundId }, lineContext(kit));
      });
      await tell(RefundInstructed.name, send);
    },
    async follow(): Promise<void> {
      await tell(RefundExecuted.name, executed);
      await tell(RefundCancelled.name, cancelled);
    },
  };
}

/** So often the bus, or a queue, brings a thing at most. */
const TRIES = 20;

async function untilTaken(run: () => Promise<unknown>): Promise<void> {
  for (let left = TRIES; ; left -= 1)
    try {
      await run();
      return;
    } catch (error) {
      if (left === 1) throw error;
    }
}
