import type { Chance } from "./chance.ts";

/**
 * Lets calls that run at the same time take turns: each waits before every call of the table and the bank,
 * and chance decides who goes on. Alone, nobody waits.
 */
export class Turns {
  readonly #chance: Chance;
  #waiting: (() => void)[] = [];
  #isAlone = true;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  take(): Promise<void> | undefined {
    if (this.#isAlone) return undefined;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Runs calls at the same time until all have ended. */
  async run(calls: readonly (() => Promise<void>)[]): Promise<void> {
    const [only] = calls;
    if (only === undefined) return;
    this.#isAlone = calls.length === 1;
    if (this.#isAlone) return only();
    let open = calls.length;
    const ended = Promise.all(
      calls.map((call) =>
        call().finally(() => {
          open -= 1;
        }),
      ),
    );
    ended.catch(() => undefined);
    for (;;) {
      await everyoneWaits();
      if (open === 0) break;
      const [next] = this.#waiting.splice(this.#chance.below(this.#waiting.length), 1);
      if (next === undefined)
        throw new Error(
          "a call waits for something besides the table and the bank: no replay is exact",
        );
      next();
    }
    this.#waiting = [];
    await ended;
  }
}

/**
 * All that can go on without a turn goes on before this answers: nothing here waits for a timer or a socket,
 * and Node runs a tick when no promise is left to go on.
 */
const everyoneWaits = (): Promise<void> =>
  new Promise((resolve) => {
    process.nextTick(resolve);
  });
