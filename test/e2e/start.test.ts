import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { build } from "../../local/build.ts";
import { claimPort } from "../../local/free-port.ts";
import { identify } from "../../local/processes.ts";
import { projectRoot } from "../../local/project.ts";
import { readRunRecord } from "../../local/run-record.ts";

const START_LIMIT = { timeout: 30_000, interval: 100 };

let dataDir: string;
let port: number;
const children: ChildProcess[] = [];

beforeAll(async () => {
  await build({ report: () => undefined });
  dataDir = mkdtempSync(join(tmpdir(), "start-"));
  // The bank takes the port ten above; a free one there is likely, and a taken one fails loudly.
  port = await claimPort(0).then((free) => Math.min(free, 65_000));
});
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(dataDir, { recursive: true, force: true });
});

/** Runs one of the commands on this test's data folder. */
function run(script: string, ...args: string[]) {
  const child = spawn(process.execPath, [join("local", script), "--data", dataDir, ...args], {
    cwd: projectRoot,
  });
  children.push(child);
  const printed = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (printed.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (printed.stderr += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, printed, ended };
}

async function start() {
  const started = run("main.ts", "--port", String(port));
  const ready = vi.waitFor(() => {
    expect(started.printed.stdout).toMatch(/^ready http/m);
  }, START_LIMIT);
  const isReady = await Promise.race([ready.then(() => true), started.ended.then(() => false)]);
  expect(isReady, started.printed.stderr).toBe(true);
  return started;
}

describe("npm start", () => {
  it("serves, refuses a second start, outlives SIGKILL and stops without a trace", async () => {
    const first = await start();
    expect(first.printed.stdout.trim().split("\n").at(-1)).toBe(`ready http://127.0.0.1:${port}`);
    const keysUrl = `http://127.0.0.1:${port}/_issuer/jwks.json`;
    const keys = await (await fetch(keysUrl)).text();
    const token = run("token.ts", "county-officer");
    expect([await token.ended, token.printed.stdout.trim().split(".")]).toEqual([
      0,
      [expect.any(String), expect.any(String), expect.any(String)],
    ]);

    const second = run("main.ts", "--port", String(port));
    expect(await second.ended).toBe(1);
    expect(second.printed.stderr).toContain(`already running at http://127.0.0.1:${port}`);
    const reset = run("reset.ts");
    expect(await reset.ended).toBe(1);
    expect(reset.printed.stderr).toContain("stop it first");

    const bankPid = readRunRecord(dataDir)?.bank?.pid ?? 0;
    first.child.kill("SIGKILL");
    await first.ended;
    // Its children watch it, so none is left behind.
    await vi.waitFor(() => expect(identify(bankPid)).toBeUndefined(), START_LIMIT);

    const again = await start();
    expect(await (await fetch(keysUrl)).text()).toBe(keys);
    again.child.kill("SIGTERM");
    expect(await again.ended).toBe(0);
    expect(again.printed.stdout.trim().split("\n").at(-1)).toBe("stopped");
    expect(readRunRecord(dataDir)).toBeUndefined();

    const token2 = run("token.ts", "county-officer");
    expect(await token2.ended).toBe(1);
    expect(token2.printed.stderr).toContain("npm start");
  });

  it("names the port that another program has", async () => {
    const other = await import("node:net").then(({ createServer }) => createServer());
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    try {
      const refused = run("main.ts", "--port", String(port));
      expect(await refused.ended).toBe(1);
      expect(refused.printed.stderr).toContain(`Port ${port} of 127.0.0.1`);
      expect(refused.printed.stderr).toContain("--port");
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
  });

  it("forgets its data on reset", async () => {
    const reset = run("reset.ts");
    expect(await reset.ended).toBe(0);
    expect(reset.printed.stdout).toContain("forgot");
  });
});
