import type { SQSEvent } from "aws-lambda";
import { aggregates } from "../../adapters/aggregates.ts";
import type { Entry } from "../../adapters/journal.ts";
import { balanceKind } from "../../adapters/repositories/settlement-kinds.ts";
import { keys } from "../../adapters/table/keys.ts";
import { Balances, heldInCustodyFen, NO_MONEY } from "../../domain/custody/balances.ts";
import {
  balanceCompared,
  compareBalance,
  type BalanceState,
} from "../../domain/custody/compare-balance.ts";
import type { InstitutionState } from "../../domain/institution/institution.ts";
import { BankId, InstitutionId, UnitId } from "../../domain/shared/ids.ts";
import { fen } from "../../domain/shared/money.ts";
import type { TrainingCategory } from "../../domain/shared/training.ts";
import { InstitutionRegistered } from "../../events/institution.ts";
import { eventLambda, taskContext } from "../../functions/kit/event.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import { queueLambda, scheduleLambda } from "../../functions/kit/queue.ts";
import { listBalances as listBalancesContract } from "../../functions/supervision/balance-contracts.ts";
import * as contracts from "../../functions/supervision/contracts.ts";
import { markCounties } from "../../functions/stream/mark-counties.ts";
import { enterFundedUnits } from "../../functions/supervision/enter-funded-units.ts";
import { FoldMessage, foldFunds } from "../../functions/supervision/fold-funds.ts";
import { getFundsOverview } from "../../functions/supervision/get-funds-overview.ts";
import { getInstitutionFunds } from "../../functions/supervision/get-institution-funds.ts";
import { listBalances } from "../../functions/supervision/list-balances.ts";
import { listFundsBreaks } from "../../functions/supervision/list-funds-breaks.ts";
import { queueFunds } from "../../functions/supervision/queue-funds.ts";
import * as tasks from "../../functions/supervision/task-contracts.ts";
import { call, type Caller, type TestKit } from "./door.ts";
import { busEvent, entriesIn } from "./events.ts";
import { anInstitution, seedInstitution } from "./institution.ts";
import { withinRole } from "./within-role.ts";

type Query = Readonly<Record<string, string>>;

/** What officers ask of prepaid fees. */
export const fundsCalls = (kit: TestKit) => ({
  overview: (as: Caller, query: Query = {}) =>
    call(httpLambda(contracts.getFundsOverview, getFundsOverview, kit), { as, query }),
  breaks: (as: Caller, query: Query = {}) =>
    call(httpLambda(contracts.listFundsBreaks, listFundsBreaks, kit), { as, query }),
  institution: (as: Caller, institutionId: string, query: Query = {}) =>
    call(httpLambda(contracts.getInstitutionFunds, getInstitutionFunds, kit), {
      as,
      path: { institutionId },
      query,
    }),
  balances: (as: Caller, institutionId: string, query: Query = {}) =>
    call(httpLambda(listBalancesContract, listBalances, kit), {
      as,
      path: { institutionId },
      query,
    }),
});

/** An institution and its money, as a test states it. */
export interface Funded {
  readonly number: number;
  readonly countyUnitId: string;
  readonly category: TrainingCategory;
  readonly unconsumed: number;
  readonly released: number;
  /** What the bank holds beyond the books; absent where no bank has spoken. */
  readonly beyondFen?: number | undefined;
}

export const fundedId = (number: number): string =>
  `ins_01KJNP00000000000000${String(number).padStart(6, "0")}`;

/** Registers institutions with positions, and with balances that were compared. */
export async function seedFunded(kit: TestKit, all: readonly Funded[]): Promise<void> {
  for (const one of all) {
    const institution = anInstitution({
      institutionId: InstitutionId.parse(fundedId(one.number)),
      countyUnitId: UnitId.parse(one.countyUnitId),
      category: one.category,
    });
    await seedInstitution(kit, institution);
    const balances = Balances.parse({
      ...NO_MONEY,
      paid: fen(one.unconsumed + one.released),
      unconsumed: fen(one.unconsumed),
      released: fen(one.released),
    });
    const item = {
      ...keys.position(institution.institutionId),
      type: "position",
      ...balances,
      enrolmentCount: 1,
      lastEntryAt: kit.now(),
    };
    await kit.table.commit([{ kind: "put", item }]);
    const heldFen = heldInCustodyFen(balances);
    if (one.beyondFen !== undefined) await seedBalance(kit, institution, heldFen, one.beyondFen);
  }
}

