import { createHash } from "node:crypto";

const KEPT_LINES = 40;

/** Everything that happened, as a hash, and its last lines for whoever has to understand a failure. */
export class Trace {
  readonly #hash = createHash("sha256");
  #last: string[] = [];

  add(line: string): void {
    this.#hash.update(`${line}\n`);
    this.#last.push(line);
    if (this.#last.length > 2 * KEPT_LINES) this.#last = this.#last.slice(-KEPT_LINES);
  }

  last(): readonly string[] {
    return this.#last.slice(-KEPT_LINES);
  }

  /** Ends the trace. */
  digest(): string {
    return this.#hash.digest("hex");
  }
}
