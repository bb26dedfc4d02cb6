import type { Chance } from "./chance.ts";
import type { FaultPlan } from "./faults.ts";

interface Letter<T> {
  readonly message: T;
  /** Not delivered before this step. */
  readonly dueAt: number;
  readonly attempts: number;
}

/** How long a letter that comes later comes later, and how long one waits that could not be delivered. */
const LATER_STEPS = 60;
const AGAIN_STEPS = 12;

/** What is on its way: it arrives twice, out of order, and late. */
export class Mailbox<T> {
  readonly name: string;
  readonly #chance: Chance;
  readonly #faults: FaultPlan;
  readonly #step: () => number;
  #letters: Letter<T>[] = [];

  constructor(name: string, chance: Chance, faults: FaultPlan, step: () => number) {
    this.name = name;
    this.#chance = chance;
    this.#faults = faults;
    this.#step = step;
  }

  get size(): number {
    return this.#letters.length;
  }

  post(message: T): void {
    this.#put({ message, dueAt: this.#step(), attempts: 0 });
    if (this.#faults.strikes("duplicate")) this.#put({ message, dueAt: this.#step(), attempts: 0 });
    if (this.#faults.strikes("later"))
      this.#put({
        message,
        dueAt: this.#step() + 1 + this.#chance.below(LATER_STEPS),
        attempts: 0,
      });
  }

  /** Takes what comes first, or up to so many of the same. */
  take(limit = 1): Letter<T>[] {
    const now = this.#faults.isOver ? Infinity : this.#step();
    const taken: Letter<T>[] = [];
    const kept: Letter<T>[] = [];
    for (const letter of this.#letters)
      (taken.length < limit && letter.dueAt <= now ? taken : kept).push(letter);
    this.#letters = kept;
    return taken;
  }

  /** What could not be delivered comes again. */
  again(letter: Letter<T>): void {
    const dueAt = this.#step() + this.#chance.below(AGAIN_STEPS);
    this.#letters.push({ ...letter, dueAt, attempts: letter.attempts + 1 });
  }

  #put(letter: Letter<T>): void {
    const at = this.#faults.strikes("reorder")
      ? this.#chance.below(this.#letters.length + 1)
      : this.#letters.length;
    this.#letters.splice(at, 0, letter);
  }
}
