import type { BankClient } from "../../../../adapters/bank/bank-client.ts";
import type { Table } from "../../../../adapters/table/table.ts";
import type { Turns } from "./turns.ts";

/** One call as a process of its own: it takes turns with others at every await, and may die at any of them. */
export interface CallProcess {
  table(table: Table): Table;
  bank(bank: BankClient): BankClient;
  /** Wraps any other call that leaves the process. */
  outside<A extends unknown[], R>(call: (...asked: A) => Promise<R>): (...asked: A) => Promise<R>;
  /** What the work answers; `DIED` when the process died before. */
  run<T>(work: () => Promise<T>): Promise<T | typeof DIED>;
}

/** A process that died has answered nothing, and whatever it awaited never comes back to it. */
export const DIED = Symbol("died");

/**
 * @param diesAt at how many awaits, counted before and after each call that leaves the process
 * @param onDeath is told at which await it died
 */
export function callProcess(
  turns: Turns,
  diesAt: number | undefined,
  onDeath: (awaits: number) => void = () => undefined,
): CallProcess {
  const { promise: death, resolve: die } = Promise.withResolvers<typeof DIED>();
  let awaits = 0;
  let isDead = false;

  /** Nothing when the process goes on; a promise that is never kept when it is dead. */
  const survive = (): Promise<never> | undefined => {
    awaits += 1;
    if (awaits === diesAt) {
      isDead = true;
      onDeath(awaits);
      die(DIED);
    }
    return isDead ? new Promise<never>(() => undefined) : undefined;
  };
  const outside =
    <A extends unknown[], R>(call: (...asked: A) => Promise<R>) =>
    async (...asked: A): Promise<R> => {
      const turn = turns.take();
      // Nobody waits for nothing: these calls are most of what a story does.
      if (turn !== undefined) await turn;
      const before = survive();
      if (before !== undefined) return before;
      const answer = await call(...asked);
      return survive() ?? answer;
    };

  return {
    outside,
    table: (table) => ({
      get: outside((...asked) => table.get(...asked)),
      getMany: outside((...asked) => table.getMany(...asked)),
      query: outside((...asked) => table.query(...asked)),
      commit: outside((...asked) => table.commit(...asked)),
    }),
    bank: (bank) => ({
      openCustodyAccount: outside((...asked) => bank.openCustodyAccount(...asked)),
      requestPayment: outside((...asked) => bank.requestPayment(...asked)),
      release: outside((...asked) => bank.release(...asked)),
      returnPayIn: outside((...asked) => bank.returnPayIn(...asked)),
      refund: outside((...asked) => bank.refund(...asked)),
      refundTo: outside((...asked) => bank.refundTo(...asked)),
    }),
    run: (work) => (diesAt === undefined ? work() : Promise.race([work(), death])),
  };
}
