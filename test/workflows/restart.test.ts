import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { openStore } from "../../local/storage/store.ts";
import { failing } from "../support/workflows/cases/error-cases.ts";
import { asking, working } from "../support/workflows/definitions.ts";
import { functionArn, MACHINE, machineRoom } from "../support/workflows/machine-room.ts";
import type { Described } from "../support/workflows/machine-room.ts";

const HOST = path.join(import.meta.dirname, "../support/workflows/host.ts");
const START = "2026-03-02T01:00:00.000Z";
const DAY_MS = 86_400_000;
const folder = mkdtempSync(path.join(tmpdir(), "workflows-"));
const Answer = z.object({
  id: z.number(),
  value: z.unknown().optional(),
  error: z.string().optional(),
});
const Call = z.object({ name: z.string(), event: z.unknown() });

/** The engine in a process of its own. */
class Host {
  readonly #child: ChildProcess;
  #nextId = 1;

  constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(): Promise<Host> {
    const child = fork(HOST, [folder, START], { execArgv: [] });
    await once(child, "message");
    return new Host(child);
  }

  async ask<T>(operation: string, request: Record<string, unknown> = {}): Promise<T> {
    const id = this.#nextId++;
    const answer = new Promise<z.infer<typeof Answer>>((resolve) => {
      const listen = (message: unknown) => {
        const parsed = Answer.parse(message);
        if (parsed.id !== id) return;
        this.#child.off("message", listen);
        resolve(parsed);
      };
      this.#child.on("message", listen);
    });
    this.#child.send({ id, operation, request });
    const { value, error } = await answer;
    if (error !== undefined) throw new Error(error);
    return value as T;
  }

  async kill(): Promise<void> {
    const gone = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await gone;
  }
}

const calls = () =>
  readFileSync(path.join(folder, "calls"), "utf8")
    .trim()
    .split("\n")
    .map((line) => Call.parse(JSON.parse(line)));
const callsOf = (name: string) => calls().filter((call) => call.name === name);

const hosts: Host[] = [];
afterAll(async () => {
  for (const host of hosts) await host.kill();
  rmSync(folder, { recursive: true, force: true });
});

describe("after SIGKILL in the middle of an execution", () => {
  it("it goes on where it was: nothing finished is done again, tokens and waits are the same", async () => {
    const before = await Host.start();
    const input = JSON.stringify({
      items: [
        { hangs: false, n: 1 },
        { hangs: true, n: 2 },
      ],
    });
    const { executionArn } = await before.ask<Described>("StartExecution", {
      stateMachineArn: MACHINE,
      input,
    });
    await vi.waitFor(() =>
      expect(
        calls()
          .map(({ name }) => name)
          .sort(),
      ).toEqual(["ask", "first", "slow", "slow"]),
    );
    const { token: taskToken } = z.object({ token: z.string() }).parse(callsOf("ask")[0]?.event);
    await before.ask("advance", { ms: DAY_MS });
    await before.kill();

    const after = await Host.start();
    hosts.push(after);
    // The one function that had not answered is called again, and no other.
    await vi.waitFor(() => expect(callsOf("slow")).toHaveLength(3));
    expect(callsOf("slow")[2]?.event).toEqual({ hangs: true, n: 2 });
    expect(callsOf("first")).toHaveLength(1);
    expect(callsOf("ask")).toHaveLength(1);

    await after.ask("SendTaskSuccess", { taskToken, output: '"agreed"' });
    await expect(after.ask("SendTaskSuccess", { taskToken, output: "2" })).rejects.toThrow(
      "Task Timed Out",
    );
    await after.ask("advance", { ms: 5 * DAY_MS });
    await after.ask("settled");
    const described = await after.ask<Described>("DescribeExecution", { executionArn });
    expect(described.status).toBe("SUCCEEDED");
    const [agreed, waited, slow] = z
      .tuple([z.string(), z.object({ at: z.string() }), z.array(z.string())])
      .parse(JSON.parse(described.output ?? "null"));
    expect({ agreed, slow }).toEqual({ agreed: "agreed", slow: ["slow", "slow"] });
    // From the entry before the kill on, though the clock has leapt five days since.
    const lateMs = Date.parse(waited.at) - Date.parse(START) - 3 * DAY_MS;
    expect(Math.abs(lateMs)).toBeLessThan(DAY_MS / 24);
    expect(callsOf("last")).toHaveLength(1);
  });
});