async function seedBalance(
  kit: TestKit,
  { institutionId, countyUnitId }: InstitutionState,
  heldFen: number,
  beyondFen: number,
): Promise<void> {
  const state: BalanceState = compareBalance(
    undefined,
    {
      ...{ institutionId, countyUnitId, bankId: BankId.parse("sandbox-bank") },
      ...{ custodyAccountNo: "88000009", serialCount: 1, asOf: kit.now() },
      balanceFen: heldFen + beyondFen,
    },
    { heldFen: fen(heldFen), asideFen: fen(0), mustHoldFen: fen(heldFen) },
  );
  const context = taskContext(tasks.foldFunds, kit, { correlationId: "s", causationId: "s" });
  const changes = aggregates(kit.table, balanceKind).create(state, balanceCompared(state), context);
  await kit.table.commit(changes.map(({ write }) => write));
}

/** Tells of every institution that was registered, as relay and bus do. */
export async function enterAll(kit: TestKit): Promise<void> {
  const consume = eventLambda(
    tasks.enterFundedUnits,
    InstitutionRegistered,
    enterFundedUnits,
    withinRole(kit, tasks.enterFundedUnits),
  );
  for (const entry of entriesIn(kit.table))
    if (entry.eventName === InstitutionRegistered.name) await consume(busEvent(entry));
}

/** Says of an institution that an order of it moved money, as the projector does behind its position. */
export async function setUnconsumed(kit: TestKit, number: number, unconsumed: number) {
  const institutionId = fundedId(number);
  await kit.table.commit([
    {
      ...{ kind: "update", key: keys.position(institutionId), condition: { kind: "present" } },
      set: { unconsumed, paid: unconsumed },
    },
  ]);
  await markChangedOf(kit, institutionId);
}

/** Tells of something that changed in the figures of an institution, as the stream does. */
export async function markChangedOf(kit: TestKit, institutionId: string): Promise<void> {
  const entry = { aggregateType: "enrolment", institutionId, eventName: "lesson-confirmed" };
  const heldUp = await markCounties(kit.table)([entry as Entry]);
  if (heldUp.length > 0) throw new Error("the county was not marked");
}

/** What the schedule queues: the units whose sums are to be made, a message for each province. */
export async function queuedUnits(kit: TestKit): Promise<readonly unknown[]> {
  const sent: unknown[] = [];
  const queue = {
    send: (messages: readonly unknown[]) => {
      sent.push(...messages);
      return Promise.resolve();
    },
  };
  await scheduleLambda(tasks.queueFunds, queueFunds, {
    ...withinRole(kit, tasks.queueFunds),
    queue,
  })();
  return sent;
}

/** Works messages off the queue one by one. @returns how many were not done */
export async function fold(kit: TestKit, messages: readonly unknown[]): Promise<number> {
  const work = queueLambda(
    tasks.foldFunds,
    FoldMessage,
    foldFunds,
    withinRole(kit, tasks.foldFunds),
  );
  let failed = 0;
  for (const [place, message] of messages.entries()) {
    const record = { messageId: String(place), body: JSON.stringify(message) };
    const { batchItemFailures } = await work({ Records: [record] } as SQSEvent);
    failed += batchItemFailures.length;
  }
  return failed;
}

/** One whole round: each unit's sums are as new as they can be. */
export async function foldAll(kit: TestKit): Promise<void> {
  await enterAll(kit);
  if ((await fold(kit, await queuedUnits(kit))) > 0) throw new Error("a unit was not folded");
}
