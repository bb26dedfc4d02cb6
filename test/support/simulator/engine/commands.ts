import type { Operation, Outcome, Request } from "./call.ts";
import type { Story } from "./story.ts";

/** A command that its caller sends until it is answered or refused, always under the same key. */
export interface Command {
  readonly operation: Operation;
  readonly request: Request & { readonly key: string };
  /** The same request with other words, which its key must not carry. */
  readonly otherwise?: Partial<Request>;
  /** Sent again under a new key, it must be refused with this code: it would have its effect twice. */
  readonly onceOnly?: string | (() => string | undefined);
  readonly onAnswer?: (answer: Record<string, unknown>) => void;
  readonly onRefusal?: (code: string) => void;
  first?: string;
}

const onceOnlyOf = ({ onceOnly }: Command): string | undefined =>
  typeof onceOnly === "function" ? onceOnly() : onceOnly;

/** Remembered, to be sent again long after they were answered. */
const REMEMBERED = 60;

/** What callers are waiting for, and what they were told before. */
export class Commands {
  readonly #story: Story;
  #open: Command[] = [];
  #answered: Command[] = [];

  constructor(story: Story) {
    this.#story = story;
  }

  get openCount(): number {
    return this.#open.length;
  }

  /** Sends a new command; without an answer it is sent again later. */
  async begin(command: Omit<Command, "request"> & { readonly request: Request }): Promise<void> {
    const request = { ...command.request, key: `key-${this.#story.newNumber()}-of-caller` };
    const begun = { ...command, request };
    this.#open.push(begun);
    await this.#send(begun);
  }

  /** Sends an open command again, perhaps while another try of it is under way. */
  async retry(): Promise<void> {
    const command = this.#story.chance.pick(this.#open);
    if (command !== undefined) await this.#send(command);
  }

  /** Sends something again that was answered: the same, the same key with other words, or a new key. */
  async repeat(): Promise<void> {
    const { chance } = this.#story;
    const command = chance.pick(this.#answered);
    if (command === undefined) return;
    const way = chance.below(3);
    if (way === 1 && command.otherwise !== undefined) await this.#sendOtherwise(command);
    else if (way === 2 && onceOnlyOf(command) !== undefined) await this.#sendAnew(command);
    else await this.#send(command);
  }

  /** Sends everything that is remembered once more: each key still has its first answer. */
  async replayAll(): Promise<void> {
    for (const command of this.#answered) await this.#send(command);
  }

  async #send(command: Command): Promise<void> {
    const outcome = await this.#call(command, command.request);
    if (outcome.kind === "again") return;
    if (outcome.kind === "refused") this.#refused(command, outcome.code);
    else this.#answer(command, outcome.text);
  }

  #answer(command: Command, text: string): void {
    const { operation, request, first } = command;
    if (first !== undefined) {
      if (first !== text)
        this.#break(`${operation.id} ${request.key} was answered ${first} and now ${text}`);
      return;
    }
    command.first = text;
    this.#open = this.#open.filter((open) => open !== command);
    this.#answered = [...this.#answered.slice(1 - REMEMBERED), command];
    command.onAnswer?.(JSON.parse(text) as Record<string, unknown>);
  }

  #refused(command: Command, code: string): void {
    const { operation, request, first } = command;
    if (first !== undefined)
      this.#break(
        `${operation.id} ${request.key} was answered ${first} and is now refused: ${code}`,
      );
    this.#open = this.#open.filter((open) => open !== command);
    command.onRefusal?.(code);
  }

  async #sendOtherwise(command: Command): Promise<void> {
    const outcome = await this.#call(command, { ...command.request, ...command.otherwise });
    if (outcome.kind !== "again") this.#expect(command, outcome, "idempotency.key-reused");
  }

  async #sendAnew(command: Command): Promise<void> {
    const key = `key-${this.#story.newNumber()}-of-caller`;
    const outcome = await this.#call(command, { ...command.request, key });
    const code = onceOnlyOf(command);
    if (outcome.kind !== "again" && code !== undefined) this.#expect(command, outcome, code);
  }

  #expect(command: Command, outcome: Outcome, code: string): void {
    if (outcome.kind === "refused" && outcome.code === code) return;
    const { operation, request } = command;
    this.#break(
      `${operation.id} ${request.key} must be refused: ${code}; ${JSON.stringify(outcome)}`,
    );
  }

  async #call({ operation }: Command, request: Request): Promise<Outcome> {
    const outcome = await operation.call(this.#story, request);
    const said = outcome.kind === "answered" ? outcome.text : outcome.code;
    this.#story.trace.add(
      `${operation.id} ${request.key ?? ""} ${JSON.stringify(request.path ?? {})} ${outcome.kind} ${said}`,
    );
    return outcome;
  }

  #break(what: string): void {
    this.#story.watch.break(what);
  }
}
