import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { createClock } from "../../../local/services/clock.ts";
import { startFunctionWorker } from "../../../local/lambda/function-worker.ts";
import type { FunctionWorker } from "../../../local/lambda/function-worker.ts";
import { FunctionError } from "../../../local/lambda/lambda-protocol.ts";
import { openStore } from "../../../local/storage/store.ts";

const START = Date.parse("2026-03-02T01:00:00Z");
const folder = mkdtempSync(path.join(tmpdir(), "worker-"));
const clock = createClock(openStore(":memory:"), START);
let worker: FunctionWorker | undefined;
let output = "";

afterEach(() => worker?.end());
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts a function of this source, whose handler is `handler`. */
function start(source: string, timeoutMs = 5000): FunctionWorker {
  const file = path.join(mkdtempSync(path.join(folder, "f-")), "index.mjs");
  writeFileSync(file, source);
  worker = startFunctionWorker({
    settings: {
      file,
      exported: "handler",
      functionName: "probe",
      functionArn: "arn:probe",
      memoryMb: 256,
      clockOffset: clock.offset,
    },
    environment: { ONLY: "this" },
    timeoutMs,
    onOutput: (chunk) => (output += chunk.toString()),
  });
  return worker;
}

const envelopeOf = async (answer: Promise<unknown>) => {
  const error: unknown = await answer.catch((reason: unknown) => reason);
  if (error instanceof FunctionError) return error.envelope;
  throw new Error("the call did not fail");
};

describe("the worker of a function", () => {
  it("hands over event and context and keeps its module's state", async () => {
    const probe = start(`let calls = 0;
      export const handler = async (event, context) => ({
        event, calls: ++calls, name: context.functionName, arn: context.invokedFunctionArn,
        left: context.getRemainingTimeInMillis() > 4000, environment: process.env.ONLY,
        inherited: process.env.HOME,
      });`);
    await probe.invoke("1");
    expect(JSON.parse(await probe.invoke('{"a":"王"}'))).toEqual({
      event: { a: "王" },
      calls: 2,
      name: "probe",
      arn: "arn:probe",
      left: true,
      environment: "this",
    });
  });

  it("lives in virtual time, by every way to ask for it", async () => {
    const probe = start(`export const handler = () => ({
      now: Date.now(), made: new Date().getTime(), text: Date(), given: new Date(0).toISOString(),
      parts: new Date(2026, 0, 15).getFullYear(), whole: Number.isInteger(Date.now()),
      isDate: new Date() instanceof Date, utc: Date.UTC(2026, 0, 1),
      constructor: new Date().constructor === Date,
      wall: performance.timeOrigin,
    });`);
    const told: unknown = JSON.parse(await probe.invoke("{}"));
    expect(told).toMatchObject({
      given: "1970-01-01T00:00:00.000Z",
      parts: 2026,
      whole: true,
      isDate: true,
      constructor: true,
      utc: Date.UTC(2026, 0, 1),
      text: expect.stringMatching(/^Mon Mar 02 2026/) as string,
    });
    const { now, made } = told as { now: number; made: number };
    expect(Math.abs(now - START)).toBeLessThan(60_000);
    expect(made - now).toBeLessThan(1000);
    clock.moveTo(START + 86_400_000);
    const { now: moved } = JSON.parse(await probe.invoke("{}")) as { now: number };
    expect(moved).toBeGreaterThanOrEqual(START + 86_400_000);
  });

  it("tells the type and message of what the handler throws", async () => {
    const probe = start(`export const handler = () => { throw new TypeError("no good"); };`);
    expect(await envelopeOf(probe.invoke("{}"))).toMatchObject({
      errorType: "TypeError",
      errorMessage: "no good",
    });
    expect(probe.isDead).toBe(false);
  });

  it("is killed at its timeout, even in a busy loop", async () => {
    const probe = start(`export const handler = () => { for (;;); };`, 300);
    expect(await envelopeOf(probe.invoke("{}"))).toMatchObject({
      errorType: "Sandbox.Timedout",
      errorMessage: expect.stringContaining("timed out after 0.30 seconds") as string,
    });
    expect(probe.isDead).toBe(true);
  });

  it("tells that a module cannot be loaded, or exports no handler", async () => {
    expect(await envelopeOf(start(`import "./missing.mjs";`).invoke("{}"))).toMatchObject({
      errorMessage: expect.stringContaining("missing.mjs") as string,
    });
    expect(await envelopeOf(start(`export const other = 1;`).invoke("{}"))).toMatchObject({
      errorType: "Runtime.HandlerNotFound",
    });
  });

  it("survives neither an exit nor a full heap, and says which", async () => {
    const leaving = start(`export const handler = () => process.exit(7);`);
    expect((await envelopeOf(leaving.invoke("{}"))).errorMessage).toContain("exit status 7");
    const hungry = start(
      `export const handler = () => { const a = []; for (;;) a.push({ a }); };`,
      20_000,
    );
    expect((await envelopeOf(hungry.invoke("{}"))).errorMessage).toContain("memory limit");
  });

  it("hands on what the function writes", async () => {
    await start(`export const handler = () => { console.log("a line"); };`).invoke("{}");
    await expect.poll(() => output).toContain("a line");
  });
});
