import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { build } from "../../local/build/build.ts";
import { identify } from "../../local/commands/processes.ts";
import { readRunRecord } from "../../local/commands/run-record.ts";
import { type Commands, commandsOfATest, START_LIMIT } from "../support/commands.ts";

let commands: Commands;

beforeAll(async () => {
  await build({ report: () => undefined });
  commands = await commandsOfATest("start");
});
afterAll(() => {
  commands.end();
});

describe("npm start", () => {
  it("serves, refuses a second start, outlives SIGKILL and stops without a trace", async () => {
    const { run, start, port, dataDir } = commands;
    const first = await start();
    expect(first.printed.stdout.trim().split("\n").at(-1)).toBe(`ready http://127.0.0.1:${port}`);
    const keysUrl = `http://127.0.0.1:${port}/_issuer/jwks.json`;
    const keys = await (await fetch(keysUrl)).text();
    const token = run("commands/token.ts", "county-officer");
    expect([await token.ended, token.printed.stdout.trim().split(".")]).toEqual([
      0,
      [expect.any(String), expect.any(String), expect.any(String)],
    ]);

    const second = run("commands/start.ts", "--port", String(port));
    expect(await second.ended).toBe(1);
    expect(second.printed.stderr).toContain(`already running at http://127.0.0.1:${port}`);
    const reset = run("commands/reset.ts");
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

    const token2 = run("commands/token.ts", "county-officer");
    expect(await token2.ended).toBe(1);
    expect(token2.printed.stderr).toContain("npm start");
  });

  it("names the port that another program has", async () => {
    const { run, port } = commands;
    const other = await import("node:net").then(({ createServer }) => createServer());
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    try {
      const refused = run("commands/start.ts", "--port", String(port));
      expect(await refused.ended).toBe(1);
      expect(refused.printed.stderr).toContain(`Port ${port} of 127.0.0.1`);
      expect(refused.printed.stderr).toContain("--port");
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
  });

  it("forgets its data on reset", async () => {
    const { run } = commands;
    const reset = run("commands/reset.ts");
    expect(await reset.ended).toBe(0);
    expect(reset.printed.stdout).toContain("forgot");
  });
});
