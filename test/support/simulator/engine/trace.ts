import { createHash } from "node:crypto";

const KEPT_LINES = 40;
/** Characters that are hashed at once: a line alone is not worth the way. */
const CHUNK = 16_384;

/** Everything that happened, as a hash, and its last lines for whoever has to understand a failure. */
export class Trace {
  readonly #hash = createHash("sha256");
  #pending = "";
  #last: string[] = [];

  add(line: string): void {
    this.#pending += `${line}\n`;
    if (this.#pending.length > CHUNK) this.#flush();
    this.#last.push(line);
    if (this.#last.length > 2 * KEPT_LINES) this.#last = this.#last.slice(-KEPT_LINES);
  }

  last(): readonly string[] {
    return this.#last.slice(-KEPT_LINES);
  }

  #flush(): void {
    this.#hash.update(this.#pending);
    this.#pending = "";
  }

  /** Ends the trace. */
  digest(): string {
    this.#flush();
    return this.#hash.digest("hex");
  }
}
