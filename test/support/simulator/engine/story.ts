import { AsyncLocalStorage } from "node:async_hooks";
import type { BankClient } from "../../../../adapters/bank/bank-client.ts";
import { rulePacks } from "../../../../adapters/rule-packs.ts";
import { createMemoryTable, type MemoryTable } from "../../../../adapters/table/memory-table.ts";
import type { Table } from "../../../../adapters/table/table.ts";
import type { BankKit } from "../../../../functions/kit/bank-deps.ts";
import type { Kit } from "../../../../functions/kit/deps.ts";
import type { PersonalKit } from "../../../../functions/kit/personal-deps.ts";
import { START } from "../../door.ts";
import { type Chance, seededChance } from "./chance.ts";
import { FaultPlan } from "./faults.ts";
import type { Matter } from "../world/collapse.ts";
import { ModelGateway, SHARED_ADDRESSES } from "../world/gateway.ts";
import type { ModelBank } from "../world/model-bank.ts";
import { type CallProcess, callProcess } from "./process.ts";
import { ModelWorkflow } from "../world/model-workflow.ts";
import { fixedKit, type Stage } from "../world/stage.ts";
import { Trace } from "./trace.ts";
import { Turns } from "./turns.ts";
import { Watch } from "../watch/watch.ts";

/** Stands between an operation and its table: how a test plants a bug that the product does not have. */
export type Tamper = (operationId: string, table: Table) => Table;

export type StoryKit = BankKit & PersonalKit;

/** Seals without keys, the same every time, and keeps nothing of what it sealed: all families share their addresses. */
const closedVault: PersonalKit["vault"] = {
  seal: (recordClass, recordId, fields) =>
    Promise.resolve(mapValues(fields, () => `sealed.${recordClass}.${recordId}`)),
  open: (_recordClass, _recordId, sealed) =>
    Promise.resolve(mapValues(sealed, (_sealed, name) => SHARED_ADDRESSES[name] ?? "")),
};
const noLookups: PersonalKit["personalHash"] = {
  lookup: () => Promise.reject(new Error("no story looks people up")),
  hmac: () => Promise.reject(new Error("no story looks people up")),
};

const mapValues = (
  fields: Readonly<Record<string, string>>,
  to: (text: string, name: string) => string,
): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, to(text, name)]));

/** One seed's world: its time, its chance, its table, and who watches it. */
export class Story {
  readonly stage: Stage;
  readonly chance: Chance;
  readonly faults: FaultPlan;
  readonly turns: Turns;
  readonly watch: Watch;
  readonly trace = new Trace();
  readonly table: MemoryTable;
  readonly banks = new Map<string, ModelBank>();
  readonly bankClients = new Map<string, BankClient>();
  readonly gateway: ModelGateway;
  readonly workflow: ModelWorkflow;
  /** Corrections of the calendar that somebody has proposed and nobody decided, as far as was told. */
  readonly proposals: string[] = [];
  /** The same of freezes, stops and mass refunds. */
  readonly matters: Matter[] = [];
  /** Messages that nobody could be given; poison belongs there. */
  readonly deadLetters: { readonly isPoison: boolean; readonly what: string }[] = [];
  /** The consumers that poison was put before. */
  readonly poisons = new Set<string>();
  now = START;
  /** Counts rounds: in each, one or more things happen at the same time. */
  step = 0;
  operationCount = 0;
  readonly #tamper: Tamper;
  readonly #kit: Kit;
  readonly #current = new AsyncLocalStorage<StoryKit>();
  #numbers = 0;
  #putOff: { readonly at: number; readonly act: () => void }[] = [];

  constructor(stage: Stage, seed: number, tamper: Tamper) {
    this.stage = stage;
    this.chance = seededChance(seed);
    this.faults = new FaultPlan(this.chance);
    this.turns = new Turns(this.chance);
    this.watch = new Watch(stage.institutions);
    this.gateway = new ModelGateway(this);
    this.workflow = new ModelWorkflow(this);
    this.#tamper = tamper;
    this.table = createMemoryTable({
      now: () => this.now,
      faults: this.faults.ofTable(),
      random: () => this.chance.next(),
      maxAttempts: 3,
    });
    const newUlid = () => String(this.newNumber()).padStart(26, "0");
    this.#kit = {
      ...fixedKit(this.table, () => this.now, newUlid),
      rules: rulePacks(this.table, this.cacheNow),
    };
  }

  /** Somebody does a thing once so much time has passed. */
  putOff(byMs: number, act: () => void): void {
    this.#putOff.push({ at: this.now + byMs, act });
  }

  /** Whatever was put off until now is done. */
  catchUp(): void {
    const due = this.#putOff.filter(({ at }) => at <= this.now);
    this.#putOff = this.#putOff.filter(({ at }) => at > this.now);
    for (const { act } of due) act();
  }

  newNumber(): number {
    this.#numbers += 1;
    return this.#numbers;
  }

  /** A process for one call of an operation: with a clock that is off, and perhaps an early end. */
  newProcess(operationId: string): { readonly process: CallProcess; readonly kit: StoryKit } {
    this.operationCount += 1;
    return this.newHelper(operationId);
  }

  /** A process of the platform's own that is not counted as an operation. */
  newHelper(
    operationId: string,
    diesAt = this.faults.crashAt(),
  ): { readonly process: CallProcess; readonly kit: StoryKit } {
    const process = callProcess(this.turns, diesAt, (at) => this.faults.diedAt(at));
    const skewMs = this.faults.nextSkewMs();
    const watched = this.watch.holds.sentBy();
    const table = process.table(this.#tamper(operationId, this.table));
    const kit = {
      ...this.#kit,
      table,
      now: () => this.now + skewMs,
      bank: (bankId: string) => process.bank(watched(this.#clientOf(bankId))),
      knowsBank: () => true,
      vault: closedVault,
      personalHash: noLookups,
    };
    return { process, kit };
  }

  /**
   * The kit of a function that stays warm between calls, as in production, so that it keeps what it caches.
   * Whatever leaves it goes through the process of the call that is being answered.
   */
  warmKit(): StoryKit {
    const current = (): StoryKit => {
      const kit = this.#current.getStore();
      if (kit === undefined) throw new Error("a warm function is called outside of any process");
      return kit;
    };
    return {
      ...this.#kit,
      knowsBank: () => true,
      vault: closedVault,
      personalHash: noLookups,
      now: () => current().now(),
      bank: (bankId) => current().bank(bankId),
      log: {
        line: (...said) => current().log.line(...said),
        defect: (...said) => current().log.defect(...said),
      },
      table: {
        get: (...asked) => current().table.get(...asked),
        getMany: (...asked) => current().table.getMany(...asked),
        query: (...asked) => current().table.query(...asked),
        commit: (...asked) => current().table.commit(...asked),
      },
    };
  }

  /**
   * The time by which a warm function's caches age, a second for each step. The story's clock leaps half an
   * hour at a time, after which no cache would ever hold what it keeps for a minute; in production hundreds of
   * calls share it. No rule reads this clock: a command's time is that of its call.
   */
  readonly cacheNow = (): number => START + 1000 * this.step;

  /** Does a warm function's work in the process whose kit this is. */
  within<T>(kit: StoryKit, work: () => T): T {
    return this.#current.run(kit, work);
  }

  #clientOf(bankId: string): BankClient {
    const client = this.bankClients.get(bankId);
    if (client === undefined) throw new Error(`there is no bank ${bankId}`);
    return client;
  }
}
