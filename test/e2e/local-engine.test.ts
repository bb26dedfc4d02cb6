import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { synthesiseEngineApp } from "../support/local-engine/app.ts";

const START = "2026-03-02T01:00:00Z";
const SUPPORT = path.join(import.meta.dirname, "../support/local-engine");
const folder = mkdtempSync(path.join(tmpdir(), "engine-"));
const assemblyDir = path.join(folder, "cdk.out");
const dataDir = path.join(folder, "data");
const Items = z.array(z.looseObject({ pk: z.string(), sk: z.string(), at: z.string().optional() }));
const Messages = z.array(z.object({ body: z.string() }));
const Answer = z.object({
  id: z.number(),
  value: z.unknown().optional(),
  error: z.string().optional(),
});

/** The engine in a process of its own, with its commands as functions. */
class Engine {
  readonly child: ChildProcess;
  readonly javaPid: number;
  #nextId = 1;

  constructor(child: ChildProcess, javaPid: number) {
    this.child = child;
    this.javaPid = javaPid;
  }

  static async start(): Promise<Engine> {
    const child = fork(path.join(SUPPORT, "host.ts"), [assemblyDir, dataDir, START], {
      execArgv: [],
    });
    const [ready] = z
      .tuple([Answer])
      .rest(z.unknown())
      .parse(await once(child, "message"));
    return new Engine(child, z.object({ javaPid: z.number() }).parse(ready.value).javaPid);
  }

  async ask(command: Record<string, unknown>): Promise<unknown> {
    const id = this.#nextId++;
    const answer = new Promise<z.infer<typeof Answer>>((resolve) => {
      const listen = (message: unknown) => {
        const parsed = Answer.parse(message);
        if (parsed.id !== id) return;
        this.child.off("message", listen);
        resolve(parsed);
      };
      this.child.on("message", listen);
    });
    this.child.send({ id, command });
    const { value, error } = await answer;
    if (error !== undefined) throw new Error(error);
    return value;
  }

  invoke = (name: string, event: unknown) => this.ask({ kind: "invoke", name, event });
  idle = () => this.ask({ kind: "idle" });
  now = async () => z.number().parse(await this.ask({ kind: "now" }));
  steps = async (id: string) => Items.parse(await this.invoke("read", { id })).map(({ sk }) => sk);
  deadLetters = async () => Messages.parse(await this.ask({ kind: "deadLetters" }));

  async kill(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const gone = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await gone;
  }
}

const isAlive = (pid: number) => existsSync(`/proc/${pid}`);

let engine: Engine;

beforeAll(async () => {
  const bundle = path.join(folder, "bundle");
  await build({
    entryPoints: [path.join(SUPPORT, "handlers.ts")],
    outfile: path.join(bundle, "index.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  synthesiseEngineApp(bundle, assemblyDir);
  engine = await Engine.start();
});

afterAll(async () => {
  await engine.kill();
  rmSync(folder, { recursive: true });
});

describe("the local engine", () => {
  it("carries a write over stream, function, bus and rule to a function and a queue", async () => {
    await engine.invoke("write", { id: "order-1", value: "book" });
    await engine.idle();
    expect(await engine.steps("order-1")).toEqual(["fulfilled", "labelled", "ordered"]);
    expect(await engine.deadLetters()).toEqual([]);
  });

  it("lets functions live in virtual time", async () => {
    const [item] = Items.parse(await engine.invoke("read", { id: "order-1" }));
    expect(item?.at).toMatch(/^2026-03-02T01:0/);
  });

  it("retries a poison event and then sends it to the failure destination of its function", async () => {
    await engine.invoke("write", { id: "order-2", value: "poison" });
    await engine.idle();
    const [letter, ...others] = await engine.deadLetters();
    expect(others).toEqual([]);
    expect(JSON.parse(letter?.body ?? "")).toMatchObject({
      requestContext: { condition: "RetriesExhausted", approximateInvokeCount: 2 },
      requestPayload: { detail: { id: "order-2", value: "poison" } },
      responsePayload: { errorMessage: "this cannot be fulfilled" },
    });
  });

  it("deletes what a queue's function did and moves what it reports to the dead-letter queue", async () => {
    await engine.invoke("enqueue", { bodies: ["a", "poison-message", "b"] });
    await engine.idle();
    expect(await engine.steps("a")).toEqual(["labelled"]);
    expect(await engine.steps("b")).toEqual(["labelled"]);
    expect((await engine.deadLetters()).map(({ body }) => body)).toContain("poison-message");
  });

  it("ends a function at its timeout and survives one that exits", async () => {
    await expect(engine.invoke("neverEnds", {})).rejects.toThrow(
      "Task timed out after 1.00 seconds",
    );
    await expect(engine.invoke("leave", {})).rejects.toThrow("exit status 3");
    await expect(engine.invoke("leave", {})).rejects.toThrow("exit status 3");
  });

  it("runs a schedule once when the clock leaps over several of its days", async () => {
    await engine.ask({ kind: "move", toEpochMs: Date.parse("2026-03-05T18:00:00Z") });
    await engine.idle();
    expect(await engine.steps("days")).toEqual(["2026-03-05T17:00:00Z"]);
  });

  it("starts a workflow by an event, and lets it ask for an answer", async () => {
    await engine.invoke("giveBack", { id: "order-9" });
    await engine.idle();
    expect(await engine.steps("order-9")).toEqual(["asked"]);
  });

  it("goes on after SIGKILL with its data, its clock and the event that was under way", async () => {
    await engine.invoke("write", { id: "order-3", value: "slow" });
    await vi.waitFor(async () => expect(await engine.steps("order-3")).toContain("labelled"));
    const before = await engine.now();
    await engine.kill();
    await vi.waitFor(() => expect(isAlive(engine.javaPid)).toBe(false));
    engine = await Engine.start();
    await engine.idle();
    expect(await engine.steps("order-3")).toEqual(["fulfilled", "labelled", "ordered"]);
    expect(await engine.steps("order-1")).toEqual(["fulfilled", "labelled", "ordered"]);
    expect(await engine.now()).toBeGreaterThanOrEqual(before);
  });

  it("goes on after it with a workflow: by the answer, then by the clock", async () => {
    await engine.invoke("agree", { id: "order-9" });
    await engine.idle();
    expect(await engine.steps("order-9")).toEqual(["asked"]);
    await expect(engine.invoke("agree", { id: "order-9" })).rejects.toThrow("Task Timed Out");
    const dayMs = 86_400_000;
    await engine.ask({ kind: "move", toEpochMs: Math.ceil(await engine.now()) + 3 * dayMs });
    await engine.idle();
    expect(await engine.steps("order-9")).toEqual(["asked", "given-back"]);
  });

  it("stops cleanly and leaves no process behind", async () => {
    await engine.ask({ kind: "stop" });
    expect(isAlive(engine.javaPid)).toBe(false);
    const gone = once(engine.child, "exit");
    engine.child.disconnect();
    expect(await gone).toEqual([0, null]);
  });
});
