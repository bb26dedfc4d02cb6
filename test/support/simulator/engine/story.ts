import type { BankClient } from "../../../../adapters/bank/bank-client.ts";
import { createMemoryTable, type MemoryTable } from "../../../../adapters/table/memory-table.ts";
import type { Table } from "../../../../adapters/table/table.ts";
import type { BankKit } from "../../../../functions/kit/bank-deps.ts";
import type { Kit } from "../../../../functions/kit/deps.ts";
import { START } from "../../door.ts";
import { type Chance, seededChance } from "./chance.ts";
import { FaultPlan } from "./faults.ts";
import type { ModelBank } from "../world/model-bank.ts";
import { type CallProcess, callProcess } from "./process.ts";
import { fixedKit, type Stage } from "../world/stage.ts";
import { Trace } from "./trace.ts";
import { Turns } from "./turns.ts";
import { Watch } from "../watch/watch.ts";

/** Stands between an operation and its table: how a test plants a bug that the product does not have. */
export type Tamper = (operationId: string, table: Table) => Table;

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
  #numbers = 0;

  constructor(stage: Stage, seed: number, tamper: Tamper) {
    this.stage = stage;
    this.chance = seededChance(seed);
    this.faults = new FaultPlan(this.chance);
    this.turns = new Turns(this.chance);
    this.watch = new Watch(stage.institutions);
    this.#tamper = tamper;
    this.table = createMemoryTable({
      now: () => this.now,
      faults: this.faults.ofTable(),
      random: () => this.chance.next(),
      maxAttempts: 3,
    });
    const newUlid = () => String(this.newNumber()).padStart(26, "0");
    this.#kit = fixedKit(this.table, () => this.now, newUlid);
  }

  newNumber(): number {
    this.#numbers += 1;
    return this.#numbers;
  }

  /** A process for one call of an operation: with a clock that is off, and perhaps an early end. */
  newProcess(operationId: string): { readonly process: CallProcess; readonly kit: BankKit } {
    this.operationCount += 1;
    return this.newHelper(operationId);
  }

  /** A process of the platform's own that is not counted as an operation. */
  newHelper(operationId: string): { readonly process: CallProcess; readonly kit: BankKit } {
    const process = callProcess(this.turns, this.faults.crashAt());
    const skewMs = this.faults.skewMs();
    const table = process.table(this.#tamper(operationId, this.table));
    const kit = {
      ...this.#kit,
      table,
      now: () => this.now + skewMs,
      bank: (bankId: string) => process.bank(this.#clientOf(bankId)),
      knowsBank: () => true,
    };
    return { process, kit };
  }

  #clientOf(bankId: string): BankClient {
    const client = this.bankClients.get(bankId);
    if (client === undefined) throw new Error(`there is no bank ${bankId}`);
    return client;
  }
}