describe("a runtime that starts again on the same store", () => {
  /** A room, and the same store in another one, as after a stop. */
  async function restarted(
    options: Parameters<typeof machineRoom>[0],
    meanwhile: (room: ReturnType<typeof machineRoom>) => Promise<void> = () => Promise.resolve(),
    definition = options.definition,
  ) {
    const store = openStore(":memory:");
    const first = machineRoom({ ...options, store });
    const execution = await first.start({ a: 1 });
    await meanwhile(first);
    await first.workflows.stop();
    const second = machineRoom({ ...options, definition, store, clock: first.clock });
    second.workflows.resume();
    await second.settled();
    return { first, second, execution };
  }

  it("goes on with the definition that the execution began with", async () => {
    const functions = { ask: () => null, work: () => null };
    const { first, second, execution } = await restarted(
      { definition: asking(), functions },
      undefined,
      working(),
    );
    const { token: taskToken } = z.object({ token: z.string() }).parse(first.calls[0]?.event);
    second.ask("SendTaskSuccess", { taskToken, output: '"as before"' });
    await second.settled();
    expect(second.describe(execution).output).toBe('"as before"');
  });

  it("tries again at the instant at which it would have, with the attempts that are left", async () => {
    const retrier = { ErrorEquals: ["Bank.Down"], IntervalSeconds: 100, MaxAttempts: 2 };
    const { first, second, execution } = await restarted(
      {
        definition: working({ Retry: [retrier] }),
        functions: { work: failing(9, "Bank.Down") },
      },
      (room) => room.advance(40),
    );
    expect(second.calls).toEqual([]);
    await second.advance(59);
    expect(second.calls).toEqual([]);
    await second.advance(1);
    expect(second.calls).toHaveLength(1);
    await second.advance(200);
    expect(first.calls.length + second.calls.length).toBe(3);
    expect(second.describe(execution).error).toBe("Bank.Down");
  });

  it("has kept the answer that came while it was stopping, and does nothing else before", async () => {
    const answer = Promise.withResolvers<string>();
    const store = openStore(":memory:");
    const work = { Type: "Task", Resource: functionArn("work") };
    const options = {
      store,
      definition: {
        StartAt: "Once",
        States: { Once: { ...work, Next: "Twice" }, Twice: { ...work, End: true } },
      },
      functions: { work: () => answer.promise },
    };
    const first = machineRoom(options);
    const { executionArn } = first.ask<Described>("StartExecution", { stateMachineArn: MACHINE });
    await vi.waitFor(() => expect(first.calls).toHaveLength(1));
    const stopped = first.workflows.stop();
    answer.resolve("done");
    await stopped;
    expect(first.calls).toHaveLength(1);
    const second = machineRoom({ ...options, clock: first.clock });
    second.workflows.resume();
    await second.settled();
    expect(second.calls).toHaveLength(1);
    expect(second.describe(executionArn).output).toBe('"done"');
  });

  it("tells one history, without a word twice", async () => {
    const { first, second, execution } = await restarted({
      definition: asking(),
      functions: { ask: () => null },
    });
    expect(second.history(execution)).toEqual(first.history(execution));
  });

  it("times a task out that ran over its limit while it was stopped", async () => {
    const { second, execution } = await restarted(
      { definition: asking({ TimeoutSeconds: 60 }), functions: { ask: () => null } },
      (room) => {
        void room.workflows.stop();
        room.clock.moveTo(room.clock.now() + 61_000);
        return Promise.resolve();
      },
    );
    expect(second.describe(execution).error).toBe("States.Timeout");
  });
});
