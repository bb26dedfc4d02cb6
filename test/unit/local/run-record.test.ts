import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { close, listen } from "../../../local/door/http-part.ts";
import { identify, isRunning } from "../../../local/commands/processes.ts";
import {
  findRunning,
  readRunRecord,
  takeOver,
  writeRunRecord,
} from "../../../local/commands/run-record.ts";

/** Where nobody listens. */
const SILENT_URL = "http://127.0.0.1:1";
let folder: string;
let child: ChildProcess;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "run-record-"));
  child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000); console.log('up')"]);
  await new Promise((resolve) => child.stdout?.once("data", resolve));
});
afterEach(() => {
  child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

const pid = (): number => child.pid ?? 0;
const reports: string[] = [];
const start = () => takeOver(folder, (line) => reports.push(line));

describe("taking over a data folder", () => {
  it("ends an earlier platform that no longer answers", async () => {
    const identity = identify(pid());
    writeRunRecord(folder, { url: SILENT_URL, runtimePid: pid() });
    await start();
    expect(identity && isRunning(identity)).toBe(false);
    expect(readRunRecord(folder)).toBeUndefined();
    expect(reports.join()).toContain(`ending process ${pid()}`);
  });

  it("refuses when the earlier platform answers, and leaves it alone", async () => {
    const server = createServer((_request, response) => response.writeHead(403).end());
    const url = await listen(server, 0);
    writeRunRecord(folder, { url, runtimePid: pid() });
    try {
      await expect(start()).rejects.toThrow(`already running at ${url}`);
      expect((await findRunning(folder))?.url).toBe(url);
      expect(identify(pid())).toBeDefined();
    } finally {
      await close(server);
    }
  });

  it("does not touch a stranger that got the number of an earlier process", async () => {
    const stranger = {
      pid: pid(),
      started: "another time",
      command: "node local/commands/start.ts",
    };
    writeFileSync(
      join(folder, "runtime.pid"),
      JSON.stringify({ url: SILENT_URL, runtime: stranger, bank: stranger }),
    );
    await start();
    expect(identify(pid())).toBeDefined();
    expect(readRunRecord(folder)).toBeUndefined();
  });

  it("bears a damaged record", async () => {
    writeFileSync(join(folder, "runtime.pid"), "{");
    await start();
    expect(await findRunning(folder)).toBeUndefined();
  });
});
